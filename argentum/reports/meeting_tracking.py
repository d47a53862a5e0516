"""How a running meeting stands, for a terminal: who speaks, whose hourglass holds how much, what was told last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argentum.airtime.meeting_state import MeetingState
from argentum.airtime.seat import Seat
from argentum.reports.clean_text import clean_text
from argentum.reports.clock_text import minutes_seconds
from argentum.reports.meeting_outcome import course
from argentum.reports.symbols import UNICODE, Symbols

if TYPE_CHECKING:
    from rich.console import RenderableType

_LAST = 5
_CELLS = 16
_BESIDE = 50
"""Columns that the table takes beside the hourglasses."""
_COLOURS = {"yellow": "yellow", "orange": "dark_orange", "red": "red", None: "green"}


def tracking_view(state: MeetingState, *, symbols: Symbols = UNICODE, width: int = 80) -> RenderableType:
    """Show the meeting as it stands, in so many columns, with what the keys do below it."""
    from rich import box
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    table = Table(
        box=box.ASCII if symbols.ascii_only else box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0)
    )
    cells = max(4, min(_CELLS, width - _BESIDE))
    table.add_column("key", justify="right", no_wrap=True)
    table.add_column("who", no_wrap=True, overflow="ellipsis", max_width=20)
    table.add_column("hourglass", no_wrap=True)
    for heading in ("talk", "share", "left", "turns"):
        table.add_column(heading, justify="right", no_wrap=True)
    seats = [seat for seat in state.seats.values() if seat.in_pool]
    talk_ms = sum(seat.talk_ms for seat in seats)
    for number, seat in enumerate(seats, 1):
        colour = _COLOURS[state.policy.should_warn(seat.allocation()) if seat.allocated_ms is not None else None]
        mark = symbols.winner if seat.session is not None else " "
        table.add_row(
            str(number),
            Text(f"{mark} {clean_text(seat.name)}", style="bold" if seat.session is not None else ""),
            Text(_hourglass(seat, symbols, cells), style=colour),
            minutes_seconds(seat.talk_ms),
            f"{100 * seat.talk_ms / talk_ms:.0f} %" if talk_ms else symbols.missing,
            symbols.missing if seat.allocated_ms is None else _signed(seat.remaining_ms),
            str(seat.turns + (seat.session is not None)),
        )
    names = {seat.participant_id: seat.name for seat in state.seats.values()}
    told = course(state.decisions, start_ms=state.context.start_ms, names=names)[-_LAST:]
    lines = (*told, _keys(len(seats)))
    return Group(Text(_heading(state), style="bold"), table, *(Text(line, style="dim") for line in lines))


def _keys(people: int) -> str:
    numbers = "1" if people == 1 else f"1-{people}"
    return f"{numbers}: speaks, stops   +: as well   space: nobody   p: pause   q: end"


def _heading(state: MeetingState) -> str:
    left_ms = state.left_ms
    length = "" if left_ms is None else f", {minutes_seconds(left_ms)} left"
    paused = ", paused" if state.paused else ""
    room = clean_text(state.context.room_id)
    return f"{room}: {minutes_seconds(state.elapsed_ms)}{length}, {state.ruleset.rule}, {state.level}{paused}"


def _hourglass(seat: Seat, symbols: Symbols, cells: int) -> str:
    """Draw what is left; somebody whom nothing limits has no hourglass."""
    if seat.allocated_ms is None:
        return ""
    available_ms = seat.remaining_ms + seat.used_ms
    filled = round(cells * max(0, seat.remaining_ms) / available_ms) if available_ms > 0 else 0
    return symbols.bar * filled + symbols.rest * (cells - filled)


def _signed(length_ms: int) -> str:
    return minutes_seconds(length_ms) if length_ms >= 0 else f"-{minutes_seconds(-length_ms)}"
