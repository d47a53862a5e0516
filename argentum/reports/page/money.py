"""The economy over time: how much each wanted the floor, what it bid and held, and what the floor cost."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from argentum.metrics.session_facts import SessionFacts
from argentum.reports.clean_text import clean_text
from argentum.reports.clock_text import minutes_seconds
from argentum.reports.page.lanes import GUTTER, WIDTH, Columns, Lane, columns, lane
from argentum.reports.page.scale import Scale
from argentum.transcript.message import AuctionRecord

_CURVE = 30
_BIDS = 7
_WANTING = _CURVE + _BIDS + 9
"""Height of a lane with its strip of bids."""
_HOLDING = 28
_PRICE = 48
_HEADROOM = 16
_AXIS = 18


class Tick(Struct, frozen=True):
    """A time below a chart."""

    x: float
    label: str


class Cell(Struct, frozen=True, kw_only=True):
    """A bid as a shade, a win as a mark, or a price as a bar."""

    x: float
    y: float
    width: float
    height: float
    place: int
    """Of the agent; -1 for what is nobody's own."""
    shade: float
    title: str


class Wanting(Struct, frozen=True, kw_only=True):
    """A lane for each agent: desire, won auctions, bids; and the prices below."""

    width: int
    height: int
    gutter: int
    lanes: tuple[Lane, ...]
    bids: tuple[Cell, ...]
    wins: tuple[Cell, ...]
    prices: tuple[Cell, ...]
    prices_y: int
    highest_price: float
    axis_y: int
    ticks: tuple[Tick, ...]
    merged: int
    """Auctions in a column."""


class Holding(Struct, frozen=True, kw_only=True):
    """A lane of tokens for each agent."""

    width: int
    height: int
    gutter: int
    lanes: tuple[Lane, ...]
    highest: int
    axis_y: int
    ticks: tuple[Tick, ...]


def holding_chart(auctions: Sequence[AuctionRecord], facts: SessionFacts) -> Holding | None:
    """Draw each agent's tokens at each auction; `None` without at least two auctions with balances."""
    with_balances = [auction for auction in auctions if auction.balances]
    drawn = columns(with_balances)
    if drawn is None or len(with_balances) < 2:  # noqa: PLR2004 - a line takes two points
        return None
    highest = max(facts.max_bank or 1, *(max(auction.balances.values()) for auction in with_balances))
    lanes = tuple(
        lane(
            drawn,
            lambda auction, holder=agent.id: float(auction.balances.get(holder, 0)),  # type: ignore[misc]
            place=place,
            name=clean_text(agent.name),
            top=place * _HOLDING,
            high=Scale(0, highest, (place + 1) * _HOLDING - 2, place * _HOLDING + 3),
        )
        for place, agent in enumerate(facts.agents)
    )
    axis_y = _HOLDING * len(lanes)
    return Holding(
        width=WIDTH,
        height=axis_y + _AXIS,
        gutter=GUTTER,
        lanes=lanes,
        highest=highest,
        axis_y=axis_y,
        ticks=_ticks(drawn),
    )


def wanting_chart(auctions: Sequence[AuctionRecord], facts: SessionFacts) -> Wanting | None:
    """Draw what everyone wanted, bid and paid; `None` without an auction."""
    drawn = columns(auctions)
    if drawn is None or not facts.agents:
        return None
    highest = max((stand.desire for auction in auctions for stand in auction.stands), default=0.0) or 1.0
    lanes = tuple(
        lane(
            drawn,
            lambda auction, wisher=agent.id: _desire(auction, wisher),  # type: ignore[misc]
            place=place,
            name=clean_text(agent.name),
            top=place * _WANTING,
            high=Scale(0, highest, place * _WANTING + _CURVE, place * _WANTING + 4),
        )
        for place, agent in enumerate(facts.agents)
    )
    prices_y = _WANTING * len(lanes) + _HEADROOM
    highest_price = max(auction.price for auction in auctions)
    axis_y = prices_y + _PRICE
    return Wanting(
        width=WIDTH,
        height=axis_y + _AXIS,
        gutter=GUTTER,
        lanes=lanes,
        bids=_bids(drawn, facts),
        wins=_wins(drawn, facts),
        prices=_prices(drawn, facts, Scale(0, highest_price or 1.0, 0, _PRICE), axis_y),
        prices_y=prices_y,
        highest_price=highest_price,
        axis_y=axis_y,
        ticks=_ticks(drawn),
        merged=drawn.merged,
    )


def _desire(auction: AuctionRecord, agent_id: str) -> float | None:
    return next((max(0.0, stand.desire) for stand in auction.stands if stand.agent_id == agent_id), None)


def _ticks(drawn: Columns) -> tuple[Tick, ...]:
    return tuple(Tick(x, minutes_seconds(at_ms)) for x, at_ms in drawn.ticks())


def _bids(drawn: Columns, facts: SessionFacts) -> tuple[Cell, ...]:
    highest = (
        max((max(auction.bids.values(), default=0) for group in drawn.groups for auction in group), default=0) or 1
    )
    cells = []
    for at, group in enumerate(drawn.groups):
        for place, agent in enumerate(facts.agents):
            mean = sum(auction.bids.get(agent.id, 0) for auction in group) / len(group)
            if mean:
                name = clean_text(agent.name)
                title = f"{name} bids {mean:g}" if len(group) == 1 else f"{name} bids {mean:.1f} on average"
                cells.append(_cell(drawn, at, place, shade=round(0.12 + 0.88 * mean / highest, 2), title=title))
    return tuple(cells)


def _cell(drawn: Columns, at: int, place: int, *, shade: float, title: str) -> Cell:
    top = place * _WANTING + _CURVE + 1
    return Cell(x=drawn.left(at), y=top, width=drawn.bar, height=_BIDS, place=place, shade=shade, title=title)


def _wins(drawn: Columns, facts: SessionFacts) -> tuple[Cell, ...]:
    """Mark in each lane the auctions that the agent won, the fuller the more of a column they are."""
    cells = []
    for at, group in enumerate(drawn.groups):
        for place, agent in enumerate(facts.agents):
            won = [auction for auction in group if auction.winner == agent.id]
            if won:
                cells.append(
                    Cell(
                        x=round(drawn.middle(at) - min(3.0, drawn.bar / 2), 2),
                        y=place * _WANTING + 1,
                        width=round(min(6.0, drawn.bar), 2),
                        height=6,
                        place=place,
                        shade=round(0.3 + 0.7 * len(won) / len(group), 2),
                        title=_won(won, facts),
                    )
                )
    return tuple(cells)


def _prices(drawn: Columns, facts: SessionFacts, high: Scale, axis_y: int) -> tuple[Cell, ...]:
    cells = []
    for at, group in enumerate(drawn.groups):
        height = high(sum(auction.price for auction in group) / len(group))
        winner = group[0].winner
        alone = len(group) == 1 and winner in facts.agent_ids
        cells.append(
            Cell(
                x=drawn.left(at),
                y=round(axis_y - height, 2),
                width=drawn.bar,
                height=height,
                place=facts.agent_ids.index(winner) if alone else -1,
                shade=1.0,
                title=_won(group, facts),
            )
        )
    return tuple(cells)


def _won(won: Sequence[AuctionRecord], facts: SessionFacts) -> str:
    if len(won) > 1:
        return f"{len(won)} times at {sum(auction.price for auction in won) / len(won):.2f} on average"
    return f"{clean_text(facts.name_of(won[0].winner))} pays {won[0].price:.2f}"
