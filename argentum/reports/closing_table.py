"""What is left when a session has ended: who spoke how much, what it cost, how it flowed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from argentum.metrics.agent_figures import AgentFigures, agent_figures
from argentum.metrics.session_facts import SessionFacts
from argentum.reports.agent_style import console_colour
from argentum.reports.clean_text import clean_text
from argentum.reports.clock_text import seconds_text
from argentum.reports.figure_texts import FIGURES, figure_text
from argentum.reports.symbols import UNICODE, Symbols
from argentum.transcript.message import Message

if TYPE_CHECKING:
    from rich.console import RenderableType

_BAR_CELLS = 16
_COLUMNS = ("agent", "talk share", "talk", "segments", "tokens", "cut in", "was cut", "remarks")
_FOOT = (
    ("segments", "duration_ms", "turns", "return_rate"),
    ("jain", "gini", "longest_wait_segments"),
    ("interrupts", "interjections", "dead_air_ms_p95", "silence_share", "overlap_share"),
    ("tokens_spent", "tie_rate", "bid_desire_rank_correlation"),
    ("cost_usd", "llm_calls", "llm_calls_per_utterance", "llm_tokens_in", "llm_tokens_out"),
)
_HEADINGS = ("length", "fairness", "flow", "economy", "cost")


def closing_table(
    messages: Sequence[Message], facts: SessionFacts, summary: Mapping[str, object], *, symbols: Symbols = UNICODE
) -> RenderableType:
    """Show a row per agent with its talk share as a bar, and the figures of the whole session below."""
    from rich import box  # noqa: PLC0415 - rich is loaded when something is shown
    from rich.console import Group  # noqa: PLC0415 - as above
    from rich.table import Table  # noqa: PLC0415 - as above
    from rich.text import Text  # noqa: PLC0415 - as above

    table = Table(box=box.ASCII if symbols.ascii_only else box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column(_COLUMNS[0], no_wrap=True, overflow="ellipsis", max_width=18)
    table.add_column(_COLUMNS[1], no_wrap=True)
    for column in _COLUMNS[2:]:
        table.add_column(column, justify="right", no_wrap=True)
    for agent in agent_figures(messages, facts):
        colour = console_colour(agent.agent_id, facts)
        name, bar, *cells = agent_cells(agent, symbols)
        table.add_row(Text(name, style=f"bold {colour}"), Text(bar, style=colour), *(Text(cell) for cell in cells))
    foot = Table.grid(padding=(0, 2, 0, 0))
    foot.add_column(justify="right", style="dim")
    foot.add_column(overflow="fold")
    for heading, line in _foot(summary, symbols):
        foot.add_row(heading, Text(line))
    return Group(table, Text(""), foot)


def plain_closing_table(
    messages: Sequence[Message], facts: SessionFacts, summary: Mapping[str, object], *, symbols: Symbols = UNICODE
) -> list[str]:
    """Give the same as lines of plain text for pipes."""
    rows = [_COLUMNS, *(agent_cells(agent, symbols) for agent in agent_figures(messages, facts))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_COLUMNS))]
    lines = ["  ".join(_aligned(cell, place, widths[place]) for place, cell in enumerate(row)).rstrip() for row in rows]
    return [*lines, "", *(f"{heading:>9}  {line}" for heading, line in _foot(summary, symbols))]


def agent_cells(agent: AgentFigures, symbols: Symbols) -> tuple[str, ...]:
    """Give an agent's row: name, bar, talk time, segments, tokens, interrupts made and suffered, interjections."""
    return (
        clean_text(agent.name),
        _bar(agent.talk_share, symbols),
        seconds_text(agent.talk_ms),
        str(agent.segments),
        f"{agent.balance} (-{agent.tokens_spent} +{agent.tokens_earned})",
        str(agent.interrupts_made),
        str(agent.interrupts_suffered),
        str(agent.interjections),
    )


def _bar(share: float | None, symbols: Symbols) -> str:
    if share is None:
        return symbols.missing
    filled = round(share * _BAR_CELLS)
    return f"{symbols.bar * filled}{symbols.rest * (_BAR_CELLS - filled)} {100 * share:5.1f} %"


def _aligned(cell: str, place: int, width: int) -> str:
    return cell.ljust(width) if place < 2 else cell.rjust(width)  # noqa: PLR2004 - name and bar stand left


def _foot(summary: Mapping[str, object], symbols: Symbols) -> list[tuple[str, str]]:
    lines = []
    for heading, keys in zip(_HEADINGS, _FOOT, strict=True):
        figures = [f"{FIGURES[key].label} {figure_text(summary, key, missing=symbols.missing)}" for key in keys]
        lines.append((heading, "; ".join(figures)))
    return lines
