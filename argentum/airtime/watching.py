"""What the tick looks at: hourglasses of those who speak, slots, nudges, mutes without an echo, adjustments.

`next_due_ms` knows when the next thing happens, so that an hour of silence costs nothing; everything still happens on
the grid of ticks.
"""

from __future__ import annotations

from typing import Literal, assert_never

from argentum.airtime.allotting import SETTLEMENT_MS, adjust, announce, rearm
from argentum.airtime.decisions import (
    BalancesSettled,
    MuteCommand,
    MuteNotEffective,
    Nudge,
    Prompt,
    SlotOpened,
    TimeWarning,
)
from argentum.airtime.enforcement import EnforcementLevel, Step
from argentum.airtime.meeting_state import MeetingState
from argentum.airtime.own_hourglass import own_allocation
from argentum.airtime.seat import Seat
from argentum.airtime.talking import end_speech, silence_due_ms
from argentum.airtime.tokens.prices import TOKEN_MS

ECHO_MS = 5_000
"""A mute whose echo has not come by then is reported as not effective."""
NUDGE_EVERY_MS = 60_000
FIRST_NUDGE_MS = 300_000
"""Shares say little before."""
NUDGE_AGAIN_MS = 600_000
_QUIET_PERCENT = 33
_TALKATIVE_PERCENT = 200
_FLOW_MS = 1_000


def next_due_ms(state: MeetingState) -> int | None:
    """Give the tick at which something is to be looked at; `None` while the clocks stand still or nothing is open."""
    if state.paused or state.context.closed_ms is not None:
        return None
    due_ms = state.next_nudge_ms
    for seat in state.speaking:
        if seat.reached < len(seat.rungs) and _is_held(state, seat):
            due_ms = min(due_ms, state.now_ms + max(0, seat.remaining_ms - seat.rungs[seat.reached].remaining_ms))
    if state.next_adjustment_ms is not None:
        due_ms = min(due_ms, state.next_adjustment_ms)
    if state.next_settlement_ms is not None:
        due_ms = min(due_ms, state.next_settlement_ms)
    slot_due_ms = None if state.rotation is None else state.rotation.due_ms()
    for other_ms in (state.desk.due_ms(), slot_due_ms, silence_due_ms(state)):
        if other_ms is not None:
            due_ms = min(due_ms, other_ms)
    if state.mute_effect == "echoed":
        for seat in state.seats.values():
            if seat.mute_asked_ms is not None:
                due_ms = min(due_ms, seat.mute_asked_ms + ECHO_MS)
    return state.on_grid(max(state.now_ms, due_ms))


def look(state: MeetingState) -> None:
    """Do everything that is due at this instant."""
    now_ms = state.now_ms
    for reaction in state.desk.shown(now_ms):
        state.decisions.append(reaction)
    if state.next_settlement_ms is not None and state.next_settlement_ms <= now_ms:
        state.next_settlement_ms = state.on_grid(now_ms + SETTLEMENT_MS)
        settle_tokens(state)
    if state.next_adjustment_ms is not None and state.next_adjustment_ms <= now_ms:
        every_ms = state.rule.adjust_every_ms
        state.next_adjustment_ms = None if every_ms is None else state.on_grid(now_ms + every_ms)
        adjust(state, "adjusted")
    silence_ms = silence_due_ms(state)
    if silence_ms is not None and silence_ms <= now_ms and state.dominant is not None:
        end_speech(state, state.dominant, "silence_bound")
    for seat in list(state.speaking):
        check(state, seat)
    turn_slot(state)
    if state.mute_effect == "echoed":
        _miss_echoes(state)
    if state.next_nudge_ms <= now_ms:
        state.next_nudge_ms = state.on_grid(now_ms + NUDGE_EVERY_MS)
        _nudge(state)


def check(state: MeetingState, seat: Seat) -> None:
    """Announce the lowest rung that a speaker has newly reached; those above it are passed over."""
    if not _is_held(state, seat):
        return
    rungs, reached = seat.rungs, seat.reached
    remaining_ms = seat.remaining_ms
    while reached < len(rungs) and remaining_ms <= rungs[reached].remaining_ms:
        reached += 1
    if reached > seat.reached:
        seat.reached = reached
        _announce_step(state, seat, rungs[reached - 1].step)


def _is_held(state: MeetingState, seat: Seat) -> bool:
    """Whether a rule is held against this person now; nobody can bind a facilitator, who may always unmute."""
    return (
        seat.in_pool
        and not seat.bypassed
        and not seat.permitted
        and not (seat.muted and state.mute_effect == "assumed")
    )


def _announce_step(state: MeetingState, seat: Seat, step: Step) -> None:
    who = seat.participant_id
    match step:
        case "yellow" | "orange" | "red":
            seat.warnings += 1
            remaining_ms = own_allocation(state, seat).remaining_ms
            state.decisions.append(
                TimeWarning(at_ms=state.now_ms, participant_id=who, remaining_ms=remaining_ms, warning_level=step)
            )
        case "mute" if not state.is_facilitator(who):
            mute(state, seat)
        case "private_prompt" | "mute":
            _prompt(state, seat, "participant")
        case "public_prompt":
            _prompt(state, seat, "all")
        case _:
            assert_never(step)


def _prompt(state: MeetingState, seat: Seat, audience: Literal["participant", "all"]) -> None:
    overtime_ms = max(0, -seat.remaining_ms)
    state.decisions.append(
        Prompt(at_ms=state.now_ms, participant_id=seat.participant_id, audience=audience, overtime_ms=overtime_ms)
    )


def mute(state: MeetingState, seat: Seat) -> None:
    """Ask for a mute: one command, until it is lifted or has had no effect."""
    out_of_turn = state.rotation is not None and state.rotation.owner != seat.participant_id
    seat.muted = True
    seat.mutes += 1
    if seat.session is not None and state.now_ms - seat.session.started_ms >= _FLOW_MS:
        seat.mutes_in_flow += 1
    seat.mute_asked_ms = state.now_ms if state.mute_effect == "echoed" else None
    state.decisions.append(
        MuteCommand(
            at_ms=state.now_ms,
            participant_id=seat.participant_id,
            should_mute=True,
            reason="rule_violation" if out_of_turn else "time_exhausted",
        )
    )


def _miss_echoes(state: MeetingState) -> None:
    for seat in state.seats.values():
        if seat.mute_asked_ms is not None and state.now_ms >= seat.mute_asked_ms + ECHO_MS:
            state.decisions.append(
                MuteNotEffective(at_ms=state.now_ms, participant_id=seat.participant_id, asked_ms=seat.mute_asked_ms)
            )
            seat.mute_asked_ms = None
            if seat.session is not None:
                # Nobody could mute them: they are asked, as those are whom nobody may mute.
                _prompt(state, seat, "participant")


def turn_slot(state: MeetingState, *, now: bool = False) -> None:
    """Go on to the next slot of a round robin when this one is over, or `now`.

    After the planned end no more slots begin: a slot of no length would be over at once, for ever.
    """
    rotation = state.rotation
    if rotation is None or state.paused:
        return
    owner = None if rotation.owner is None else state.seats[rotation.owner]
    due_ms = rotation.due_ms()
    over = owner is None or not owner.present or (due_ms is not None and due_ms <= state.now_ms)
    if not over and owner is not None and owner.remaining_ms > 0 and not now:
        return
    present = [seat.participant_id for seat in state.sharing()]
    left_ms = state.left_ms
    chosen = None if left_ms == 0 else rotation.next_owner(present)
    if chosen is None and owner is None:
        return
    slot_ms = rotation.slot_ms if left_ms is None else min(rotation.slot_ms, left_ms)
    changed = []
    for seat in state.sharing():
        had_ms = seat.allocated_ms
        seat.begin_slot(slot_ms if seat.participant_id == chosen else 0)
        if seat.allocated_ms != had_ms or seat.participant_id == chosen:
            changed.append(seat)
        else:
            rearm(state, seat, releasing=True)
    rotation.open_slot(chosen, state.now_ms, speaking=chosen is not None and state.seats[chosen].session is not None)
    if chosen is not None:
        state.seats[chosen].reached = 0
        state.decisions.append(SlotOpened(at_ms=state.now_ms, participant_id=chosen, until_ms=state.now_ms + slot_ms))
    announce(state, changed, "slot", releasing=True)


def settle_tokens(state: MeetingState) -> None:
    """Pay the spent tokens back, let unsigned reactions take effect, and turn balances into time."""
    for seat in state.speaking:
        state.purses.close_speech(seat.participant_id, state.now_ms)
    balances = state.purses.settle([seat.participant_id for seat in state.sharing()], state.now_ms)
    state.decisions.append(
        BalancesSettled(at_ms=state.now_ms, tokens={who: amount / TOKEN_MS for who, amount in balances.items()})
    )
    adjust(state, "tokens")


def _nudge(state: MeetingState) -> None:
    """Invite who has said little, tell who has said a lot; nobody more often than every ten minutes."""
    sharing = list(state.sharing())
    total_ms = sum(seat.talk_ms for seat in sharing)
    if state.level is EnforcementLevel.ADVISORY or len(sharing) < 2 or not total_ms:  # noqa: PLR2004 - a share needs two
        return
    for seat in sharing:
        if seat.nudged_ms is not None and state.now_ms - seat.nudged_ms < NUDGE_AGAIN_MS:
            continue
        percent_of_equal = 100 * seat.talk_ms * len(sharing) // total_ms
        quiet = percent_of_equal < _QUIET_PERCENT and seat.session is None
        if not quiet and percent_of_equal < _TALKATIVE_PERCENT:
            continue
        seat.nudged_ms = state.now_ms
        state.decisions.append(
            Nudge(
                at_ms=state.now_ms,
                participant_id=seat.participant_id,
                about="quiet" if quiet else "talkative",
                share_percent=100 * seat.talk_ms // total_ms,
            )
        )
