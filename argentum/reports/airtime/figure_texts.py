"""What each figure of turn-taking is called and means, in the order in which the page lists them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from argentum.airtime.figures.turn_taking import DEAD_AIR_S, TurnTaking
from argentum.airtime.figures.windows import WINDOWS_MIN
from argentum.reports.airtime.length_text import index_text, length_text, percent_text, seconds_text


class FigureRow(NamedTuple):
    """A figure for readers: its name, its values and its definition."""

    label: str
    values: tuple[str, ...]
    meaning: str


def figure_rows(figures: TurnTaking) -> tuple[FigureRow, ...]:
    """Put every figure into words; lengths are given as median and, in brackets, as a range."""
    bridge = figures["bridge_ms"]
    return (
        FigureRow(
            "length",
            (length_text(figures["span_ms"] or 0),),
            "from the first word to the last; when a facilitator paused the meeting its clock stood still, so that no "
            "length has a break in it. Speech and silence add up to it",
        ),
        FigureRow(
            "stretches of speech",
            _counted(figures, "ipu"),
            f"one person's speech between own silences of more than {bridge} ms (inter-pausal units)",
        ),
        FigureRow(
            "turns",
            (_rate(figures, "turns_per_min"), _range(figures, "turn_ms", 5, 95)),
            "runs of such stretches of one person, without backchannels and without what lies wholly inside another's "
            "speech; from the first onset to the last offset",
        ),
        FigureRow("pauses", _counted(figures, "pause"), "silences that end with a person who had spoken before them"),
        FigureRow("gaps", _counted(figures, "gap"), "all other silences: the speaker changes"),
        FigureRow("silence", (percent_text(figures["silence_share"]),), "share of the time in which nobody speaks"),
        FigureRow(
            "dead air",
            tuple(f"{_rate(figures, f'silences_over_{seconds}s_per_min')} over {seconds} s" for seconds in DEAD_AIR_S),
            "silences of any kind that are longer",
        ),
        FigureRow("overlaps", _counted(figures, "overlap"), "stretches in which two or more speak"),
        FigureRow(
            "overlap",
            (percent_text(figures["overlap_share_of_speech"]),),
            "share of the time with speech that is overlap",
        ),
        FigureRow(
            "next turn after",
            (_range(figures, "fto_turn_level_ms", 5, 95), f"{figures['fto_turn_level_count']:,} transfers"),
            "onset of the next turn minus offset of the one before: below zero they overlap (floor-transfer offset)",
        ),
        FigureRow(
            "next voice after",
            (_range(figures, "fto_state_level_ms", 5, 95), f"{figures['fto_state_level_count']:,} transfers"),
            "the same between consecutive stretches in which only one person is heard",
        ),
        FigureRow(
            "return rate",
            (percent_text(figures["return_rate"]),),
            "share of turns, from the third on, of the speaker before last (A-B-A); "
            "four-person meetings have about 47 %",
        ),
        FigureRow(
            "interruptions",
            (_rate(figures, "interruptions_per_min"),),
            "turns that begin more than 0.2 s before the one before ends: the floor won in overlap",
        ),
        FigureRow(
            "attempts in overlap",
            (
                _rate(figures, "overlap_attempts_per_min"),
                f"{percent_text(figures['overlap_attempt_win_rate'])} win",
            ),
            "stretches of more than 1 s that begin while another goes on for 0.2 s or more; "
            "they win if they outlast the other",
        ),
        FigureRow(
            "yields after",
            (_range(figures, "yield_time_ms", 25, 90),),
            "time from the onset of an attempt that wins to the offset of the one who gives way",
        ),
        FigureRow(
            "backchannels",
            (_rate(figures, "backchannels_per_min"),),
            "stretches of at most 1 s wholly inside another's, or between two of one other person at most 2 s apart",
        ),
        FigureRow(
            "backchannels, strict",
            (_rate(figures, "strict_backchannels_per_min"),),
            "at most 1 s, own silence of 1 s before and 2 s after, another person speaking in the second before",
        ),
        *(
            FigureRow(
                f"Gini over {minutes} min",
                (_index_range(figures, f"gini_{minutes}min"),),
                f"inequality of talk time in whole windows of {minutes} minutes, of all who share the time; 0 is equal",
            )
            for minutes in WINDOWS_MIN
        ),
    )


def _counted(figures: TurnTaking, name: str) -> tuple[str, str]:
    lower = 5 if f"{name}_ms_p5" in figures else 50
    return _rate(figures, f"{name}s_per_min"), _range(figures, f"{name}_ms", lower, 95)


def _rate(figures: TurnTaking, key: str) -> str:
    value = figures[key]
    return "–" if value is None else f"{value:.2f} a minute"


def _range(figures: TurnTaking, name: str, lower: int, upper: int) -> str:
    median = figures[f"{name}_p50"]
    if median is None:
        return "–"
    bounds: Sequence[int] = (lower, upper) if lower < 50 else (upper,)  # noqa: PLR2004 - the median is given already
    texts = [f"P{percent} {seconds_text(figures[f'{name}_p{percent}'])}" for percent in bounds]
    return f"median {seconds_text(median)} ({', '.join(texts)})"


def _index_range(figures: TurnTaking, name: str) -> str:
    if figures[f"{name}_p50"] is None:
        return "–"
    low, median, high = (index_text(figures[f"{name}_p{percent}"]) for percent in (10, 50, 90))
    return f"median {median} (P10 {low}, P90 {high})"
