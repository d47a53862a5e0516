"""The sentence at the top of the page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from argentum.airtime.figures.meeting import measure
from argentum.airtime.timeline import Segment, timeline_of
from argentum.reports.airtime.headline import lead, meetings_lead

ANN = Segment(0, 60_000, "ann")
BOB = Segment(61_000, 81_000, "bob")


def test_most_least_and_longest_are_named() -> None:
    meeting = measure(timeline_of("m", [ANN, BOB]))

    assert lead(meeting) == "ann spoke most (75 %) and had the longest turn (1:00 min); bob least (25 %)."


def test_somebody_else_may_have_the_longest_turn() -> None:
    meeting = measure(timeline_of("m", [ANN, BOB, Segment(82_000, 132_000, "bob"), Segment(133_000, 170_000, "ann")]))

    assert lead(meeting) == "ann spoke most (58 %); bob least (42 %); bob had the longest turn (1:11 min)."


def test_equal_shares_have_no_most_and_no_least() -> None:
    meeting = measure(timeline_of("m", [ANN, Segment(61_000, 121_000, "bob")]))

    assert lead(meeting) == "Both spoke about equally much (50 %); ann had the longest turn (1:00 min)."


@pytest.mark.parametrize(
    ("bob_ms", "start"),
    [(54_546, "Both spoke about equally much (48 % to 52 %)"), (54_000, "ann spoke most (53 %)")],
)
def test_shares_within_a_tenth_of_an_equal_one_are_not_ranked(bob_ms: int, start: str) -> None:
    meeting = measure(timeline_of("m", [ANN, Segment(61_000, 61_000 + bob_ms, "bob")]))

    assert lead(meeting).startswith(start)


def test_those_who_never_spoke_are_named_up_to_three() -> None:
    meeting = measure(timeline_of("m", [ANN], present=["v", "w", "x", "y", "z"]))

    assert lead(meeting) == "Only ann spoke; v, w, x and 2 others never spoke."


def test_who_does_not_share_the_time_is_in_no_superlative() -> None:
    hosted = replace(timeline_of("m", [ANN, BOB]), outside=frozenset({"ann"}))

    assert lead(measure(hosted)) == "bob was the only one to share the time."
    assert lead(measure(replace(hosted, outside=frozenset({"ann", "bob"})))) == "Nobody who shared the time spoke."


def test_one_person_speaks_alone_and_so_does_nobody() -> None:
    assert lead(measure(timeline_of("m", [ANN]))) == "ann spoke alone."
    assert lead(measure(timeline_of("m", []))) == "Nobody spoke."
    assert meetings_lead([measure(timeline_of("m", []))]) == ""


def test_of_several_meetings_the_most_and_the_least_even_are_named() -> None:
    even = measure(timeline_of("even", [ANN, Segment(0, 60_000, "bob")]))
    uneven = measure(timeline_of("uneven", [ANN, BOB]))

    assert meetings_lead([uneven, even]) == "Talk was shared most evenly in even (Jain 1.00), least in uneven (0.80)."
