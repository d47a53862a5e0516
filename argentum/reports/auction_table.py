"""One auction as a table: where everyone stood, who won and why."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from argentum.metrics.session_facts import SessionFacts
from argentum.reports.agent_style import console_colour
from argentum.reports.clean_text import clean_text
from argentum.reports.clock_text import minutes_seconds
from argentum.reports.reason_texts import reasons_text
from argentum.reports.symbols import UNICODE, Symbols
from argentum.transcript.message import AuctionRecord
from argentum.transcript.stand import Stand

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

_NAME_WIDTH = 18
_CAPTION_LINES = 2

_HOW = {
    "auction": "wins the floor",
    "holder_continues": "keeps the floor",
    "takeover": "takes over at the join",
    "wait_guard": "gets the floor after a long wait",
    "all_passed": "speaks because everybody passed",
    "only_one": "speaks as the only agent",
    "round_robin": "is next in the rotation",
}


def auction_table(
    auction: AuctionRecord, facts: SessionFacts, *, symbols: Symbols = UNICODE, pretty: bool = False, width: int = 100
) -> RenderableType:
    """Show an auction: a row per agent, the winner's highlighted, and a sentence that says why it won.

    The compact form takes at most four lines more than there are agents and fits `width` columns (100 or more); the
    pretty one has a frame and lists each agent's own reasons. Turns by rotation have no stands: they are the sentence.
    """
    from rich.console import Group  # noqa: PLC0415 - rich is loaded when something is shown
    from rich.text import Text  # noqa: PLC0415 - as above

    caption = auction_sentence(auction, facts, symbols=symbols)
    if not auction.stands:
        return Text(caption, style="italic")
    table = _table(auction, symbols, pretty=pretty)
    for stand in auction.stands:
        won = stand.agent_id == auction.winner
        cells = _cells(stand, auction, facts, symbols)
        name = Text(cells[0], style=console_colour(stand.agent_id, facts))
        table.add_row(
            name, *(Text(cell) for cell in cells[1:]), style="bold" if won else "dim" if not stand.bid else ""
        )
    if pretty:
        own = [_own_reasons(stand, facts, symbols) for stand in auction.stands if stand.reasons]
        return Group(table, Text(caption, style="italic"), *(Text(line, style="dim") for line in own), Text(""))
    lines = textwrap.wrap(caption, width=width, max_lines=_CAPTION_LINES, placeholder=" ...")
    return Group(table, *(Text(line, style="italic", no_wrap=True) for line in lines))


def auction_sentence(auction: AuctionRecord, facts: SessionFacts, *, symbols: Symbols = UNICODE) -> str:
    """Say in a sentence who speaks next, at what price and why."""
    name = clean_text(facts.name_of(auction.winner))
    price = f" for {auction.price:.2f} tokens" if auction.price else ""
    why = reasons_text(auction.reasons)
    return f"{symbols.winner} {name} {_HOW[auction.result]}{price}{f': {why}' if why else ''}."


def _table(auction: AuctionRecord, symbols: Symbols, *, pretty: bool) -> Table:
    from rich import box  # noqa: PLC0415 - as above
    from rich.table import Table  # noqa: PLC0415 - as above
    from rich.text import Text  # noqa: PLC0415 - as above

    if pretty:
        bidders = sum(1 for bid in auction.bids.values() if bid)
        title = Text(f"Auction at {minutes_seconds(auction.resolved_ms)}, {bidders} of {len(auction.stands)} bid")
        frame = box.ASCII if symbols.ascii_only else box.ROUNDED
        table = Table(box=frame, title=title, title_justify="left", header_style="bold")
    else:
        frame = box.ASCII if symbols.ascii_only else box.SIMPLE_HEAD
        table = Table(box=frame, show_edge=False, pad_edge=False, header_style="dim")
    table.add_column("agent", no_wrap=True, overflow="ellipsis", max_width=_NAME_WIDTH)
    for column in ("desire", "open", "waited", "bid", f"{symbols.times} pacing", "= offer", "tokens"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    return table


def _own_reasons(stand: Stand, facts: SessionFacts, symbols: Symbols) -> str:
    return f"  {symbols.side} {clean_text(facts.name_of(stand.agent_id))}: {reasons_text(stand.reasons)}"


def _cells(stand: Stand, auction: AuctionRecord, facts: SessionFacts, symbols: Symbols) -> list[str]:
    won = stand.agent_id == auction.winner
    after = auction.balances.get(stand.agent_id, stand.tokens)
    marks = [
        *(["evidence"] if stand.evidence else []),
        *([f"{symbols.kicker} wants in"] if stand.wants_interrupt else []),
    ]
    return [
        f"{symbols.winner if won else ' '} {clean_text(facts.name_of(stand.agent_id))}",
        f"{stand.desire:.2f}",
        f"{stand.open_points:.1f}" if stand.open_points else symbols.missing,
        str(stand.waited_segments),
        str(stand.bid) if stand.bid else "pass",
        f"{stand.pacing:.2f}",
        f"{stand.offer:.2f}",
        str(stand.tokens) if after == stand.tokens else f"{stand.tokens}{symbols.arrow}{after}",
        ", ".join(marks),
    ]
