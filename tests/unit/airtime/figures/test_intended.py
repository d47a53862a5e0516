"""What the source logged as meant stays beside what the timing shows."""

from __future__ import annotations

from dataclasses import replace

from argentum.airtime.figures.meeting import measure
from argentum.airtime.intent import Intent
from argentum.airtime.timeline import Segment, timeline_of

CUT_AT_ONCE = timeline_of("cut", [Segment(0, 5_000, "ann"), Segment(5_000, 9_000, "bob")])


def test_a_cut_that_silences_at_once_is_none_by_timing_and_one_by_the_log() -> None:
    logged = replace(
        CUT_AT_ONCE, intents=(Intent(2_000, "interjection", "bob", "ann"), Intent(5_000, "interruption", "bob", "ann"))
    )

    ann, bob = measure(logged).participants

    assert (bob.interruptions_made, ann.interruptions_suffered) == (0, 0)
    assert bob.intended is not None
    assert ann.intended is not None
    assert (bob.intended.interruptions_made, ann.intended.interruptions_suffered) == (1, 1)
    assert (bob.intended.interjections, bob.intended.attempts, ann.intended.interjections) == (1, 0, 0)


def test_a_source_without_intents_says_nothing_about_them() -> None:
    assert [person.intended for person in measure(CUT_AT_ONCE).participants] == [None, None]


def test_a_source_that_logged_none_says_that_there_were_none() -> None:
    (ann, _) = measure(replace(CUT_AT_ONCE, intents=())).participants

    assert ann.intended is not None
    assert ann.intended.interruptions_suffered == 0
