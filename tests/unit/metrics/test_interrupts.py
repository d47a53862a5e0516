"""Cutting in and remarks from the side."""

from __future__ import annotations

from msgspec.structs import replace

from argentum.metrics.interrupts import challenges, hard_interrupts, interjections, styles, target_errors_ms
from tests.sample_session import sample_messages


def test_a_kicker_counts_for_who_cut_in_and_against_whom() -> None:
    assert hard_interrupts(sample_messages()) == [("chloe", "ben", 9800)]


def test_an_attempt_that_gave_way_is_no_hard_interrupt() -> None:
    attempts = [
        replace(message, metadata=replace(message.metadata, style="attempt"))
        for message in sample_messages()
        if message.metadata.event == "hard_interrupt"
    ]

    assert hard_interrupts(attempts) == []
    assert styles(attempts, "attempt") == 1


def test_interjections_are_measured_against_their_target_without_sign() -> None:
    assert len(interjections(sample_messages())) == 2
    assert target_errors_ms(sample_messages()) == [50, 300]


def test_challenges_are_counted_by_pair() -> None:
    assert challenges(sample_messages()) == {
        ("ada", "ben"): 1,
        ("chloe", "ada"): 1,
        ("ben", "ada"): 2,
        ("chloe", "ben"): 2,
    }
