"""Journals in memory: written, changed, read back and gone on with."""

from __future__ import annotations

from dataclasses import dataclass, field

from argentum.drivers.journal import CheckingSink, Header, Seal, complete_lines, read_header, torn_line
from argentum.drivers.replay import before_the_stop, refeed
from argentum.transcript.message import Message
from argentum.wiring import Debate
from tests.sessions import run


@dataclass(slots=True)
class Lines:
    """A sink that keeps its lines."""

    lines: list[bytes] = field(default_factory=list)
    syncs: int = 0

    def append(self, line: bytes) -> None:
        """Keep a line."""
        self.lines.append(line)

    def sync(self) -> None:
        """Count."""
        self.syncs += 1

    def close(self) -> None:
        """Nothing is open."""

    @property
    def data(self) -> bytes:
        """Give the lines as a file has them."""
        return b"".join(line + b"\n" for line in self.lines)


def journal_of(header: Header) -> bytes:
    """Run a session and give its journal."""
    sink = Lines()
    run(header, sink=sink)
    return sink.data


def replayed(data: bytes) -> tuple[list[Message], Seal | None]:
    """Feed a journal again as `argentum replay` does; raises `VerificationError` at the first difference."""
    lines = complete_lines(data)
    header = read_header(lines)
    debate = Debate(header)
    messages: list[Message] = []
    seal = refeed(debate.chat, header, lines, torn=torn_line(data), on_message=messages.append)
    return messages, seal


def resumed(data: bytes) -> bytes:
    """Go on with a broken-off journal as `argentum debate --resume` does; give the whole journal."""
    lines = before_the_stop(complete_lines(data))
    onward = Lines()
    run(read_header(lines), sink=CheckingSink(lines, onward))
    return b"".join(line + b"\n" for line in lines) + onward.data
