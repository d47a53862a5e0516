"""Feeding a journal's signals to a session again: to prove it, to read it, to go on from it."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

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
    torn: bytes = b"",
    on_message: Callable[[Message], None] | None = None,
) -> Seal | None:
    """Feed the recorded signals and compare every line, byte for byte; give the seal, or None when there is none.

    Raises `VerificationError` with the number of the first line that differs. In a journal that was broken off, the
    messages of its last signal may be missing; that is no difference. `torn` is what stands after the last complete
    line: it must be how the next line begins. In the last line of a journal that broke off after a signal, nothing
    vouches for the signal itself; going on with the session does.
    """
    beyond = _Beyond()
    check = CheckingSink(lines, onward=beyond)
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
    if torn:
        if not beyond.lines and ended is not None and seal is None:
            journal.seal(ended)
        _check_torn(torn, beyond.lines, lines, sealed=seal is not None)
    return seal


def _check_torn(torn: bytes, expected: list[bytes], lines: list[bytes], *, sealed: bool) -> None:
    """Refuse a half-written line that is not how the next line begins; of a signal only its beginning is known."""
    number = len(lines)
    if expected:
        sound = expected[0].startswith(torn)
    else:
        begins = b'{"n":%d,"prev":"%s","at_ms":' % (number, sha256(lines[-1]).hexdigest().encode())
        sound = not sealed and (begins.startswith(torn) or (torn.startswith(begins) and not _is_line(torn[:-1])))
    if not sound:
        raise VerificationError(f"journal line {number + 1}: differs from how the next line begins")


def _is_line(data: bytes) -> bool:
    try:
        decode(data, 0)
    except VerificationError:
        return False
    return True


class _Beyond:
    """Takes what a broken-off journal had not yet written down."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.lines: list[bytes] = []

    def append(self, line: bytes) -> None:
        """Keep it: the signal is there, so its messages are known."""
        self.lines.append(line)

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
