"""The hourglass as its owner may know it.

Everything else is computed from hourglasses that do not yet lack what unsigned reactions cost, for prompts, mutes and
other people's time would tell who paid (hole 27). Only what people are told of their own hourglass lacks it at once.
"""

from __future__ import annotations

from msgspec.structs import replace

from argentum.airtime.allocation import TimeAllocation
from argentum.airtime.meeting_state import MeetingState
from argentum.airtime.seat import Seat


def own_allocation(state: MeetingState, seat: Seat) -> TimeAllocation:
    """Give somebody's hourglass less what is sealed; for this person alone."""
    allocation = seat.allocation()
    held_ms = state.purses.held_ms(seat.participant_id)
    balance_ms = max(0, state.purses.balance_ms(seat.participant_id))
    if state.ruleset.rule != "token" or balance_ms >= held_ms:
        return allocation
    # Near the end an hourglass holds less than its tokens would buy, and lacks as much less.
    lacking_ms = max(0, allocation.remaining_ms) * (held_ms - balance_ms) // held_ms
    return replace(allocation, allocated_ms=allocation.allocated_ms - lacking_ms)
