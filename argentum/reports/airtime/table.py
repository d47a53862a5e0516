"""The airtime report for a terminal: a table of people, and the figures of the meeting below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from argentum.airtime.figures.meeting import MeetingFigures
from argentum.airtime.figures.turn_taking import TurnTaking, turn_taking
from argentum.airtime.figures.windows import WINDOWS_MIN
from argentum.reports.airtime.guesses import Guesses, guess_lines
from argentum.reports.airtime.length_text import index_text, length_text, offset_text, percent_text, span_text
from argentum.reports.airtime.notes import (
    Note,
    absent_note,
    allocation_note,
    control_lines,
    evidence_note,
    intent_note,
    outside_note,
)
from argentum.reports.airtime.over_time import over_time_note
from argentum.reports.airtime.person_cells import bar_cell, colour_of, name_cell, plain_grid
from argentum.reports.airtime.side_tables import allocation_table, guess_table, intent_table
from argentum.reports.clean_text import clean_text
from argentum.reports.symbols import UNICODE, Symbols

if TYPE_CHECKING:
    from rich.console import RenderableType

_MANY_TRANSFERS = 20
"""Of fewer the 5th and 95th percentile are the extremes, or none of them."""


def meeting_table(
    meeting: MeetingFigures, *, symbols: Symbols = UNICODE, guesses: Guesses | None = None
) -> RenderableType:
    """Show one meeting; with an allocation, also how much of it each person used, and with guesses, how far off."""
    from rich.console import Group
    from rich.text import Text

    heading = Text(clean_text(meeting.timeline.heading), style="bold")
    if not meeting.participants:
        return Group(heading, Text(""), Text("Nobody was there."))
    table = plain_grid(symbols)
    table.add_column("who", no_wrap=True, overflow="ellipsis", max_width=24)
    table.add_column("share of talk", no_wrap=True)
    for column in ("talk", "turns", "longest", "cut\nin", "was\ncut", "over-\nlap", "back-\nchan."):
        table.add_column(column, justify="right", no_wrap=True)
    for place, person in sorted(enumerate(meeting.participants), key=lambda row: not row[1].in_pool):
        table.add_row(
            name_cell(person, place),
            bar_cell(person.share, colour_of(place), symbols),
            length_text(person.talk_ms),
            str(person.turns),
            length_text(person.longest_monologue_ms),
            str(person.interruptions_made),
            str(person.interruptions_suffered),
            length_text(person.overlap_ms),
            str(person.backchannels),
        )
    logged = [Text(""), intent_table(meeting, symbols)] if intent_note(meeting) else []
    granted = [Text(""), allocation_table(meeting, symbols)] if allocation_note(meeting) else []
    told = [("guessed", line) for line in guess_lines(meeting, guesses or {})]
    guessed = [Text(""), guess_table(meeting, guesses or {}, symbols)] if told else []
    foot = _foot([*told, *_meeting_lines(meeting, symbols)])
    return Group(heading, Text(""), table, *logged, *granted, *guessed, Text(""), foot)


def meetings_table(meetings: Sequence[MeetingFigures], *, symbols: Symbols = UNICODE) -> RenderableType:
    """Show a line per meeting, and the figures over all of them."""
    from rich.console import Group
    from rich.text import Text

    table = plain_grid(symbols)
    table.add_column("meeting", no_wrap=True, overflow="ellipsis", max_width=28)
    for column in ("length", "peo-\nple", "si-\nlence", "over-\nlap", "turns\na min", "Gini", "Jain"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("spoke most", no_wrap=True, overflow="ellipsis", max_width=28)
    for meeting in meetings:
        spoken = [person for person in meeting.participants if person.share]
        most = max(spoken, key=lambda person: person.talk_ms, default=None)
        cells = (
            length_text(meeting.duration_ms),
            str(len(meeting.participants)),
            _share(meeting.silence_ms, meeting.duration_ms, symbols),
            _share(meeting.overlap_ms, meeting.speech_ms, symbols),
            _rate(len(meeting.events.turns), meeting.duration_ms, symbols),
            index_text(meeting.gini, missing=symbols.missing),
            index_text(meeting.jain, missing=symbols.missing),
            f"{percent_text(most.share)} {clean_text(most.name)}" if most is not None else symbols.missing,
        )
        table.add_row(Text(clean_text(meeting.timeline.meeting_id)), *(Text(cell) for cell in cells))
    duration_ms = sum(meeting.duration_ms for meeting in meetings)
    pooled = turn_taking([meeting.events for meeting in meetings])
    lines = [
        ("together", f"{len(meetings)} meetings, {length_text(duration_ms)}"),
        *_pooled_over_time(pooled, symbols),
        *_flow_lines(pooled, symbols),
        *evidence_note(meetings),
    ]
    return Group(table, Text(""), _foot(lines))


def _meeting_lines(meeting: MeetingFigures, symbols: Symbols) -> list[Note]:
    breaks_ms = [end_ms - start_ms for start_ms, end_ms in meeting.timeline.breaks]
    silent = ", ".join(clean_text(person.name) for person in meeting.never_spoke)
    return [
        (
            "length",
            (
                f"{length_text(meeting.duration_ms)} {span_text(breaks_ms)}; "
                f"silence {length_text(meeting.silence_ms)} "
                f"({_share(meeting.silence_ms, meeting.duration_ms, symbols)}), "
                f"longest {length_text(meeting.longest_silence_ms)}; "
                f"overlap {length_text(meeting.overlap_ms)} "
                f"({_share(meeting.overlap_ms, meeting.speech_ms, symbols)} of speech)"
            ),
        ),
        *([("never spoke", silent)] if silent else []),
        *outside_note(meeting),
        *absent_note(meeting),
        *intent_note(meeting),
        *allocation_note(meeting),
        *[
            ("controls" if not place else "", f"{at}  {text}")
            for place, (at, text) in enumerate(control_lines(meeting))
        ],
        (
            "fairness",
            (
                f"Jain {index_text(meeting.jain, missing=symbols.missing)} (1 is equal); "
                f"Gini {index_text(meeting.gini, missing=symbols.missing)} (0 is equal)"
            ),
        ),
        *over_time_note(meeting, symbols),
        *_flow_lines(turn_taking([meeting.events]), symbols),
        *evidence_note([meeting]),
    ]


def _pooled_over_time(figures: TurnTaking, symbols: Symbols) -> list[Note]:
    ginis = [
        f"{minutes} min {index_text(figures[f'gini_{minutes}min_p50'], missing=symbols.missing)}"
        for minutes in WINDOWS_MIN
        if figures[f"gini_{minutes}min_p50"] is not None
    ]
    return [("over time", f"median Gini over windows of {', '.join(ginis)}")] if ginis else []


def _flow_lines(figures: TurnTaking, symbols: Symbols) -> list[Note]:
    missing = symbols.missing

    def rate(key: str) -> str:
        value = figures[key]
        return missing if value is None else f"{value:.1f}"

    return [
        (
            "a minute",
            (
                f"{rate('turns_per_min')} turns, {rate('interruptions_per_min')} interruptions, "
                f"{rate('backchannels_per_min')} backchannels, {rate('silences_over_2s_per_min')} silences over 2 s"
            ),
        ),
        *_transfer_line(figures),
    ]


def _transfer_line(figures: TurnTaking) -> list[Note]:
    """Say how the floor passes on; nothing where it never does, and no range where it seldom does."""
    count, median_ms = figures["fto_turn_level_count"], figures["fto_turn_level_ms_p50"]
    low_ms, high_ms = figures["fto_turn_level_ms_p5"], figures["fto_turn_level_ms_p95"]
    if not count or median_ms is None or low_ms is None or high_ms is None:
        return []
    spread = f"; 90 of 100 from {offset_text(low_ms)} to {offset_text(high_ms)}" if count >= _MANY_TRANSFERS else ""
    back = figures["return_rate"]
    returns = "" if back is None else f"; {percent_text(back)} go back to the speaker before last"
    return [("next turn", f"{offset_text(median_ms)} the last one ends (median{spread}){returns}")]


def _foot(lines: Sequence[Note]) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    foot = Table.grid(padding=(0, 2, 0, 0))
    foot.add_column(justify="right", style="dim", no_wrap=True)
    foot.add_column(overflow="fold")
    for heading, line in lines:
        foot.add_row(heading, Text(line))
    return foot


def _share(part_ms: int, whole_ms: int, symbols: Symbols) -> str:
    return percent_text(part_ms / whole_ms) if whole_ms else symbols.missing


def _rate(count: int, span_ms: int, symbols: Symbols) -> str:
    return f"{count * 60_000 / span_ms:.1f}" if span_ms else symbols.missing
