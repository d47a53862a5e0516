"""Moods by events, by report, and by both."""

from __future__ import annotations

from math import nan
from typing import Literal

import msgspec
import pytest

from argentum.coordination.emotion_engine import EmotionEngine
from argentum.coordination.seats import Seat
from argentum.policy.behaviour import Emotion
from argentum.transcript.stand import Stand
from argentum.transcript.utterance import Mood

Control = Literal["heuristic", "llm", "hybrid"]
ROW = Stand(
    agent_id="", desire=1.0, open_points=0.0, waited_segments=0, mood_effect=0.0, bid=3, pacing=1.0, lead_segments=0.0,
    offer=1.0, tokens=4, credit=0.0, evidence=False, wants_interrupt=False,
)  # fmt: skip
FURIOUS = Mood(frustration=1.0, engagement=0.0, confidence=1.0)


def _engine(policy: Emotion | None = None, *, agents: int = 3, control: Control = "heuristic") -> EmotionEngine:
    seats = [Seat(agent_id=f"a{place}", index=place, emotion_control=control) for place in range(agents)]
    return EmotionEngine(policy or Emotion(), 1.0, seats)


def _stands(*desires: float) -> tuple[Stand, ...]:
    return tuple(msgspec.structs.replace(ROW, desire=desire) for desire in desires)


def test_only_losers_with_a_reason_are_frustrated() -> None:
    engine = _engine(agents=4)

    engine.lost_and_won(0, _stands(1.0, 5.0, 1.0, 1.0), [False, False, True, False])

    assert engine.frustration == [0.0, 0.15, 0.15, 0.0]


def test_as_printed_every_loser_is_frustrated() -> None:
    engine = _engine(Emotion(rule="literal"))

    engine.lost_and_won(0, _stands(5.0, 1.0, 1.0), [False] * 3)

    assert engine.frustration == [0.0, 0.15, 0.15]
    assert engine.engagement == [0.5, 0.55, 0.55]


def test_who_passed_has_lost_nothing() -> None:
    engine = _engine(Emotion(rule="literal"))
    stands = (ROW, msgspec.structs.replace(ROW, bid=0), ROW)

    engine.lost_and_won(0, stands, [False] * 3)

    assert engine.frustration[1] == 0.0


def test_a_winner_calms_down_and_gains_confidence() -> None:
    engine = _engine()
    engine.lost_and_won(0, _stands(1.0, 9.0, 1.0), [False] * 3)

    engine.lost_and_won(1, _stands(1.0, 9.0, 1.0), [False] * 3)

    assert engine.frustration[1] == pytest.approx(0.05)
    assert engine.confidence[1] == pytest.approx(0.55)


@pytest.mark.parametrize("agents", [3, 10])
def test_frustration_does_not_saturate_whatever_the_size_of_the_table(agents: int) -> None:
    engine = _engine(agents=agents)
    high = 0

    for segment in range(400):
        winner = segment % agents
        keenest = (segment + 1) % agents
        engine.lost_and_won(
            winner, _stands(*(9.0 if place == keenest else 1.0 for place in range(agents))), [False] * agents
        )
        engine.settle(winner)
        high += sum(value > 0.9 for value in engine.frustration)

    assert high / (400 * agents) <= 0.07


def test_a_calm_mood_moves_no_desire_and_a_small_one_neither() -> None:
    engine = _engine(Emotion(deadband=0.1))
    assert engine.effects() == [0.0, 0.0, 0.0]

    engine.frustration[0] = 0.1
    engine.frustration[1] = 0.6

    assert engine.effects() == [0.0, pytest.approx(0.5), 0.0]


def test_a_mood_inflater_is_held_by_the_cap() -> None:
    seats = [Seat(agent_id="a", index=0, bid_rule="mood_inflater"), Seat(agent_id="b", index=1)]

    assert EmotionEngine(Emotion(bid_cap=1.0), 1.0, seats).effects() == [1.0, 0.0]


def test_an_agent_may_weigh_its_mood_differently() -> None:
    seats = [Seat(agent_id="a", index=0, emotion_weight=0.5), Seat(agent_id="b", index=1)]
    engine = EmotionEngine(Emotion(deadband=0.0, control="heuristic"), 1.0, seats)
    engine.frustration[:] = [0.4, 0.4]

    assert engine.effects() == [pytest.approx(0.2), pytest.approx(0.4)]


def test_a_report_moves_the_mood_by_a_bounded_step() -> None:
    engine = _engine(Emotion(alpha=0.4, largest_step=0.3), control="llm")

    engine.report(0, FURIOUS)

    assert engine.frustration[0] == pytest.approx(0.3)
    assert engine.engagement[0] == pytest.approx(0.3)
    assert engine.confidence[0] == pytest.approx(0.7)


def test_values_beyond_their_range_count_as_its_ends() -> None:
    engine = _engine(Emotion(alpha=1.0, largest_step=1.0), control="llm")

    engine.report(0, Mood(frustration=7.0, engagement=-3.0, confidence=0.5))

    assert engine.mood(0) == Mood(frustration=1.0, engagement=0.0, confidence=0.5)


def test_a_mood_turns_around_only_after_its_dwell() -> None:
    engine = _engine(Emotion(dwell_microturns=2), control="llm")
    calm = Mood(frustration=0.0, engagement=0.5, confidence=0.5)
    engine.report(0, FURIOUS)
    risen = engine.frustration[0]

    engine.report(0, calm)
    held = engine.frustration[0]
    engine.settle(1)
    engine.settle(1)
    engine.report(0, calm)

    assert held == risen
    assert engine.frustration[0] < risen


def test_in_llm_control_events_never_override_a_mood() -> None:
    engine = _engine(control="llm")
    engine.report(0, FURIOUS)
    reported = engine.mood(0)

    engine.interrupted(0)
    engine.interjected(0, "challenge")
    engine.settle(0)

    assert engine.mood(0) == reported


def test_in_hybrid_control_events_nudge_a_report_and_no_more() -> None:
    engine = _engine(Emotion(nudge=0.05), control="hybrid")
    engine.report(0, FURIOUS)
    reported = engine.frustration[0]

    for _ in range(20):
        engine.interjected(0, "challenge")

    assert engine.frustration[0] == pytest.approx(reported + 0.05)


def test_a_hybrid_agent_that_never_reported_is_moved_by_events() -> None:
    engine = _engine(control="hybrid")

    engine.interrupted(0)

    assert engine.frustration[0] == pytest.approx(0.05)


@pytest.mark.parametrize("mood", [None, Mood(frustration=nan)])
def test_a_missing_or_unreadable_mood_keeps_the_last_one_and_is_counted(mood: Mood | None) -> None:
    engine = _engine(control="llm")
    engine.report(0, FURIOUS)
    reported = engine.mood(0)

    engine.report(0, mood)

    assert engine.mood(0) == reported
    assert engine.missing[0] == 1


def test_a_heuristic_agent_owes_no_report() -> None:
    engine = _engine(control="heuristic")

    engine.report(0, None)
    engine.report(0, FURIOUS)

    assert engine.missing[0] == 0
    assert engine.mood(0) == Mood()


def test_being_challenged_wakes_up_and_speaking_cools() -> None:
    engine = _engine()

    engine.challenged(0)
    assert engine.engagement[0] == pytest.approx(0.55)
    engine.settle(0)

    assert engine.engagement[0] == pytest.approx(0.5)
