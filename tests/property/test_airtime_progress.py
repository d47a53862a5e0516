"""Whatever the rule and however long people speak on, time moves on: each tick is looked at once."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from argentum.airtime.enforcement import EnforcementLevel
from argentum.airtime.events import RulesetChosen, SlotAdvanced, TimeGranted, TimeLent
from argentum.airtime.meeting_state import TICK_MS, MuteEffect
from argentum.airtime.ruleset import RULE_NAMES, RulesetConfig
from tests.airtime_room import FACILITATOR, Room

_who = st.sampled_from(["p1", "p2", "p3"])
_Step = tuple[str, str, str, int, int]
_what = st.sampled_from(["start", "stop", "leave", "join", "next", "grant", "lend", "rule", "wait"])
_step = st.tuples(_what, _who, _who, st.integers(-60_000, 60_000), st.integers(0, 40_000))
_ruleset = st.builds(
    RulesetConfig,
    rule=st.sampled_from(RULE_NAMES),
    enforcement=st.sampled_from(list(EnforcementLevel)),
    policy=st.sampled_from(["default", "lenient", "strict"]),
    slot_ms=st.sampled_from([1_000, 1_500, 120_000]),
    custom_ms=st.sampled_from([{}, {"p1": 0}, {"p1": 30_000}]),
    base_ms=st.sampled_from([None, 0, 60_000]),
    initial_tokens=st.integers(0, 3),
)


def _take(room: Room, step: _Step, at_ms: int, ruleset: RulesetConfig) -> None:
    what, who, other, amount_ms, _ = step
    control: dict[str, Any] = {"id": room.next_id(), "at_ms": at_ms, "by": FACILITATOR}
    at_s = at_ms / 1000
    match what:
        case "start":
            room.start(who, at_s)
        case "stop":
            room.stop(who, at_s)
        case "leave":
            room.leave(who, at_s)
        case "join":
            room.join(who, at_s)
        case "next":
            room.take(SlotAdvanced(**control))
        case "grant":
            room.take(TimeGranted(**control, participant=who, granted_ms=amount_ms))
        case "lend":
            room.take(
                TimeLent(id=room.next_id(), at_ms=at_ms, participant=who, borrower=other, lent_ms=abs(amount_ms) // 8)
            )
        case "rule":
            room.take(RulesetChosen(**control, ruleset=ruleset))
        case _:
            room.wait(at_s)


@settings(max_examples=150, deadline=None)
@given(
    ruleset=_ruleset,
    other_ruleset=_ruleset,
    planned_s=st.sampled_from([None, 0, 1, 10, 60]),
    people=st.integers(1, 3),
    mute_effect=st.sampled_from(["assumed", "echoed"]),
    steps=st.lists(_step, max_size=15),
)
def test_each_tick_is_looked_at_once_and_speech_past_the_planned_end_goes_on(
    *,
    ruleset: RulesetConfig,
    other_ruleset: RulesetConfig,
    planned_s: int | None,
    people: int,
    mute_effect: MuteEffect,
    steps: list[_Step],
) -> None:
    room = Room(people, planned_s=planned_s, ruleset=ruleset, mute_effect=mute_effect)
    meeting = room.meeting
    at_ms = 0

    for step in [*steps, ("start", "p1", "p1", 0, 0), ("wait", "p1", "p1", 0, 120_000)]:
        at_ms += step[-1]
        while (due_ms := meeting.next_due_ms()) is not None and due_ms <= at_ms:
            meeting.advance(due_ms)
            following_ms = meeting.next_due_ms()
            assert following_ms is None or following_ms >= due_ms + TICK_MS
        _take(room, step, at_ms, other_ruleset)

    assert meeting.state.now_ms == at_ms
