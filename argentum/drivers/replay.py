"""Feeding a journal's signals to a session again: to prove it, to read it, to go on from it."""

from __future__ import annotations

from collections.abc import Callable

from argentum.drivers.journal import CheckingSink, Header, Journal, Seal, decode
from argentum.errors import ProtocolError, VerificationError
from argentum.orchestration.auction_chat import AuctionChat
from argentum.orchestration.commands import EndSession, WriteDown
from argentum.orchestration.signals import StopRequested
from argentum.transcript.message import Message


def refeed(
    chat: AuctionChat,
    header: Header,
    lines: list[bytes],
    *,
    on_message: Callable[[Message], None] | None = None,
) -> Seal | None:
    """Feed the recorded signals and compare every line, byte for byte; give the seal, or None when there is none.

    Raises `VerificationError` with the number of the first line that differs. In a journal that was broken off, the
    messages of its last signal may be missing; that is no difference.
    """
    check = CheckingSink(lines, onward=_Beyond())
    journal = Journal(check)
    journal.header(header)
    ended: str | None = None
    seal: Seal | None = None
    while check.catching_up:
        line = decode(lines[check.compared], check.compared)
        if line.signal is not None and line.at_ms is not None:
            journal.signal(line.at_ms, line.signal)
            try:
                commands = chat.feed(line.signal, line.at_ms)
            except ProtocolError as error:
                raise VerificationError(f"journal line {check.compared}: {error}") from error
            for command in commands:
                if isinstance(command, WriteDown):
                    journal.message(command.message)
                    if on_message is not None:
                        on_message(command.message)
                elif isinstance(command, EndSession):
                    ended = command.reason
        elif line.seal is not None and ended is not None:
            seal = line.seal
            journal.seal(ended)
        else:
            raise VerificationError(
                f"journal line {check.compared + 1}: differs from what the signals give; no such line belongs here"
            )
    return seal


class _Beyond:
    """Takes what a broken-off journal had not yet written down."""

    def append(self, line: bytes) -> None:
        """Let it go: the signal is there, so its messages are known."""

    def sync(self) -> None:
        """Nothing is kept."""

    def close(self) -> None:
        """Nothing is open."""


def before_the_stop(lines: list[bytes]) -> list[bytes]:
    """Give the lines up to where somebody stopped the session; all of them when nobody did.

    A session that was stopped by hand goes on as if it had not been: the polite end is not part of the debate.
    """
    marker = b'"signal":{"kind":"stop_requested"'
    for number, line in enumerate(lines):
        if marker in line:
            signal = decode(line, number).signal
            if isinstance(signal, StopRequested) and signal.reason == "interrupted":
                return lines[:number]
    return lines
