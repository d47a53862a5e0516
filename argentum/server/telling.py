"""Sending everybody in a room what is theirs, encoded once for each audience."""

from __future__ import annotations

from collections.abc import Sequence

from argentum.airtime.live.live_room import LiveRoom
from argentum.airtime.live.messages import Change, Update
from argentum.airtime.live.viewer import Viewer
from argentum.server.connection import Connection
from argentum.server.frames import StateFrame, encoded


def tell_all(connections: Sequence[Connection], update: Update, room: LiveRoom) -> None:
    """Send changes, or the whole state to whoever missed some; commands go to one bridge."""
    texts: dict[int, str] = {}
    states: dict[Viewer, str] = {}
    for connection in connections:
        viewer = connection.viewer
        if update.anew or connection.behind:
            if viewer not in states:
                states[viewer] = _state_of(room, viewer)
            connection.behind = False
            connection.put(states[viewer])
            continue
        change = update.change_for(viewer)
        if change is not None:
            connection.put(_text_of(change, texts))
    if update.commands:
        bridges = [each for each in connections if each.viewer.role == "bridge"]
        for command in update.commands:
            # One bridge alone: two would mute and, by the toggle of the second, unmute.
            for bridge in bridges[-1:]:
                bridge.put(encoded(command))


def _state_of(room: LiveRoom, viewer: Viewer) -> str:
    return encoded(StateFrame(now_ms=room.now_ms, state=room.view(viewer)))


def _text_of(change: Change, texts: dict[int, str]) -> str:
    """Encode a change, once however many are told."""
    text = texts.get(id(change))
    if text is None:
        text = texts[id(change)] = encoded(change)
    return text
