"""JSON lines: a Jitsi log or a log of argentum's own events, told apart by the first line."""

from __future__ import annotations

from argentum.airtime.formats.jitsi_log import read_jitsi_log
from argentum.airtime.recorded_log import is_event_log, read_event_log
from argentum.airtime.timeline import Timeline


def read_json_lines(text: str, source: str) -> list[Timeline]:
    """Read one meeting; raises `TimelineFormatError`."""
    return read_event_log(text, source) if is_event_log(text) else read_jitsi_log(text, source)
