"""Who has the floor of a Jitsi meeting, folded from its events in order of time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from argentum.airtime.timeline import Segment, Timeline, timeline_of

Payload = Mapping[str, object]


class JitsiFloor:
    """The state of the fold; `jitsi_log` says what the events mean. Times become relative to the first event."""

    def __init__(self, *, origin_ms: int) -> None:
        """Begin with an empty room."""
        self._origin_ms = origin_ms
        self._last_ms = 0
        self._room = ""
        self._local_id: str | None = None
        self._person_of: dict[str, str] = {}
        """By endpoint id, for those present or seen speaking."""
        self._ignored: dict[str, None] = {}
        self._names: dict[str, str] = {}
        self._segments: list[Segment] = []
        self._dominant: str | None = None
        """The endpoint that Jitsi named last; it may be muted."""
        self._since_ms: int | None = None
        """When the dominant one began to speak; `None` while muted."""
        self._confirmed = True
        self._is_whole = False
        """Whether the log goes from the recorder's joining to the recorder's leaving: then all who came are in it."""

    def apply(self, at_ms: int, name: str, payload: Payload) -> None:
        """Take in one event; events that say nothing about the floor only move the end of the log."""
        now_ms = at_ms - self._origin_ms
        self._last_ms = now_ms
        match name:
            case "videoConferenceJoined":
                self._room = _text(payload, "roomName") or self._room
                self._local_id = _text(payload, "id") or self._local_id
                self._is_whole = False
                self._join(payload)
            case "participantJoined":
                self._join(payload)
            case "displayNameChange":
                self._rename(payload)
            case "dominantSpeakerChanged":
                self._change_speaker(_text(payload, "id"), now_ms)
            case "participantMuted" if payload.get("mediaType", "audio") == "audio":
                self._mute(_text(payload, "id") or _text(payload, "participantId"), payload.get("isMuted"), now_ms)
            case "audioMuteStatusChanged":
                self._mute(self._local_id, payload.get("muted"), now_ms)
            case "participantLeft":
                self._leave(_text(payload, "id"), now_ms)
            case "participantKickedOut":
                kicked = payload.get("kicked")
                self._leave(_text(kicked, "id") if isinstance(kicked, Mapping) else None, now_ms)
            case "videoConferenceLeft":
                self._change_speaker(None, now_ms)
                self._person_of.clear()
                self._is_whole = self._local_id is not None
            case _:
                pass

    def timeline(self, *, default_name: str) -> Timeline:
        """Give what was attributed up to the last event; who still speaks then is not confirmed."""
        segments = list(self._segments)
        if self._dominant is not None and self._since_ms is not None:
            segments.append(Segment(self._since_ms, self._last_ms, self._person_of[self._dominant], confirmed=False))
        shown = {person: name for person, name in self._names.items() if name != person}
        timeline = timeline_of(self._room or default_name, segments, present=self._names, names=shown)
        return replace(timeline, is_complete=self._is_whole)

    def _join(self, payload: Payload) -> None:
        endpoint = _text(payload, "id")
        if endpoint is None or endpoint in self._person_of:
            return
        if payload.get("isJibri") is True or payload.get("isJigasi") is True:
            self._ignored[endpoint] = None
            return
        context = payload.get("userContext")
        account = _text(context, "id") if isinstance(context, Mapping) else None
        shown = _text(payload, "displayName") or (_text(context, "name") if isinstance(context, Mapping) else None)
        person = account
        if person is None:
            person = shown if shown is not None and shown not in self._person_of.values() else endpoint
        self._person_of[endpoint] = person
        self._names[person] = shown or self._names.get(person, person)

    def _rename(self, payload: Payload) -> None:
        person = self._person_of.get(_text(payload, "id") or "")
        shown = _text(payload, "displayname") or _text(payload, "displayName")
        if person is not None and shown is not None:
            self._names[person] = shown

    def _change_speaker(self, endpoint: str | None, now_ms: int) -> None:
        if endpoint is not None and (endpoint == self._dominant or endpoint in self._ignored):
            return
        self._stop(now_ms)
        self._dominant, self._since_ms, self._confirmed = endpoint, None, True
        if endpoint is not None:
            if endpoint not in self._person_of:  # Was there before the log began.
                self._person_of[endpoint] = endpoint
                self._names.setdefault(endpoint, endpoint)
            self._since_ms = now_ms

    def _mute(self, endpoint: str | None, muted: object, now_ms: int) -> None:
        if endpoint is None or endpoint != self._dominant:
            return
        if muted is True:
            self._stop(now_ms)
        elif muted is False and self._since_ms is None:
            self._since_ms, self._confirmed = now_ms, False

    def _leave(self, endpoint: str | None, now_ms: int) -> None:
        if endpoint is None:
            return
        if endpoint == self._dominant:
            self._change_speaker(None, now_ms)
        self._person_of.pop(endpoint, None)

    def _stop(self, now_ms: int) -> None:
        if self._dominant is not None and self._since_ms is not None:
            self._segments.append(
                Segment(self._since_ms, now_ms, self._person_of[self._dominant], confirmed=self._confirmed)
            )
            self._since_ms = None


def _text(payload: Payload, key: str) -> str | None:
    value = payload.get(key)
    if not isinstance(value, str) or not value:
        return None
    return value.encode("utf-8", "replace").decode()  # JSON may hold halves of characters, which nobody can print.
