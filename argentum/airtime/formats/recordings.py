"""Which reader a recording needs, and in which encoding its text is."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import PurePath

from argentum.airtime.formats.json_lines import read_json_lines
from argentum.airtime.formats.rttm import read_rttm
from argentum.airtime.formats.textgrid import read_textgrid
from argentum.airtime.formats.webvtt import read_webvtt
from argentum.airtime.timeline import Timeline
from argentum.errors import TimelineFormatError

Reader = Callable[[str, str], list[Timeline]]

READERS: dict[str, Reader] = {
    ".rttm": read_rttm,
    ".vtt": read_webvtt,
    ".jsonl": read_json_lines,
    ".textgrid": read_textgrid,
}
"""By suffix in lower case."""
KNOWN = ".rttm, .vtt, .jsonl (Jitsi or airtime log) or .TextGrid"


def read_recording(data: bytes, source: str) -> list[Timeline]:
    """Read a recording; `source` is its file name, whose suffix says the format.

    Raises `TimelineFormatError`, also for a suffix that has no reader.
    """
    reader = READERS.get(PurePath(source).suffix.lower())
    if reader is None:
        raise TimelineFormatError(f"{source}: not a kind of recording that can be read; expected {KNOWN}")
    return reader(_decoded(data, source), source)


def _decoded(data: bytes, source: str) -> str:
    """Decode UTF-16, as Praat writes it, and UTF-8; both with or without a byte order mark."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    else:  # All formats begin with a letter, a digit or a sign of ASCII, which UTF-16 writes with a zero.
        encoding = {b"\0": "utf-16-be"}.get(data[:1]) or {b"\0": "utf-16-le"}.get(data[1:2]) or "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TimelineFormatError(
            f"{source}:{line}: expected text in UTF-8 or UTF-16, found {data[error.start : error.start + 1]!r}"
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
