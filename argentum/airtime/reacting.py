"""Reactions in a meeting: taken at the desk, paid for under the token rule, felt by the rules that look at them."""

from __future__ import annotations

from argentum.airtime.allotting import adjust
from argentum.airtime.decisions import InsufficientTokens
from argentum.airtime.events import ReactionSent
from argentum.airtime.meeting_state import MeetingState
from argentum.airtime.reactions.codes import UNSIGNED, reaction_kind
from argentum.airtime.rules.rule import Impression
from argentum.airtime.seat import Seat
from argentum.airtime.tokens.prices import REACTION_PRICES, TOKEN_MS
from argentum.errors import PolicyViolationError


def react(state: MeetingState, sender: Seat, event: ReactionSent, target: Seat | None) -> None:
    """Take a reaction; without a target it is for the one who speaks, of several the one who began last.

    Raises `PolicyViolationError` when it is not allowed or cannot be paid; nothing has changed then.
    """
    kind = reaction_kind(event.code)
    if target is None and state.speaking:
        target = state.speaking[-1]
    who, target_id = sender.participant_id, None if target is None else target.participant_id
    priced = state.ruleset.rule == "token" and sender.in_pool
    price = REACTION_PRICES[kind.code].sender_pays
    if priced and price * TOKEN_MS > state.purses.balance_ms(who):
        state.decisions.append(InsufficientTokens(at_ms=state.now_ms, participant_id=who, required_tokens=price))
        raise PolicyViolationError(f"{kind.code} costs {price} tokens, which {who} does not have")
    accepted = state.desk.accept(who, kind.code, event.visibility, target_id, state.now_ms)
    if not accepted.opens_burst:
        return
    unsigned = accepted.visibility in UNSIGNED
    state.impressions.append(Impression(state.elapsed_ms, who, accepted.target_id, kind.code, signed=not unsigned))
    if priced:
        state.purses.pay_reaction(who, kind.code, state.now_ms, unsigned=unsigned)
        state.purses.receive_reaction(who, accepted.target_id, kind.code, state.now_ms, unsigned=unsigned)
        if not unsigned:
            # An unsigned one moves nothing that others can see before the settlement, not even by a look at the clock.
            adjust(state, "tokens")
