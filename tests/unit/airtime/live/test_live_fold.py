"""Late events go where they belong: whatever the order of arrival, the state is that of the sorted log."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from argentum.airtime.decisions import AnyDecision
from argentum.airtime.events import AnyEvent, MeetingOpened, SpeakerChanged, Tick, order_of
from argentum.airtime.live.live_fold import LiveFold
from argentum.airtime.meeting_state import MeetingState
from argentum.airtime.outcome import MeetingOutcome, outcome_of
from argentum.airtime.ruleset import RULE_NAMES, RuleName, RulesetConfig
from argentum.airtime.simulation.behaviours import usual_cast
from argentum.airtime.simulation.meeting_run import MeetingRun
from argentum.rng import Streams


@cache
def _log(rule: RuleName) -> list[AnyEvent]:
    run = MeetingRun(usual_cast(5), RulesetConfig(rule=rule), planned_ms=240_000, seed=7)
    run.run()
    return run.log[:-1]


def _figures(state: MeetingState) -> tuple[MeetingOutcome, object, object, object]:
    return outcome_of(state), tuple(state.sessions), state.queue_order, state.purses.balances_ms()


@settings(max_examples=40)
@given(st.sampled_from(RULE_NAMES), st.integers(0, 1000), st.integers(0, 400))
def test_any_order_of_arrival_gives_the_state_of_the_sorted_log(rule: RuleName, shuffle: int, every_ms: int) -> None:
    log = _log(rule)
    end_ms = log[-1].at_ms + 1_000
    in_order = LiveFold()
    for event in sorted(log, key=order_of):
        in_order.take(event)
    in_order.advance(end_ms)

    chance = Streams(shuffle).named("delays")
    arrivals = sorted(((event.at_ms + chance.randrange(1 + 3 * every_ms), event) for event in log[1:]), key=_arrival)
    arriving = LiveFold()
    arriving.take(log[0])
    for at_ms, event in arrivals:
        arriving.take(event)
        arriving.advance(max(arriving.now_ms, at_ms - every_ms))
    arriving.advance(end_ms)

    assert arriving.log == sorted(log, key=order_of)
    assert _figures(arriving.meeting.state) == _figures(in_order.meeting.state)


def _arrival(arrival: tuple[int, AnyEvent]) -> tuple[int, int]:
    return arrival[0], arrival[1].seq


def test_many_late_events_are_folded_once_and_like_one_by_one() -> None:
    begun: list[AnyEvent] = [
        MeetingOpened(id="o", at_ms=0, room="r", planned_ms=120_000),
        SpeakerChanged(id="a", at_ms=0, participant="p1"),
        Tick(id="t", at_ms=30_000),
    ]
    late: list[AnyEvent] = [
        SpeakerChanged(id=f"late-{number}", at_ms=number * 1_000, participant=f"p{number % 3}")
        for number in range(1, 20)
    ]
    together, one_by_one = LiveFold(), LiveFold()
    for event in begun:
        together.take(event)
        one_by_one.take(event)

    together.take_late([*late, late[0]])
    for event in reversed(late):
        one_by_one.take(event)

    assert together.log == one_by_one.log
    assert _figures(together.meeting.state) == _figures(one_by_one.meeting.state)


def test_what_was_told_is_not_told_again_after_a_late_event() -> None:
    fold = LiveFold()
    fold.take(MeetingOpened(id="o", at_ms=0, room="r", planned_ms=20_000))
    fold.take(SpeakerChanged(id="a", at_ms=0, participant="p1"))
    told = [_kind(decision) for decision in fold.advance(19_000)]

    late = fold.take(SpeakerChanged(id="b", at_ms=18_500))

    assert told.count("time_warning") == 3
    assert [_kind(decision) for decision in late.decisions] == []
    assert late.anew is not None
    assert fold.meeting.state.seats["p1"].talk_ms == 18_500


def test_a_repetition_changes_nothing() -> None:
    fold = LiveFold()
    fold.take(MeetingOpened(id="o", at_ms=0, room="r", planned_ms=20_000))
    fold.take(SpeakerChanged(id="a", at_ms=1_000, participant="p1"))

    again = fold.take(SpeakerChanged(id="a", at_ms=2_000))

    assert again.decisions == ()
    assert fold.ids["a"] == 1_000
    assert [seat.participant_id for seat in fold.meeting.state.speaking] == ["p1"]


def test_decisions_are_not_kept_for_ever() -> None:
    fold = LiveFold()
    fold.take(MeetingOpened(id="o", at_ms=0, room="r", planned_ms=3_600_000))
    for number in range(600):
        who = f"p{number % 2}"
        fold.take(SpeakerChanged(id=f"s{number}", at_ms=number * 1_000, participant=who))

    fold.take(Tick(id="t", at_ms=600_000))

    assert fold.meeting.state.decisions == []


def _kind(decision: AnyDecision) -> str:
    return str(decision.__struct_config__.tag)
