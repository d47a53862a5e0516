"""Whatever people and facilitators do, no second appears and none is lost."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from argentum.airtime.enforcement import EnforcementLevel
from argentum.airtime.events import (
    MeetingPaused,
    MeetingResumed,
    ParticipantBypassed,
    ReactionSent,
    RulesetChosen,
    TimeGranted,
    TimeLent,
    TimeReallocated,
)
from argentum.airtime.ruleset import RULE_NAMES, RulesetConfig
from tests.airtime_room import FACILITATOR, Room

_Step = tuple[str, str, str, int, int]
PEOPLE = ("p1", "p2", "p3", "p4")
_who = st.sampled_from(PEOPLE)
_amount = st.integers(-400_000, 900_000)
_step = st.tuples(
    st.sampled_from(
        ["start", "stop", "leave", "join", "lend", "grant", "reallocate", "pause", "resume", "bypass", "react", "rule"]
    ),
    _who,
    _who,
    _amount,
    st.integers(0, 90),
)
_ruleset = st.builds(
    RulesetConfig,
    rule=st.sampled_from(RULE_NAMES),
    enforcement=st.sampled_from(list(EnforcementLevel)),
    policy=st.sampled_from(["default", "lenient", "strict"]),
    custom_ms=st.just({"p1": 500_000}),
    initial_tokens=st.integers(0, 40),
)


def _held_ms(room: Room) -> int:
    return sum(max(0, seat.remaining_ms) for seat in room.meeting.state.sharing() if seat.allocated_ms is not None)


def _take(room: Room, step: _Step, at_s: int, rulesets: dict[str, RulesetConfig]) -> None:
    what, who, other, amount, _ = step
    control: dict[str, Any] = {"id": room.next_id(), "at_ms": at_s * 1000, "by": FACILITATOR}
    plain: dict[str, Any] = {"id": room.next_id(), "at_ms": at_s * 1000, "participant": who}
    match what:
        case "start":
            room.start(who, at_s)
        case "stop":
            room.stop(who, at_s)
        case "leave":
            room.leave(who, at_s)
        case "join":
            room.join(who, at_s)
        case "lend":
            room.take(TimeLent(**plain, borrower=other, lent_ms=amount))
        case "grant":
            room.take(TimeGranted(**control, participant=who, granted_ms=amount))
        case "reallocate":
            room.take(TimeReallocated(**control, participant=who, remaining_ms=abs(amount)))
        case "pause":
            room.take(MeetingPaused(**control))
        case "resume":
            room.take(MeetingResumed(**control))
        case "bypass":
            room.take(ParticipantBypassed(**control, participant=who, bypassed=amount > 0))
        case "react":
            room.take(ReactionSent(**plain, code="love" if amount > 0 else "hate", target=other))
        case _:
            room.take(RulesetChosen(**control, ruleset=rulesets[who]))


@settings(max_examples=150, deadline=None)
@given(_ruleset, st.lists(_ruleset, min_size=4, max_size=4), st.lists(_step, max_size=40))
def test_seconds_and_tokens_are_conserved(
    ruleset: RulesetConfig, rulesets: list[RulesetConfig], steps: list[_Step]
) -> None:
    room = Room(3, planned_s=1800, ruleset=ruleset)
    state = room.meeting.state
    by_person = dict(zip(PEOPLE, rulesets, strict=True))
    at_s = 0

    for step in steps:
        at_s += step[-1]
        room.wait(at_s)
        before_ms = _held_ms(room)
        _take(room, step, at_s, by_person)

        left_ms = state.left_ms
        assert left_ms is not None
        assert _held_ms(room) <= max(before_ms, left_ms)

    for seat in state.seats.values():
        open_ms = 0 if seat.session is None else state.now_ms - seat.session.started_ms
        own = [each for each in state.sessions if each.participant_id == seat.participant_id]
        assert seat.talk_ms == sum(each.duration_ms for each in own) + open_ms
        assert seat.talk_ms == seat.charged_ms + seat.blocked_ms + seat.uncounted_ms
    if state.rotation is None:
        seats = state.seats.values()
        assert sum(seat.lent_ms for seat in seats) == sum(seat.borrowed_ms for seat in seats)
    state.purses.check()
