"""Moving time between hourglasses: choosing a rule, coming and going, loans, grants.

Of a meeting with a planned length, nothing here gives out more than is left of it: what one gains comes from time that
nobody holds, or from the others.
"""

from __future__ import annotations

from argentum.airtime.apportion import fitted
from argentum.airtime.decisions import AllocationsChanged, MuteCommand
from argentum.airtime.lending import lend
from argentum.airtime.meeting_state import MeetingState
from argentum.airtime.own_hourglass import own_allocation
from argentum.airtime.rotation import Rotation
from argentum.airtime.rules.catalogue import make_rule
from argentum.airtime.rules.round_robin import RoundRobinRule
from argentum.airtime.ruleset import RulesetConfig
from argentum.airtime.seat import Seat
from argentum.errors import PolicyViolationError

RELEASE_MS = 10_000
"""An adjustment lifts a mute only when it leaves so much; else people would be muted and released by the second."""
SETTLEMENT_MS = 60_000


def choose_ruleset(state: MeetingState, ruleset: RulesetConfig, why: str) -> None:
    """Divide the time from here on by another ruleset; what people have used stays used."""
    state.ruleset = ruleset
    state.rule = make_rule(ruleset)
    state.policy = ruleset.effective_policy()
    state.level = ruleset.effective_enforcement
    state.rotation = None
    for seat in state.seats.values():
        seat.end_slots()
        seat.reached = 0
    every_ms = state.rule.adjust_every_ms
    state.next_adjustment_ms = None if every_ms is None else state.on_grid(state.now_ms + every_ms)
    state.next_settlement_ms = None
    if ruleset.rule == "token":
        state.next_settlement_ms = state.on_grid(state.now_ms + SETTLEMENT_MS)
        for seat in state.sharing():
            open_purse(state, seat)
    allocated = state.rule.calculate(state.situation())
    for seat in state.seats.values():
        seat.allocated_ms = allocated.get(seat.participant_id)
    if isinstance(state.rule, RoundRobinRule):
        state.rotation = Rotation(slot_ms=state.rule.slot_ms, silence_ms=state.rule.silence_ms)
        for participant in state.rule.get_speaking_order([seat.participant_id for seat in state.sharing()]):
            state.rotation.take_place(participant)
    announce(state, list(state.sharing()), why, releasing=True)


def open_purse(state: MeetingState, seat: Seat) -> None:
    """Give somebody who shares the time the first tokens, once."""
    tokens = state.ruleset.custom_tokens.get(seat.participant_id, state.ruleset.initial_tokens)
    state.purses.open(seat.participant_id, tokens=tokens, at_ms=state.now_ms)


def apply(state: MeetingState, allocated: dict[str, int], why: str, *, releasing: bool = False) -> None:
    """Take over what a rule answers; people whom it does not name keep what they have."""
    changed = []
    for participant, allocated_ms in allocated.items():
        seat = state.seats[participant]
        if seat.allocated_ms != allocated_ms:
            seat.allocated_ms = allocated_ms
            changed.append(seat)
    announce(state, changed, why, releasing=releasing)


def adjust(state: MeetingState, why: str) -> None:
    """Let the rule look again."""
    apply(state, state.rule.calculate(state.situation()), why)


def admit(state: MeetingState, seat: Seat) -> None:
    """Let the rule make room for somebody who came, or came back."""
    if state.ruleset.rule == "token":
        open_purse(state, seat)
    if state.rotation is not None:
        state.rotation.take_place(seat.participant_id)
        seat.allocated_ms = seat.allocated_ms or 0
    situation = state.situation()
    if state.elapsed_ms or state.rotation is not None:
        allocated = state.rule.on_join(situation, seat.participant_id, seat.left_with_ms)
    else:
        # Whoever is there from the beginning is no newcomer.
        allocated = state.rule.calculate(situation)
    apply(state, allocated, "joined")
    rearm(state, seat, releasing=False)


def release_leaver(state: MeetingState, seat: Seat) -> None:
    """Take what the leaver had left and let the rule divide it; a return gives at most that back."""
    if seat.allocated_ms is None:
        return
    seat.left_with_ms = seat.remaining_ms
    freed_ms = max(0, seat.remaining_ms)
    if state.rotation is None and state.ruleset.rule != "token":
        seat.allocated_ms -= freed_ms
    apply(state, state.rule.on_leave(state.situation(), freed_ms), "left")


def transfer(state: MeetingState, lender: Seat, borrower: Seat, lent_ms: int) -> None:
    """Lend time. Raises `PolicyViolationError` when the policy, the rule or an absence forbids it."""
    if lender.allocated_ms is None or borrower.allocated_ms is None:
        raise PolicyViolationError("nothing limits speaking time here, so none can be lent")
    if not (lender.present and borrower.present and lender.in_pool and borrower.in_pool):
        raise PolicyViolationError("time is lent between people who are present and share it")
    if state.ruleset.rule == "token":
        raise PolicyViolationError("under the token rule people give tokens by reacting, not time")
    after, _ = lend(lender.allocation(), borrower.allocation(), lent_ms, policy=state.policy)
    lender.lent_ms = after.lent_ms
    borrower.borrowed_ms += lent_ms
    announce(state, [lender, borrower], "lent", releasing=True)


def grant(state: MeetingState, seat: Seat, granted_ms: int) -> None:
    """Give a bonus from time that nobody holds and, where that is too little, from the others; or take a penalty."""
    if seat.allocated_ms is None:
        raise PolicyViolationError(f"{seat.participant_id} has no limit to change")
    if state.ruleset.rule == "token":
        _grant_tokens(state, seat, granted_ms)
        return
    seat.granted_ms += granted_ms
    announce(state, [seat, *_make_room(state, seat)], "granted", releasing=True)


def reallocate(state: MeetingState, seat: Seat, remaining_ms: int) -> None:
    """Set what somebody has left; the others make room where the meeting is too short."""
    if seat.allocated_ms is None:
        raise PolicyViolationError(f"{seat.participant_id} has no limit to change")
    if remaining_ms < 0:
        raise PolicyViolationError(f"{seat.participant_id}: at least 0 ms can be left, found {remaining_ms}")
    if state.ruleset.rule == "token":
        # From what can be reckoned without knowing of reactions: from the balance, the difference would tell it.
        _grant_tokens(state, seat, remaining_ms - state.purses.reckoned_ms(seat.participant_id))
        return
    # A grant, not an allocation: the rule's next adjustment must not undo what a facilitator has set.
    seat.granted_ms += remaining_ms - seat.remaining_ms
    announce(state, [seat, *_make_room(state, seat)], "reallocated", releasing=True)


def _grant_tokens(state: MeetingState, seat: Seat, granted_ms: int) -> None:
    """Give or take tokens: under their rule time is what they buy, and nothing else would last."""
    state.purses.grant(seat.participant_id, granted_ms, state.now_ms)
    apply(state, state.rule.calculate(state.situation()), "granted", releasing=True)


def _make_room(state: MeetingState, favoured: Seat) -> list[Seat]:
    """Shrink the hourglasses of the others, and last the favoured one, until the meeting can hold them all."""
    left_ms = state.left_ms
    if left_ms is None:
        return []
    if favoured.remaining_ms > left_ms:
        favoured.granted_ms -= favoured.remaining_ms - left_ms
    others = [seat for seat in state.sharing() if seat is not favoured and seat.allocated_ms is not None]
    before = [seat.remaining_ms for seat in others]
    changed = []
    for seat, was_ms, part_ms in zip(
        others, before, fitted(before, left_ms - max(0, favoured.remaining_ms)), strict=True
    ):
        if part_ms != was_ms:
            seat.granted_ms += part_ms - was_ms
            changed.append(seat)
    return changed


def announce(state: MeetingState, changed: list[Seat], why: str, *, releasing: bool = False) -> None:
    """Tell about changed hourglasses, arm their warnings again and lift mutes that no longer hold."""
    if not changed:
        return
    for seat in changed:
        rearm(state, seat, releasing=releasing)
    state.decisions.append(
        AllocationsChanged(
            at_ms=state.now_ms,
            why=why,
            audience="owners" if state.ruleset.rule == "token" else "all",
            allocations=tuple(own_allocation(state, seat) for seat in changed),
        )
    )


def rearm(state: MeetingState, seat: Seat, *, releasing: bool) -> None:
    """Compute the ladder again: rungs that lie below the remaining time may be announced once more."""
    if seat.allocated_ms is None or not seat.in_pool:
        seat.rungs = ()
    else:
        seat.rungs = state.policy.ladder(seat.remaining_ms + seat.used_ms, state.level)
    remaining_ms = seat.remaining_ms
    satisfied = 0
    holds = False
    for rung in seat.rungs:
        if remaining_ms > rung.remaining_ms:
            break
        satisfied += 1
        holds = holds or rung.step == "mute"
    seat.reached = min(seat.reached, satisfied)
    if seat.muted and not holds and (not seat.rungs or remaining_ms >= (1 if releasing else RELEASE_MS)):
        release(state, seat, reason="time_granted")
    elif seat.muted:
        seat.reached = satisfied


def release(state: MeetingState, seat: Seat, *, reason: str) -> None:
    """Permit a muted person to speak again; only they can open their microphone."""
    seat.muted = False
    seat.mute_asked_ms = None
    state.decisions.append(
        MuteCommand(
            at_ms=state.now_ms,
            participant_id=seat.participant_id,
            should_mute=False,
            reason="override" if reason == "override" else "time_granted",
        )
    )
