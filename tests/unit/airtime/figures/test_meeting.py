"""The figures of one meeting."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.airtime.figures.meeting import measure
from argentum.airtime.timeline import Segment, timeline_of, with_present

SEGMENTS = st.lists(
    st.builds(
        lambda start, length, who, sure: Segment(start, start + length, who, sure),
        st.integers(0, 60_000),
        st.integers(0, 9_000),
        st.sampled_from("abcde"),
        st.booleans(),
    ),
    max_size=40,
)

DINNER = timeline_of(
    "dinner",
    [
        Segment(1_000, 9_000, "ann"),
        Segment(4_000, 4_600, "bob"),  # A backchannel.
        Segment(8_000, 12_000, "cy"),  # Cuts ann off.
        Segment(14_000, 16_000, "ann"),
    ],
    present=["dee"],
    names={"dee": "Dee Low"},
)


def test_each_person_has_talk_turns_interruptions_overlap_and_backchannels() -> None:
    ann, bob, cy, dee = measure(DINNER).participants

    assert (ann.talk_ms, ann.turns, ann.longest_monologue_ms, ann.interruptions_suffered) == (10_000, 2, 8_000, 1)
    assert (bob.talk_ms, bob.turns, bob.backchannels, bob.overlap_ms) == (600, 0, 1, 600)
    assert (cy.turns, cy.interruptions_made, cy.overlap_attempts_won, cy.overlap_ms) == (1, 1, 1, 1_000)
    assert (dee.name, dee.talk_ms, dee.share, dee.first_onset_ms) == ("Dee Low", 0, 0.0, None)


def test_the_meeting_has_silence_overlap_and_who_never_spoke() -> None:
    dinner = measure(DINNER)

    assert (dinner.duration_ms, dinner.speech_ms, dinner.silence_ms, dinner.overlap_ms) == (
        15_000,
        13_000,
        2_000,
        1_600,
    )
    assert dinner.longest_silence_ms == 2_000
    assert [person.participant_id for person in dinner.never_spoke] == ["dee"]


def test_an_allocation_is_compared_with_what_was_used() -> None:
    ann, bob, *_ = measure(DINNER, {"ann": 5_000}).participants

    assert (ann.used_share, ann.remaining_ms) == (2.0, -5_000)
    assert (bob.used_share, bob.remaining_ms) == (None, None)


def test_an_empty_meeting_has_no_shares_and_no_indices() -> None:
    empty = measure(with_present(timeline_of("m", []), ["ann"]))

    assert (empty.duration_ms, empty.silence_ms, empty.speech_ms) == (0, 0, 0)
    assert (empty.gini, empty.jain, empty.participants[0].share) == (None, None, None)


def test_one_person_alone_has_everything() -> None:
    alone = measure(timeline_of("m", [Segment(0, 1_000, "ann"), Segment(5_000, 6_000, "ann")]))

    assert (alone.participants[0].share, alone.gini, alone.jain) == (1.0, 0.0, 1.0)
    assert (alone.participants[0].turns, alone.participants[0].longest_monologue_ms) == (1, 6_000)


@given(SEGMENTS)
def test_shares_sum_to_one_and_silence_plus_speech_is_the_span(segments: list[Segment]) -> None:
    timeline = timeline_of("m", segments)

    meeting = measure(timeline)

    shares = [person.share for person in meeting.participants if person.share is not None]
    assert not meeting.talk_ms or sum(shares) == pytest.approx(1, abs=1e-12)
    assert meeting.silence_ms + meeting.speech_ms == meeting.duration_ms == timeline.span[1] - timeline.span[0]
    assert all(0 <= person.overlap_ms <= person.talk_ms for person in meeting.participants)
    assert meeting.confirmed_ms <= meeting.talk_ms
    assert sum(p.interruptions_made for p in meeting.participants) == sum(
        p.interruptions_suffered for p in meeting.participants
    )


def test_what_was_charged_goes_before_the_talk_where_a_rule_charged() -> None:
    charged = replace(DINNER, charged_ms={"ann": 4_000})

    ann, bob, *_ = measure(charged, {"ann": 5_000, "bob": 500}).participants

    assert (ann.used_ms, ann.remaining_ms, ann.used_share) == (4_000, 1_000, 0.8)
    assert (bob.used_ms, bob.remaining_ms) == (600, -100)
