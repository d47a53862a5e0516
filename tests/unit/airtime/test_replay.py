"""A rule held against a recorded meeting, and all rules side by side."""

from __future__ import annotations

from functools import partial

from argentum.airtime.comparison import compare
from argentum.airtime.decisions import Refused
from argentum.airtime.enforcement import EnforcementLevel
from argentum.airtime.event_log import encode_log
from argentum.airtime.outcome import outcome_of
from argentum.airtime.replay import events_of, replay
from argentum.airtime.ruleset import EQUAL_SHARE_HARD, RulesetConfig
from argentum.airtime.timeline import Segment, Timeline, timeline_of


def _meeting() -> Timeline:
    """Ann talks for 400 of 600 s, Ben for 150 in short turns, some of it over Ann; Cid never."""
    segments = [Segment(5_000, 405_000, "ann")]
    segments += [Segment(start * 1000, start * 1000 + 15_000, "ben") for start in (380, 410, 430, 450, 470)]
    segments += [Segment(start * 1000, start * 1000 + 15_000, "ben") for start in (490, 510, 530, 550, 590)]
    return timeline_of("m1", segments, present=["cid"])


def test_a_replay_invents_nothing_and_loses_nothing() -> None:
    meeting = _meeting()

    state = replay(meeting, EQUAL_SHARE_HARD).state

    assert {who: seat.talk_ms for who, seat in state.seats.items()} == {"ann": 400_000, "ben": 150_000, "cid": 0}
    assert all(seat.talk_ms == seat.charged_ms + seat.blocked_ms for seat in state.seats.values())
    assert not any(isinstance(decision, Refused) for decision in state.decisions)


def test_speech_after_the_mute_is_blocked() -> None:
    outcome = outcome_of(replay(_meeting(), EQUAL_SHARE_HARD).state)

    ann = outcome.participants[0]
    assert ann.allocated_ms == 200_000
    assert (ann.heard_ms, ann.blocked_ms, ann.mutes, ann.mutes_in_flow) == (200_000, 200_000, 1, 1)


def test_a_meeting_replays_from_its_first_word() -> None:
    early = _meeting()
    late = timeline_of(
        "m1",
        [Segment(start + 9_000, end + 9_000, who) for who, own in early.speech.items() for start, end in own],
        present=["cid"],
    )

    assert encode_log(events_of(early, EQUAL_SHARE_HARD)) == encode_log(events_of(late, EQUAL_SHARE_HARD))


def test_an_empty_timeline_replays_to_nothing() -> None:
    outcome = outcome_of(replay(timeline_of("empty", []), EQUAL_SHARE_HARD).state)

    assert (outcome.duration_ms, outcome.talk_ms, outcome.participants) == (0, 0, ())


def test_the_comparison_has_every_rule_at_the_same_level() -> None:
    outcomes = compare(
        partial(replay, _meeting()), basis=RulesetConfig(custom_ms={"cid": 60_000}), enforcement=EnforcementLevel.HARD
    )

    assert [each.rule for each in outcomes] == [
        "equal-share",
        "custom",
        "progressive-stack",
        "round-robin",
        "reaction-based",
        "advisory",
        "token",
    ]
    assert {each.enforcement for each in outcomes} == {"hard", "advisory"}
    assert len({each.talk_ms for each in outcomes}) == 1


def test_a_custom_rule_that_names_nobody_is_left_out_of_the_comparison() -> None:
    assert "custom" not in {each.rule for each in compare(partial(replay, _meeting()))}


def test_equal_share_evens_out_what_was_heard_and_advisory_changes_nothing() -> None:
    by_rule = {each.rule: each for each in compare(partial(replay, _meeting()))}

    assert by_rule["advisory"].blocked_ms == 0
    assert (by_rule["equal-share"].jain or 0) > (by_rule["advisory"].jain or 0)
