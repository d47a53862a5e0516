"""Who sees which decision and which event: every kind, every role."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest

from argentum.airtime.allocation import TimeAllocation
from argentum.airtime.decisions import (
    AllocationsChanged,
    AnyDecision,
    BalancesSettled,
    ControlRecorded,
    InsufficientTokens,
    MuteCommand,
    MuteNotEffective,
    Nudge,
    Prompt,
    QueueChanged,
    ReactionShown,
    Refused,
    SlotOpened,
    TimeWarning,
)
from argentum.airtime.events import AnyEvent, HandRaised
from argentum.airtime.live.permissions import kind_of
from argentum.airtime.live.visibility import Shares, event_shares, shares_of

_EVERYBODY = ("facilitator", "p1", "p2", "observer")
_OWN = TimeAllocation(participant_id="p1", allocated_ms=1_000)
_OTHER = TimeAllocation(participant_id="p2", allocated_ms=2_000)
_SHOWN = {"code": "like", "emoji": "x", "target_id": "p2", "sender_id": "p1", "count": 1}
_DECISIONS: list[tuple[AnyDecision, bool, tuple[str, ...]]] = [
    (TimeWarning(at_ms=1, participant_id="p1", remaining_ms=5, warning_level="red"), False, ("facilitator", "p1")),
    (TimeWarning(at_ms=1, participant_id="p1", remaining_ms=5, warning_level="red"), True, ("p1",)),
    (Prompt(at_ms=1, participant_id="p1", audience="participant", overtime_ms=0), False, ("facilitator", "p1")),
    (Prompt(at_ms=1, participant_id="p1", audience="all", overtime_ms=0), False, _EVERYBODY),
    (
        MuteCommand(at_ms=1, participant_id="p1", should_mute=True, reason="time_exhausted"),
        False,
        ("facilitator", "p1"),
    ),
    (MuteNotEffective(at_ms=1, participant_id="p1", asked_ms=0), False, ("facilitator",)),
    (Nudge(at_ms=1, participant_id="p1", about="quiet", share_percent=1), False, ("p1",)),
    (AllocationsChanged(at_ms=1, why="joined", allocations=(_OWN, _OTHER)), False, _EVERYBODY),
    (AllocationsChanged(at_ms=1, why="tokens", audience="owners", allocations=(_OWN,)), True, ("p1",)),
    (SlotOpened(at_ms=1, participant_id="p1", until_ms=9), False, _EVERYBODY),
    (QueueChanged(at_ms=1, order=("p1",)), False, _EVERYBODY),
    (ReactionShown(at_ms=1, audience="all", **_SHOWN), False, _EVERYBODY),  # type: ignore[arg-type] # as kept above
    (ReactionShown(at_ms=1, audience="facilitators", **_SHOWN), False, ("facilitator",)),  # type: ignore[arg-type] # as above
    (BalancesSettled(at_ms=1, tokens={"p1": 2.0}), True, ("p1",)),
    (InsufficientTokens(at_ms=1, participant_id="p1", required_tokens=2), True, ("p1",)),
    (ControlRecorded(at_ms=1, by="fac", action="time_granted", target_id="p1", why="w"), False, ("facilitator",)),
    (ControlRecorded(at_ms=1, by="fac", action="key_renewed", target_id="p1", why="w"), False, ("facilitator", "p1")),
    (ControlRecorded(at_ms=1, by="fac", action="key_renewed", target_id="observer", why="w"), False, ("facilitator",)),
    (Refused(at_ms=1, event_id="p1:e1", reason="no"), False, ("p1",)),
]


def _seen_by(shares: Shares) -> tuple[str, ...]:
    return tuple(
        who
        for who in _EVERYBODY
        if shares.public is not None
        or (who == "facilitator" and shares.facilitators is not None)
        or shares.own.get(who) is not None
    )


@pytest.mark.parametrize(("decision", "under_tokens", "audience"), _DECISIONS)
def test_a_decision_is_seen_by_its_audience_alone(
    decision: AnyDecision, under_tokens: bool, audience: tuple[str, ...]
) -> None:
    shares = shares_of(decision, author="p1", under_tokens=under_tokens)

    assert _seen_by(shares) == audience


def test_every_kind_of_decision_has_an_audience_here() -> None:
    assert {type(decision) for decision, _, _ in _DECISIONS} == set(get_args(AnyDecision))


def test_hourglasses_and_balances_are_divided_among_their_owners() -> None:
    allocations = AllocationsChanged(at_ms=1, why="tokens", audience="owners", allocations=(_OWN, _OTHER))
    balances = BalancesSettled(at_ms=1, tokens={"p1": 2.0, "p2": 3.5})

    of_allocations = shares_of(allocations, author=None, under_tokens=True)
    of_balances = shares_of(balances, author=None, under_tokens=True)

    assert of_allocations.own == {
        "p1": msgspec.structs.replace(allocations, allocations=(_OWN,)),
        "p2": msgspec.structs.replace(allocations, allocations=(_OTHER,)),
    }
    assert of_balances.own["p1"] == BalancesSettled(at_ms=1, tokens={"p1": 2.0})
    assert of_balances.facilitators is None


_FOR_NOBODY = {"reaction_sent", "tick"}
_FOR_FACILITATORS = {
    "ruleset_chosen",
    "enforcement_chosen",
    "meeting_paused",
    "meeting_resumed",
    "participant_bypassed",
    "time_reallocated",
    "time_granted",
    "speech_permitted",
    "slot_advanced",
    "key_renewed",
}
_FIELDS = {
    "participant": "p1",
    "room": "r",
    "muted": True,
    "code": "like",
    "borrower": "p2",
    "lent_ms": 1,
    "by": "fac",
    "why": "w",
    "ruleset": {},
    "enforcement": "soft",
    "remaining_ms": 1,
    "granted_ms": 1,
}


@pytest.mark.parametrize("kind", get_args(AnyEvent))
def test_an_event_is_shown_to_its_audience_alone(kind: type[AnyEvent]) -> None:
    tag = str(kind.__struct_config__.tag)
    fields = {name: value for name, value in _FIELDS.items() if name in kind.__struct_fields__}
    event: AnyEvent = msgspec.convert({**fields, "kind": tag, "id": "p1:e1", "at_ms": 0}, AnyEvent)

    shares = event_shares(event)

    assert kind_of(event) == tag
    assert (shares.public is None) == (tag in _FOR_NOBODY | _FOR_FACILITATORS)
    assert (shares.facilitators is None) == (tag in _FOR_NOBODY)


def test_an_event_is_shown_without_the_numbers_that_tell_of_events_that_are_not() -> None:
    of_a_person = HandRaised(id="p1:e7", at_ms=1, seq=9, participant="p1")
    of_the_bridge = HandRaised(id="bridge:e7", at_ms=1, seq=9, participant="p1")

    for shown in event_shares(of_a_person):
        assert shown == HandRaised(id="", at_ms=1, participant="p1")
    for shown in event_shares(of_the_bridge):
        assert shown == HandRaised(id="bridge:e7", at_ms=1, participant="p1")
