"""A log of Jitsi's IFrame events, one JSON object a line: `{"at_ms": …, "event": "dominantSpeakerChanged", "id": …}`.

The payload may stand beside the name or under `data`, `payload` or `params`. The name is `event` or `name`. The time is
`at_ms` or `timestamp` (milliseconds on any axis, or seconds since 1970), or an ISO 8601 text under `timestamp`, `time`
or `at`. Lines are put in order of time, then `seq`; other events are passed over. A last line that was broken off is
left out, unless it is all there is: then it may be anything.

Jitsi tells who is the dominant speaker, not who stops. So speech ends with the next dominant speaker, the speaker's
mute or departure, or the end of the conference; silence before the next voice counts as talk. Confirmed is what such an
event opened and closed. Attributed only: speech taken up again when the same person opens the microphone (Jitsi
does not repeat the dominant speaker), and speech that was still going on when the log ends.

People are recognised across joins by `userContext.id`, else by a display name that nobody present has, else they are
their endpoint id. Recorders and telephone gateways are nobody.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePath
from typing import NamedTuple

from argentum.airtime.formats.expected import LONGEST_S, wrong_line
from argentum.airtime.formats.jitsi_floor import JitsiFloor
from argentum.airtime.timeline import Timeline

Payload = Mapping[str, object]

_LARGEST_MS = 1e15  # No time that anybody means; NaN is not below it either.
_EPOCH_S = (1e9, 1e11)
"""Timestamps in this range are seconds since 1970: as milliseconds they would be neither a date nor a meeting."""


class _Event(NamedTuple):
    at_ms: int
    seq: int
    line: int
    name: str
    payload: Payload


def read_jitsi_log(text: str, source: str) -> list[Timeline]:
    """Read one meeting, named after its room or else the file; raises `TimelineFormatError`."""
    lines = text.split("\n")  # Not `splitlines`: texts in JSON may hold other separators.
    events: list[_Event] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
        except (ValueError, RecursionError):
            if number == len(lines) and events:  # No line end after it: the writer was stopped.
                break
            raise wrong_line(source, number, line, "one JSON object") from None
        events.append(_event(fields, source, number, line))
    events.sort()
    if events and events[-1].at_ms - events[0].at_ms > LONGEST_S * 1_000:
        raise wrong_line(
            source, events[-1].line, lines[events[-1].line - 1], f"a time within {LONGEST_S:,} s of the first event's"
        )
    floor = JitsiFloor(origin_ms=events[0].at_ms if events else 0)
    for event in events:
        floor.apply(event.at_ms, event.name, event.payload)
    return [floor.timeline(default_name=PurePath(source).stem)]


def _event(fields: object, source: str, number: int, line: str) -> _Event:
    if not isinstance(fields, dict):
        raise wrong_line(source, number, line, "a JSON object")
    name = next((fields[key] for key in ("event", "name") if isinstance(fields.get(key), str)), None)
    if name is None:
        raise wrong_line(source, number, line, 'the name of the event ("event": "dominantSpeakerChanged")')
    at_ms = _at_ms(fields)
    if at_ms is None:
        raise wrong_line(source, number, line, 'the time of the event in milliseconds ("at_ms": 1500)')
    payload = next((fields[key] for key in ("data", "payload", "params") if isinstance(fields.get(key), dict)), fields)
    seq = fields.get("seq")
    return _Event(at_ms, seq if isinstance(seq, int) else 0, number, name, payload)


def _at_ms(fields: Payload) -> int | None:
    at_ms, timestamp = fields.get("at_ms"), fields.get("timestamp")
    if isinstance(at_ms, (int, float)) and abs(at_ms) < _LARGEST_MS:
        return round(at_ms)
    if isinstance(timestamp, (int, float)) and abs(timestamp) < _LARGEST_MS:
        return round(timestamp * 1_000 if _EPOCH_S[0] <= timestamp < _EPOCH_S[1] else timestamp)
    for key in ("timestamp", "time", "at"):
        value = fields.get(key)
        if isinstance(value, str):
            try:
                moment = datetime.fromisoformat(value)
            except ValueError:
                continue
            since_ms = round((moment - datetime(1970, 1, 1, tzinfo=moment.tzinfo)).total_seconds() * 1_000)
            offset = moment.utcoffset()
            return since_ms - round(offset.total_seconds() * 1_000) if offset else since_ms
    return None
