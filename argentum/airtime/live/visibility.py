"""Who sees which decision, and how much of it.

A balance tells who paid for an anonymous reaction. So under the token rule hourglasses are their owners' alone, and
facilitators see balances as of the last settlement (hole 27).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, assert_never

from msgspec.structs import replace

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
from argentum.airtime.events import (
    AnyEvent,
    KeyRenewed,
    ParticipantJoined,
    ReactionModesChosen,
    ReactionSent,
    Tick,
)
from argentum.airtime.live.incoming import author_of
from argentum.airtime.live.permissions import CONTROLS
from argentum.airtime.live.viewer import BRIDGE, RESERVED_NAMES

_NOBODY: Mapping[str, AnyDecision] = MappingProxyType({})


class Shares(NamedTuple):
    """One decision as each of its audiences sees it; `None` for those who do not."""

    public: AnyDecision | None = None
    """For all, facilitators included."""
    facilitators: AnyDecision | None = None
    """For facilitators alone."""
    own: Mapping[str, AnyDecision] = _NOBODY
    """For single people alone."""


def shares_of(decision: AnyDecision, *, author: str | None, under_tokens: bool) -> Shares:
    """Divide a decision among its audiences; `author` is whose event it answers, if it answers one."""
    match decision:
        case TimeWarning():
            # The colour says enough; the figure would be a balance.
            told = None if under_tokens else decision
            return Shares(facilitators=told, own={decision.participant_id: decision})
        case Prompt(audience="all") | SlotOpened() | QueueChanged():
            return Shares(public=decision)
        case Prompt() | MuteCommand():
            return Shares(facilitators=decision, own={decision.participant_id: decision})
        case Nudge() | InsufficientTokens():
            return Shares(own={decision.participant_id: decision})
        case ControlRecorded(action="key_renewed", target_id=str(whose)) if whose not in RESERVED_NAMES:
            # Whose page somebody else could open is to know it.
            return Shares(facilitators=decision, own={whose: decision})
        case MuteNotEffective() | ControlRecorded():
            return Shares(facilitators=decision)
        case AllocationsChanged(audience="owners"):
            return Shares(
                own={each.participant_id: replace(decision, allocations=(each,)) for each in decision.allocations}
            )
        case AllocationsChanged():
            return Shares(public=decision)
        case ReactionShown():
            return Shares(public=decision) if decision.audience == "all" else Shares(facilitators=decision)
        case BalancesSettled():
            own = {who: replace(decision, tokens={who: tokens}) for who, tokens in decision.tokens.items()}
            # Facilitators see balances without reactions, in the rows.
            return Shares(own=own)
        case Refused():
            return Shares(own={} if author is None else {author: decision})
        case _:
            assert_never(decision)


class EventShares(NamedTuple):
    """One event of the log as it may be shown; `None` where it may not.

    Shown without sequence, and without an id but the bridge's, who sends nothing that is not shown: a gap in somebody's
    own numbers, or in the room's, tells of what is not.
    """

    public: AnyEvent | None
    facilitators: AnyEvent | None


def event_shares(event: AnyEvent) -> EventShares:
    """Divide an event: reactions are never shown as sent, and a control with its reason only to facilitators."""
    if isinstance(event, (ReactionSent, Tick)):
        return EventShares(None, None)
    event = replace(event, id=event.id if author_of(event.id) == BRIDGE.author else "", seq=0)
    if isinstance(event, (*CONTROLS, KeyRenewed)):
        # All see what a control does; who used it and why is for facilitators.
        if isinstance(event, ReactionModesChosen):
            return EventShares(replace(event, by="", why=""), event)
        return EventShares(None, event)
    if isinstance(event, ParticipantJoined) and event.endpoint:
        return EventShares(replace(event, endpoint=""), event)
    return EventShares(event, event)
