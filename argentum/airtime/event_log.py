"""The log as text: one JSON object a line. `docs/airtime-events.md` describes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from argentum.airtime.events import FORMAT_VERSION, AnyEvent, MeetingOpened
from argentum.errors import ConfigurationError, Fault

_encoder = msgspec.json.Encoder(order="deterministic")
_decoder: msgspec.json.Decoder[AnyEvent] = msgspec.json.Decoder(AnyEvent)
LONGEST_LINE = 65_536
"""Characters; a longer line is no event."""


def encode_event(event: AnyEvent) -> str:
    """Give the line of an event, without its end."""
    return _encoder.encode(event).decode()


def decode_event(line: str, *, source: str, number: int | None = None) -> AnyEvent:
    """Read one line. Raises `ConfigurationError` naming source, line, what is wrong and what would be right."""
    try:
        if len(line) > LONGEST_LINE:
            raise msgspec.ValidationError(f"a line of {len(line)} characters")
        event: AnyEvent = _decoder.decode(line)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise _broken(source, number, str(error)) from None
    if event.at_ms < 0:
        raise _broken(source, number, f"at_ms {event.at_ms} before the beginning")
    if isinstance(event, MeetingOpened) and event.version != FORMAT_VERSION:
        raise _broken(source, number, f"format version {event.version}, this program reads {FORMAT_VERSION}")
    return event


def encode_log(events: Iterable[AnyEvent]) -> str:
    """Give the text of a log."""
    return "".join(f"{encode_event(event)}\n" for event in events)


def decode_log(text: str, *, source: str) -> Iterator[AnyEvent]:
    """Read a log line by line; empty lines are passed over.

    A last line without its end that does not parse is the trace of a crash and left out; any other broken line raises
    `ConfigurationError`.
    """
    lines = text.split("\n")
    whole = len(lines) - 1
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield decode_event(line, source=source, number=number)
        except ConfigurationError:
            if number > whole:
                return
            raise


def _broken(source: str, number: int | None, found: str) -> ConfigurationError:
    allowed = "one JSON object with id, at_ms and the fields of its kind (docs/airtime-events.md)"
    return ConfigurationError((Fault(source=source, key="", line=number, found=found, allowed=allowed),))
