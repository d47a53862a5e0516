"""The economy over time: balances, and for each auction the desires, the bids and the price."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from argentum.metrics.session_facts import SessionFacts
from argentum.reports.clean_text import clean_text
from argentum.reports.page.scale import Scale, path, round_ticks, step_path, thinned
from argentum.transcript.message import AuctionRecord

WIDTH = 1000
GUTTER = 40
PLOT = 150
CELL = 18
PRICE = 60
_MOST_AUCTIONS = 400


class Line(Struct, frozen=True):
    """One agent's line."""

    place: int
    name: str
    d: str


class Level(Struct, frozen=True):
    """A labelled height of a chart."""

    y: float
    label: str


class Dot(Struct, frozen=True):
    """The winner of an auction on its line."""

    x: float
    y: float
    place: int
    title: str


class Cell(Struct, frozen=True, kw_only=True):
    """A bid as a shade, or a price as a bar."""

    x: float
    y: float
    width: float
    height: float
    place: int
    shade: float
    won: bool
    title: str


class Balances(Struct, frozen=True, kw_only=True):
    """Step lines of tokens over the auctions."""

    width: int
    height: int
    gutter: int
    lines: tuple[Line, ...]
    levels: tuple[Level, ...]


class Bidding(Struct, frozen=True, kw_only=True):
    """Three charts over one axis: desire lines, bids as shades, prices as bars."""

    width: int
    height: int
    gutter: int
    lines: tuple[Line, ...]
    dots: tuple[Dot, ...]
    levels: tuple[Level, ...]
    bids: tuple[Cell, ...]
    bids_y: int
    prices: tuple[Cell, ...]
    prices_y: int
    every: int
    """Every how many-th auction is drawn."""


def balances_chart(auctions: Sequence[AuctionRecord], facts: SessionFacts) -> Balances | None:
    """Draw each agent's tokens at each auction; `None` without at least two auctions with balances."""
    drawn = [auctions[at] for at in thinned(len(auctions), most=_MOST_AUCTIONS) if auctions[at].balances]
    if len(drawn) < 2:  # noqa: PLR2004 - a line takes two points
        return None
    highest = max(max(auction.balances.values()) for auction in drawn)
    ticks = round_ticks(max(highest, facts.max_bank or 1))
    across = Scale(0, len(drawn) - 1, GUTTER, WIDTH - 8)
    up = Scale(0, ticks[-1], PLOT, 8)
    count = len(facts.agents)
    lines = tuple(
        Line(
            place,
            clean_text(agent.name),
            # A hair's breadth apart, so that equal balances do not hide each other.
            step_path(
                [
                    (across(at), round(up(auction.balances.get(agent.id, 0)) + 1.6 * (place - (count - 1) / 2), 2))
                    for at, auction in enumerate(drawn)
                ]
            ),
        )
        for place, agent in enumerate(facts.agents)
    )
    return Balances(width=WIDTH, height=PLOT + 12, gutter=GUTTER, lines=lines, levels=_levels(ticks, up))


def bidding_chart(auctions: Sequence[AuctionRecord], facts: SessionFacts) -> Bidding | None:
    """Draw what everyone wanted, bid and paid; `None` without an auction."""
    every = thinned(len(auctions), most=_MOST_AUCTIONS)
    drawn = [auctions[at] for at in every]
    if not drawn or not facts.agents:
        return None
    ids = facts.agent_ids
    desires = [{stand.agent_id: stand.desire for stand in auction.stands} for auction in drawn]
    ticks = round_ticks(max((max(row.values(), default=0.0) for row in desires), default=1.0))
    step = (WIDTH - 8 - GUTTER) / len(drawn)
    up = Scale(0, ticks[-1], PLOT, 8)

    def middle(at: int) -> float:
        return round(GUTTER + (at + 0.5) * step, 2)

    lines = tuple(
        Line(
            place,
            clean_text(agent.name),
            path([(middle(at), up(row[agent.id])) for at, row in enumerate(desires) if agent.id in row]),
        )
        for place, agent in enumerate(facts.agents)
    )
    dots = tuple(
        Dot(middle(at), up(desires[at][auction.winner]), ids.index(auction.winner), _won(auction, facts))
        for at, auction in enumerate(drawn)
        if auction.winner in desires[at] and auction.winner in ids
    )
    bids_y = PLOT + 34
    prices_y = bids_y + CELL * len(ids) + 30
    return Bidding(
        width=WIDTH,
        height=prices_y + PRICE + 6,
        gutter=GUTTER,
        lines=lines,
        dots=dots,
        levels=_levels(ticks, up),
        bids=_bids(drawn, facts, step, bids_y),
        bids_y=bids_y,
        prices=_prices(drawn, facts, step, prices_y),
        prices_y=prices_y,
        every=every[1] if len(every) > 1 else 1,
    )


def _levels(ticks: Sequence[float], up: Scale) -> tuple[Level, ...]:
    return tuple(Level(up(tick), f"{tick:g}") for tick in ticks)


def _bids(drawn: Sequence[AuctionRecord], facts: SessionFacts, step: float, top: int) -> tuple[Cell, ...]:
    highest = max((max(auction.bids.values(), default=0) for auction in drawn), default=0) or 1
    return tuple(
        Cell(
            x=round(GUTTER + at * step, 2),
            y=top + place * CELL,
            width=round(max(step - 1, step * 0.7), 2),
            height=CELL - 2,
            place=place,
            shade=round(0.08 + 0.92 * auction.bids.get(agent.id, 0) / highest, 2),
            won=auction.winner == agent.id,
            title=f"{clean_text(agent.name)} bids {auction.bids.get(agent.id, 0)}",
        )
        for at, auction in enumerate(drawn)
        for place, agent in enumerate(facts.agents)
    )


def _prices(drawn: Sequence[AuctionRecord], facts: SessionFacts, step: float, top: int) -> tuple[Cell, ...]:
    ids = facts.agent_ids
    high = Scale(0, max(auction.price for auction in drawn) or 1.0, 0, PRICE)
    return tuple(
        Cell(
            x=round(GUTTER + at * step, 2),
            y=round(top + PRICE - high(auction.price), 2),
            width=round(max(step - 1, step * 0.7), 2),
            height=high(auction.price),
            place=ids.index(auction.winner),
            shade=1.0,
            won=True,
            title=_won(auction, facts),
        )
        for at, auction in enumerate(drawn)
        if auction.winner in ids
    )


def _won(auction: AuctionRecord, facts: SessionFacts) -> str:
    return f"{clean_text(facts.name_of(auction.winner))} pays {auction.price:.2f}"
