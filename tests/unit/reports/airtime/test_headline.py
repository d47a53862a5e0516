"""The sentence at the top of the page."""

from __future__ import annotations

from argentum.airtime.figures.meeting import measure
from argentum.airtime.timeline import Segment, timeline_of
from argentum.reports.airtime.headline import lead, meetings_lead

ANN = Segment(0, 60_000, "ann")
BOB = Segment(61_000, 81_000, "bob")


def test_most_least_and_longest_are_named() -> None:
    meeting = measure(timeline_of("m", [ANN, BOB]))

    assert lead(meeting) == "ann spoke most (75 %), bob least (25 %) and ann had the longest turn (1:00 min)."


def test_those_who_never_spoke_are_named_up_to_three() -> None:
    meeting = measure(timeline_of("m", [ANN], present=["v", "w", "x", "y", "z"]))

    assert "v, w, x and 2 others never spoke" in lead(meeting)


def test_one_person_speaks_alone_and_nobody_gives_no_sentence() -> None:
    assert lead(measure(timeline_of("m", [ANN]))) == "ann spoke alone."
    assert lead(measure(timeline_of("m", []))) == ""
    assert meetings_lead([measure(timeline_of("m", []))]) == ""


def test_of_several_meetings_the_most_and_the_least_even_are_named() -> None:
    even = measure(timeline_of("even", [ANN, Segment(0, 60_000, "bob")]))
    uneven = measure(timeline_of("uneven", [ANN, BOB]))

    assert meetings_lead([uneven, even]) == "Talk was shared most evenly in even (Jain 1.00), least in uneven (0.80)."
