"""What is left when a session has ended: who spoke how much, what it cost, how it flowed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from argentum.metrics.agent_figures import AgentFigures, agent_figures
from argentum.metrics.postings import all_postings, balances
from argentum.metrics.session_facts import SessionFacts
from argentum.reports.agent_style import console_colour
from argentum.reports.clean_text import clean_text
from argentum.reports.clock_text import seconds_text
from argentum.reports.figure_texts import FIGURES, figure_text
from argentum.reports.symbols import UNICODE, Symbols
from argentum.transcript.message import Message

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

_BAR_CELLS = 12
_BAR, _SEGMENTS = 1, 3
_GIVING_WAY = {_BAR: 1, 7: 2, 6: 3, 5: 4, _SEGMENTS: 5}
"""Places of the columns that are left out when a table does not fit, with their order: the bar first."""
_COLUMNS = ("agent", "talk share", "talk", "segments", "tokens", "cut in", "was cut", "remarks")
_FOOT = (
    ("segments", "duration_ms", "turns", "return_rate"),
    ("jain", "gini", "longest_wait_segments"),
    ("interrupts", "interjections", "dead_air_ms_p95", "silence_share", "overlap_share"),
    ("tokens_spent", "tie_rate", "bid_desire_rank_correlation"),
    ("passages_quoted", "passages_usable"),
    ("cost_usd", "llm_calls", "llm_calls_per_utterance", "llm_tokens_in", "llm_tokens_out"),
)
_HEADINGS = ("length", "fairness", "flow", "economy", "documents", "cost")


def closing_table(
    messages: Sequence[Message],
    facts: SessionFacts,
    summary: Mapping[str, object],
    *,
    symbols: Symbols = UNICODE,
    width: int = 100,
) -> RenderableType:
    """Show a row per agent with its talk share as a bar, and the figures of the whole session below.

    Where it does not fit, the bar gives way first, then remarks, cuts suffered, cuts made and segments; in fewer than
    60 columns each agent has lines of its own.
    """
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    from argentum.reports.fitting import STACKED_BELOW

    agents = agent_figures(messages, facts)
    rows = [agent_cells(agent, facts, symbols) for agent in agents]
    colours = [console_colour(agent.agent_id, facts) for agent in agents]
    head: RenderableType
    if width < STACKED_BELOW:
        head = Group(
            *(
                Text(f"{cells[0]}: {_told(cells, symbols)}", style=colour)
                for cells, colour in zip(rows, colours, strict=True)
            )
        )
    else:
        head = _table(rows, colours, symbols, width=width)
    foot = Table.grid(padding=(0, 2, 0, 0))
    foot.add_column(justify="right", style="dim")
    foot.add_column(overflow="fold")
    for heading, line in _foot(messages, facts, summary, symbols):
        foot.add_row(heading, Text(line))
    return Group(head, Text(""), foot)


def _table(rows: list[tuple[str, ...]], colours: list[str], symbols: Symbols, *, width: int) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from argentum.reports.fitting import Column, fitted

    whole = [
        Column(
            heading=heading,
            cells=tuple(row[place] for row in rows),
            gives_way=_GIVING_WAY.get(place),
            name=place == 0,
            right=place > _BAR,
        )
        for place, heading in enumerate(_COLUMNS)
    ]
    columns = fitted(whole, width=width)
    if columns[_BAR].heading != _COLUMNS[_BAR]:
        shares = tuple(_without_bar(cell, symbols) for cell in whole[_BAR].cells)
        columns = fitted([whole[0], replace(whole[_BAR], cells=shares, gives_way=None), *whole[2:]], width=width)
    table = Table(box=box.ASCII if symbols.ascii_only else box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(column.heading, justify="right" if column.right else "left", no_wrap=True)
    for place, colour in enumerate(colours):
        name, share, *cells = (column.cells[place] for column in columns)
        table.add_row(Text(name, style=f"bold {colour}"), Text(share, style=colour), *(Text(cell) for cell in cells))
    return table


def _without_bar(cell: str, symbols: Symbols) -> str:
    return cell.lstrip(f"{symbols.bar}{symbols.rest} ") or cell


def _told(cells: tuple[str, ...], symbols: Symbols) -> str:
    figures = (_without_bar(cells[_BAR], symbols), *cells[_BAR + 1 :])
    return ", ".join(f"{heading} {figure}" for heading, figure in zip(_COLUMNS[1:], figures, strict=True))


def plain_closing_table(
    messages: Sequence[Message], facts: SessionFacts, summary: Mapping[str, object], *, symbols: Symbols = UNICODE
) -> list[str]:
    """Give the same as lines of plain text for pipes."""
    rows = [_COLUMNS, *(agent_cells(agent, facts, symbols) for agent in agent_figures(messages, facts))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_COLUMNS))]
    lines = ["  ".join(_aligned(cell, place, widths[place]) for place, cell in enumerate(row)).rstrip() for row in rows]
    return [*lines, "", *(f"{heading:>9}  {line}" for heading, line in _foot(messages, facts, summary, symbols))]


def agent_cells(agent: AgentFigures, facts: SessionFacts, symbols: Symbols) -> tuple[str, ...]:
    """Give an agent's row: name, bar, talk time, segments, tokens, interrupts made and suffered, interjections.

    Tokens and credit are one number; the credit counts among what was received, so that start, minus and plus give it.
    """
    credit = facts.credits.get(agent.agent_id, 0.0)
    return (
        clean_text(agent.name),
        _bar(agent.talk_share, symbols),
        seconds_text(agent.talk_ms),
        str(agent.segments),
        f"{agent.balance + credit:.1f} (-{agent.tokens_spent} +{agent.tokens_earned + credit:.1f})",
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


def _foot(
    messages: Sequence[Message], facts: SessionFacts, summary: Mapping[str, object], symbols: Symbols
) -> list[tuple[str, str]]:
    lines = []
    for heading, keys in zip(_HEADINGS, _FOOT, strict=True):
        if heading == "documents" and facts.passages_usable is None:
            continue
        figures = [f"{FIGURES[key].label} {figure_text(summary, key, missing=symbols.missing)}" for key in keys]
        if heading == "economy" and facts.supply is not None:
            held = sum(balances(all_postings(messages), facts.agent_ids).values())
            figures.append(f"{held} tokens held + {facts.supply - held} in the pool as credit = {facts.supply}")
        lines.append((heading, "; ".join(figures)))
    lines.append(("ayni", _given_and_taken(agent_figures(messages, facts), symbols)))
    return lines


def _given_and_taken(agents: Sequence[AgentFigures], symbols: Symbols) -> str:
    """Say what each gave for what it took, in seconds of everybody's attention, and the ratio of the two."""
    parts = [
        f"{clean_text(agent.name)} gave {seconds_text(agent.ayni_given_ms)}, took {seconds_text(agent.ayni_taken_ms)} "
        f"({symbols.missing if agent.ayni_balance is None else f'{agent.ayni_balance:.2f}'})"
        for agent in agents
    ]
    return "; ".join(parts)
