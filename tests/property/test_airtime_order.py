"""However the events of a meeting arrive, often or late within the window, nothing that is counted changes."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from argentum.airtime.enforcement import EnforcementLevel
from argentum.airtime.events import (
    AnyEvent,
    HandRaised,
    MeetingClosed,
    MeetingOpened,
    MeetingPaused,
    MeetingResumed,
    MicrophoneChanged,
    ParticipantJoined,
    ParticipantLeft,
    ReactionSent,
    SpeakerChanged,
    SpeechEnded,
    SpeechStarted,
    TimeGranted,
    TimeLent,
)
from argentum.airtime.outcome import outcome_of
from argentum.airtime.reorder_window import WINDOW_MS
from argentum.airtime.ruleset import RULE_NAMES, RulesetConfig
from argentum.airtime.tracker import MeetingTracker

FACILITATOR = "fac"
PEOPLE = ("p1", "p2", "p3")
_who = st.sampled_from(PEOPLE)
_at_ms = st.integers(0, 60).map(lambda half_seconds: half_seconds * 500)
"""Few instants, so that many events share one: no writer says in which order they came."""
_LATEST_MS = WINDOW_MS - 1
_delay_ms = st.sampled_from((0, 700, 1_500, _LATEST_MS))
_KINDS: tuple[tuple[type[Any], dict[str, st.SearchStrategy[Any]]], ...] = (
    (ParticipantJoined, {"participant": _who}),
    (ParticipantLeft, {"participant": _who}),
    (SpeechStarted, {"participant": _who}),
    (SpeechEnded, {"participant": _who}),
    (SpeakerChanged, {"participant": st.one_of(st.none(), _who)}),
    (MicrophoneChanged, {"participant": _who, "muted": st.booleans()}),
    (HandRaised, {"participant": _who}),
    (ReactionSent, {"participant": _who, "code": st.sampled_from(["love", "hate", "like"]), "target": _who}),
    (TimeLent, {"participant": _who, "borrower": _who, "lent_ms": st.integers(1, 9_000)}),
    (TimeGranted, {"by": st.just(FACILITATOR), "participant": _who, "granted_ms": st.integers(-9_000, 9_000)}),
    (MeetingPaused, {"by": st.just(FACILITATOR)}),
    (MeetingResumed, {"by": st.just(FACILITATOR)}),
)
_happening = st.one_of(*(st.tuples(st.just(kind), st.fixed_dictionaries(fields), _at_ms) for kind, fields in _KINDS))
_ruleset = st.builds(
    RulesetConfig, rule=st.sampled_from(RULE_NAMES), enforcement=st.sampled_from(list(EnforcementLevel))
)


def _log(ruleset: RulesetConfig, happenings: Sequence[tuple[type[Any], dict[str, Any], int]]) -> list[AnyEvent]:
    opened = MeetingOpened(
        id="opened", at_ms=0, room="r", planned_ms=40_000, facilitators=(FACILITATOR,), ruleset=ruleset
    )
    joined = [ParticipantJoined(id=f"joined-{who}", at_ms=0, participant=who) for who in PEOPLE]
    happened = [kind(id=f"e{number}", at_ms=at_ms, **fields) for number, (kind, fields, at_ms) in enumerate(happenings)]
    return [opened, *joined, *happened, MeetingClosed(id="closed", at_ms=45_000)]


def _followed(events: Sequence[AnyEvent]) -> tuple[object, ...]:
    tracker = MeetingTracker()
    for event in events:
        tracker.feed(event)
    tracker.finish()
    state = tracker.meeting.state
    assert tracker.too_late == ()
    return (
        outcome_of(state),
        state.purses.summary(),
        tuple(state.purses.transactions),
        tuple(state.sessions),
        tuple(state.decisions),
        tracker.allocations(),
    )


@settings(max_examples=150, deadline=None)
@given(_ruleset, st.lists(_happening, max_size=25), st.data())
def test_no_order_of_arrival_and_no_repetition_changes_a_total(
    ruleset: RulesetConfig, happenings: list[tuple[type[Any], dict[str, Any], int]], data: st.DataObject
) -> None:
    log = _log(ruleset, happenings)
    delays = data.draw(st.lists(_delay_ms, min_size=len(log), max_size=len(log)))

    in_order = _followed(sorted(log, key=lambda event: event.at_ms))
    arrivals = [
        *((event.at_ms + delay_ms, event) for delay_ms, event in zip(delays, log, strict=True)),
        *((event.at_ms + _LATEST_MS, event) for event in reversed(log)),
    ]
    late_and_twice = [event for _, event in sorted(arrivals, key=itemgetter(0))]

    assert _followed(late_and_twice) == in_order
