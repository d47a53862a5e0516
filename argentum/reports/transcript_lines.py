"""A message as it is shown while a session runs: one line for pipes, a styled row for terminals.

Auctions have a table of their own and beats are no news, so both give nothing here. Text of agents is never read as
markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argentum.metrics.session_facts import SessionFacts
from argentum.reports.agent_style import console_colour
from argentum.reports.clean_text import before_a_cut, clean_text
from argentum.reports.clock_text import minutes_seconds
from argentum.reports.notice_texts import notice_text
from argentum.reports.symbols import UNICODE, Symbols
from argentum.transcript.message import Message, Metadata

if TYPE_CHECKING:
    from rich.console import RenderableType

_NAME_WIDTH = 14
_INDENT = "  "


class _Line(NamedTuple):
    """The parts of a line; `mark` says what kind of speech it is, `tail` what became of it."""

    at: str
    mark: str
    name: str
    doing: str
    text: str
    tail: str
    aside: bool


def plain_lines(message: Message, facts: SessionFacts, *, symbols: Symbols = UNICODE) -> list[str]:
    """Give the line of a message without colour or layout; none for auctions and beats."""
    line = _line(message, facts, symbols)
    if line is None:
        return []
    if not line.name:
        return [f"{symbols.side} {line.text}"]
    aside = _INDENT if line.aside else ""
    mark = f"{line.mark} " if line.mark else ""
    doing = f" {line.doing}" if line.doing else ""
    tail = f" {line.tail}" if line.tail else ""
    return [f"[{line.at}] {aside}{mark}{line.name}{doing}: {line.text}{tail}"]


def transcript_row(
    message: Message, facts: SessionFacts, *, symbols: Symbols = UNICODE, width: int = 100
) -> RenderableType | None:
    """Give the row of a message for a console: time, speaker in a stable colour, text with a hanging indent.

    In fewer than 60 columns it is the plain line, in the speaker's colour.
    """
    from rich.table import Table
    from rich.text import Text

    from argentum.reports.fitting import STACKED_BELOW

    line = _line(message, facts, symbols)
    if line is None:
        return None
    if width < STACKED_BELOW:
        (plain,) = plain_lines(message, facts, symbols=symbols)
        return Text(plain, style=console_colour(message.metadata.agent_id or "", facts))
    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_column(width=_time_width(message), no_wrap=True, style="dim")
    row.add_column(width=_name_width(facts), no_wrap=True, overflow="ellipsis")
    row.add_column(overflow="fold")
    if not line.name:
        row.add_row("", "", Text(line.text, style="dim italic"))
        return row
    colour = console_colour(message.metadata.agent_id or "", facts)
    body = Text()
    if line.aside:
        body.append(f"{_INDENT}{line.mark} {line.name} {line.doing}: ", style=colour)
        body.append(line.text, style="italic")
        row.add_row(Text(line.at), "", body)
        return row
    if line.mark:
        body.append(f"{line.mark} {line.doing}: ", style="bold")
    body.append(line.text)
    if line.tail:
        body.append(f" {line.tail}", style="dim")
    sources = _sources(message.metadata)
    if sources:
        body.append(f" {sources}", style="dim")
    row.add_row(Text(line.at), Text(line.name, style=f"bold {colour}"), body)
    return row


def _line(message: Message, facts: SessionFacts, symbols: Symbols) -> _Line | None:
    metadata = message.metadata
    if metadata.event in {"auction", "timing"}:
        return None
    text = clean_text(message.content)
    timing = metadata.timing
    if metadata.agent_id is None or timing is None:
        notice = notice_text(message, facts)
        return _Line("", "", "", "", notice, "", aside=False) if notice else None
    at = minutes_seconds(timing.start_ms)
    name = clean_text(facts.name_of(metadata.agent_id))
    text = text or f"({timing.duration_ms / 1000:.1f} s of speech)"
    tail = ""
    if metadata.interrupted_by is not None:
        text = f"{before_a_cut(text)}{'' if symbols.cut == '—' else ' '}{symbols.cut}"
        tail = f"(cut off by {clean_text(facts.name_of(metadata.interrupted_by))})"
    match metadata.event:
        case "interjection":
            return _Line(at, symbols.side, name, f"({metadata.interjection_type or 'aside'})", text, tail, aside=True)
        case "hard_interrupt":
            return _Line(at, symbols.kicker, name, _interrupting(metadata, facts), text, tail, aside=False)
        case _:
            return _Line(at, "", name, "", text, tail, aside=False)


def _interrupting(metadata: Metadata, facts: SessionFacts) -> str:
    other = clean_text(facts.name_of(metadata.speaker_id)) if metadata.speaker_id else "the speaker"
    match metadata.style:
        case "soft":
            return f"takes over from {other}"
        case "attempt":
            return f"tries to cut in on {other}"
        case _:
            return f"cuts in on {other}"


def _sources(metadata: Metadata) -> str:
    cited = [f"[{clean_text(citation.label)}: {clean_text(citation.document)}]" for citation in metadata.citations]
    return " ".join(cited)


def _time_width(message: Message) -> int:
    """Give the room of a time: from minute 100 on it is one character more."""
    timing = message.metadata.timing
    return len(minutes_seconds(timing.start_ms if timing is not None else 0))


def _name_width(facts: SessionFacts) -> int:
    longest = max((len(clean_text(agent.name)) for agent in facts.agents), default=0)
    return min(max(longest, 4), _NAME_WIDTH)
