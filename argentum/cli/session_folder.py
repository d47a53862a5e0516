"""Reading a session folder back, by feeding its journal to a session again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from argentum.errors import VerificationError

if TYPE_CHECKING:
    from argentum.drivers.journal import Header, Seal
    from argentum.metrics.session_facts import SessionFacts
    from argentum.transcript.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSession:
    """A session as its journal has it."""

    header: Header
    messages: list[Message]
    facts: SessionFacts
    seal: Seal | None
    lines: int


def read_session(folder: Path) -> ReadSession:
    """Read and verify a session folder.

    Raises `MissingPathError` when it is none, `VerificationError` with the first line that does not come out as it
    stands there.
    """
    from argentum.drivers.journal import complete_lines, read_header, torn_line
    from argentum.drivers.replay import refeed
    from argentum.wiring import Debate
    from argentum.workspace.journal_file import read_journal

    data = read_journal(folder)
    lines = complete_lines(data)
    with naming_the_journal(folder):
        header = read_header(lines)
        debate = Debate(header)
        messages: list[Message] = []
        seal = refeed(debate.chat, header, lines, torn=torn_line(data), on_message=messages.append)
    return ReadSession(header=header, messages=messages, facts=debate.facts(), seal=seal, lines=len(lines))


@contextmanager
def naming_the_journal(folder: Path) -> Iterator[None]:
    """Say of a journal that does not verify which file it is, and what helps; whoever reads it knows lines alone."""
    from argentum.workspace.journal_file import JOURNAL_NAME

    try:
        yield
    except VerificationError as error:
        told = str(error).removeprefix("journal ")
        raise VerificationError(
            f"{folder / JOURNAL_NAME}: {told}; it was changed, damaged, or written by another version: "
            "take a copy that is whole, or run the debate again, which gives the same journal"
        ) from error


def unfinished(folder: Path) -> str:
    """Say that a journal has no end, and how to go on."""
    return f"{folder}: the session did not end; go on with: argentum debate --resume {folder}"
