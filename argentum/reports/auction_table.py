"""One auction as a table: where everyone stood, who won and why."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from argentum.metrics.session_facts import SessionFacts
from argentum.reports.agent_style import console_colour
from argentum.reports.auction_sentence import auction_sentence
from argentum.reports.clean_text import clean_text
from argentum.reports.clock_text import minutes_seconds
from argentum.reports.reason_texts import reasons_text
from argentum.reports.symbols import UNICODE, Symbols
from argentum.transcript.message import AuctionRecord
from argentum.transcript.stand import Stand

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from argentum.reports.fitting import Column

_CAPTION_LINES = 2
_FRAME_CELLS = 4
_MARK_CELLS = 2


def auction_table(
    auction: AuctionRecord, facts: SessionFacts, *, symbols: Symbols = UNICODE, pretty: bool = False, width: int = 100
) -> RenderableType:
    """Show an auction: a row per agent, the winner's highlighted, and a sentence that says why it won.

    The compact form takes at most four lines more than there are agents in 100 columns and more; the pretty one has a
    frame and lists each agent's own reasons. In fewer than 100 columns, whole columns give way: waited, open, pacing,
    desire and the marks, in this order; in fewer than 60, each agent is a line. Turns by rotation have no stands: they
    are the sentence.
    """
    from rich.console import Group
    from rich.text import Text

    from argentum.reports.fitting import FULL_WIDTH, STACKED_BELOW

    caption = auction_sentence(auction, facts, symbols=symbols)
    if not auction.stands:
        return Text(caption, style="italic")
    rows: RenderableType
    if width < STACKED_BELOW:
        rows = Group(*(Text(line) for line in _stacked(auction, facts, symbols, width)))
    else:
        rows = _table(auction, facts, symbols, pretty=pretty, width=width)
    if pretty:
        own = [_own_reasons(stand, facts, symbols) for stand in auction.stands if stand.reasons]
        return Group(rows, Text(caption, style="italic"), *(Text(line, style="dim") for line in own), Text(""))
    most = _CAPTION_LINES if width >= FULL_WIDTH else None
    lines = textwrap.wrap(caption, width=width, max_lines=most, placeholder=" ...")
    return Group(rows, *(Text(line, style="italic", no_wrap=True) for line in lines))


def _table(auction: AuctionRecord, facts: SessionFacts, symbols: Symbols, *, pretty: bool, width: int) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from argentum.reports.fitting import fitted

    if pretty:
        bidders = sum(1 for bid in auction.bids.values() if bid)
        title = Text(f"Auction at {minutes_seconds(auction.resolved_ms)}, {bidders} of {len(auction.stands)} bid")
        frame = box.ASCII if symbols.ascii_only else box.ROUNDED
        table = Table(box=frame, title=title, title_justify="left", header_style="bold")
    else:
        frame = box.ASCII if symbols.ascii_only else box.SIMPLE_HEAD
        table = Table(box=frame, show_edge=False, pad_edge=False, header_style="dim")
    edges = _FRAME_CELLS if pretty else 0
    columns = fitted(_columns(auction, facts, symbols), width=width, edges=edges, mark=_MARK_CELLS)
    for column in columns:
        table.add_column(column.heading, justify="right" if column.right else "left", no_wrap=True)
    for place, stand in enumerate(auction.stands):
        name, *cells = (column.cells[place] for column in columns)
        style = "bold" if stand.agent_id == auction.winner else "dim" if not stand.bid else ""
        coloured = Text(name, style=console_colour(stand.agent_id, facts))
        table.add_row(coloured, *(Text(cell) for cell in cells), style=style)
    return table


def _columns(auction: AuctionRecord, facts: SessionFacts, symbols: Symbols) -> list[Column]:
    from argentum.reports.fitting import Column

    stands = auction.stands
    marks = tuple(_marks(stand, symbols) for stand in stands)
    return [
        Column(
            heading="agent",
            cells=tuple(_name(stand, auction, facts, symbols) for stand in stands),
            name=True,
            right=False,
        ),
        Column(heading="desire", cells=tuple(f"{stand.desire:.2f}" for stand in stands), gives_way=4),
        Column(
            heading="open",
            cells=tuple(f"{stand.open_points:.1f}" if stand.open_points else symbols.missing for stand in stands),
            gives_way=2,
        ),
        Column(heading="waited", cells=tuple(str(stand.waited_segments) for stand in stands), gives_way=1),
        Column(heading="bid", cells=tuple(_bid(stand) for stand in stands)),
        Column(heading="pacing", cells=tuple(f"{stand.pacing:.2f}" for stand in stands), gives_way=3),
        Column(heading="offer", cells=tuple(f"{stand.offer:.2f}" for stand in stands)),
        Column(heading="tokens", cells=tuple(_held(stand) for stand in stands)),
        *([Column(heading="", cells=marks, gives_way=5, right=False)] if any(marks) else []),
    ]


def _stacked(auction: AuctionRecord, facts: SessionFacts, symbols: Symbols, width: int) -> list[str]:
    lines: list[str] = []
    for stand in auction.stands:
        figures = f"bid {_bid(stand)}, pacing {stand.pacing:.2f}, offer {stand.offer:.2f}, tokens {_held(stand)}"
        marks = _marks(stand, symbols)
        told = f"{_name(stand, auction, facts, symbols)}: {figures}{f', {marks}' if marks else ''}"
        lines += textwrap.wrap(told, width=width, subsequent_indent="    ", drop_whitespace=True)
    return lines


def _own_reasons(stand: Stand, facts: SessionFacts, symbols: Symbols) -> str:
    return f"  {symbols.side} {clean_text(facts.name_of(stand.agent_id))}: {reasons_text(stand.reasons)}"


def _name(stand: Stand, auction: AuctionRecord, facts: SessionFacts, symbols: Symbols) -> str:
    return f"{symbols.winner if stand.agent_id == auction.winner else ' '} {clean_text(facts.name_of(stand.agent_id))}"


def _bid(stand: Stand) -> str:
    return str(stand.bid) if stand.bid else "pass"


def _held(stand: Stand) -> str:
    """Give tokens and credit as one number: what is paid exactly is what this number falls by."""
    return f"{stand.tokens + stand.credit:.1f}"


def _marks(stand: Stand, symbols: Symbols) -> str:
    wants = f"{symbols.kicker} wants in" if stand.wants_interrupt else ""
    return ", ".join(mark for mark in ("evidence" if stand.evidence else "", wants) if mark)
