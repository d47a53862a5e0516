"""What a rule gave and cost in one meeting, for reports and for comparing rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct

from argentum.airtime.apportion import divided
from argentum.airtime.collusion import Trade, trades
from argentum.airtime.decisions import AnyDecision, Nudge, Prompt, Refused
from argentum.airtime.enforcement import EnforcementLevel
from argentum.airtime.exchanges import reactions_to_all
from argentum.airtime.meeting_state import MeetingState
from argentum.airtime.rules.advisory import AdvisoryOnlyRule
from argentum.airtime.seat import Seat
from argentum.airtime.tokens.statements import TokenBalance
from argentum.evenness import gini, jain


class ParticipantOutcome(Struct, frozen=True, kw_only=True):
    """One person under the rule."""

    id: str
    name: str
    talk_ms: int
    """All speech that was observed."""
    heard_ms: int
    """`talk_ms` less what a mute blocked."""
    blocked_ms: int
    share: float | None
    """Of everything that was heard; not rounded."""
    allocated_ms: int | None
    """Available in all, slots of a round robin added up: allocation, grants and loans; `None` when nothing limits."""
    left_ms: int
    """In the hourglass at the end, of a round robin in the last slot; below 0 after overtime."""
    turns: int
    longest_monologue_ms: int
    warnings: int
    mutes: int
    mutes_in_flow: int
    """Mutes that met somebody at least a second into speech."""
    complaints: int
    """Attempts to speak while muted."""


class MeetingOutcome(Struct, frozen=True, kw_only=True):
    """One meeting under the rule."""

    room: str
    rule: str
    enforcement: str
    policy: str
    duration_ms: int
    talk_ms: int
    heard_ms: int
    blocked_ms: int
    unspent_ms: int
    """Time of the meeting in which nobody was heard: silence, and speech that was blocked."""
    jain: float | None
    gini: float | None
    """Both over what was heard, people who never spoke included."""
    warnings: int
    prompts: int
    nudges: int
    mutes: int
    mutes_in_flow: int
    complaints: int
    refused: int
    trades: tuple[Trade, ...]
    """Pairs whose signed praise went mostly to each other."""
    usage: tuple[str, ...]
    """At the advisory level, which tells nobody anything while the meeting goes on: who used how much of what was
    expected. Empty at the others."""
    reactions: dict[str, int]
    """Clicks by code, of the reactions that all could see."""
    tokens: tuple[TokenBalance, ...]
    """The purses of the token rule, in milliseconds of speech; empty under the others."""
    participants: tuple[ParticipantOutcome, ...]

    def to_dict(self) -> dict[str, Any]:
        """Give all figures by name."""
        fields: dict[str, Any] = msgspec.to_builtins(self)
        return fields


def outcome_of(state: MeetingState) -> MeetingOutcome:
    """Read the figures off a meeting, usually when it is over; people outside the pool are left out."""
    seats = [seat for seat in state.seats.values() if seat.in_pool]
    heard = [seat.talk_ms - seat.blocked_ms for seat in seats]
    participants = tuple(_participant(seat, sum(heard)) for seat in seats)
    decisions = state.decisions
    return MeetingOutcome(
        room=state.context.room_id,
        rule=state.ruleset.rule,
        enforcement=state.level.value,
        policy=state.policy.name,
        duration_ms=state.elapsed_ms,
        talk_ms=sum(seat.talk_ms for seat in seats),
        heard_ms=sum(heard),
        blocked_ms=sum(seat.blocked_ms for seat in seats),
        unspent_ms=state.elapsed_ms - state.voiced_ms,
        jain=jain(heard),
        gini=gini(heard),
        warnings=sum(seat.warnings for seat in seats),
        prompts=sum(isinstance(decision, Prompt) for decision in decisions),
        nudges=sum(isinstance(decision, Nudge) for decision in decisions),
        mutes=sum(seat.mutes for seat in seats),
        mutes_in_flow=sum(seat.mutes_in_flow for seat in seats),
        complaints=sum(seat.blocked_attempts for seat in seats),
        refused=sum(isinstance(decision, Refused) for decision in decisions),
        trades=trades(state.impressions),
        usage=_usage(state, seats),
        reactions=_reactions(decisions),
        tokens=state.purses.summary() if state.ruleset.rule == "token" else (),
        participants=participants,
    )


def _usage(state: MeetingState, seats: Sequence[Seat]) -> tuple[str, ...]:
    if state.level is not EnforcementLevel.ADVISORY:
        return ()
    equal_ms = divided(state.elapsed_ms, len(seats)) if state.context.planned_ms is None else [0] * len(seats)
    named = [
        msgspec.structs.replace(
            seat.allocation(),
            participant_id=seat.name,
            # The length of an ad-hoc meeting is known only now.
            allocated_ms=part_ms if seat.allocated_ms is None else seat.allocated_ms,
        )
        for seat, part_ms in zip(seats, equal_ms, strict=True)
    ]
    return AdvisoryOnlyRule().get_usage_report(named)


def _reactions(decisions: Sequence[AnyDecision]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for own in reactions_to_all(decisions).values():
        for code, count in own.items():
            counts[code] = counts.get(code, 0) + count
    return counts


def _participant(seat: Seat, heard_by_all_ms: int) -> ParticipantOutcome:
    heard_ms = seat.talk_ms - seat.blocked_ms
    limited = seat.allocated_ms is not None
    return ParticipantOutcome(
        id=seat.participant_id,
        name=seat.name,
        talk_ms=seat.talk_ms,
        heard_ms=heard_ms,
        blocked_ms=seat.blocked_ms,
        share=heard_ms / heard_by_all_ms if heard_by_all_ms else None,
        allocated_ms=seat.available_ms if limited else None,
        left_ms=seat.remaining_ms if limited else 0,
        turns=seat.turns,
        longest_monologue_ms=seat.longest_ms,
        warnings=seat.warnings,
        mutes=seat.mutes,
        mutes_in_flow=seat.mutes_in_flow,
        complaints=seat.blocked_attempts,
    )
