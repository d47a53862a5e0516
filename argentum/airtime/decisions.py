"""What a meeting decides as its events come in: warnings, mutes, prompts, updates and refusals.

Decisions follow from the log and are not part of it: the same log gives the same decisions.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from msgspec import Struct

from argentum.airtime.allocation import TimeAllocation
from argentum.airtime.enforcement import WarningLevel

MuteReason = Literal["time_exhausted", "override", "rule_violation", "time_granted"]


class Decision(Struct, frozen=True, kw_only=True, tag_field="kind"):
    """What every decision has."""

    at_ms: int

    def to_dict(self) -> dict[str, Any]:
        """Give the fields by name, with the kind."""
        fields: dict[str, Any] = msgspec.to_builtins(self)
        return fields


class TimeWarning(Decision, frozen=True, kw_only=True, tag="time_warning"):
    """For the speaker alone: this much is left."""

    participant_id: str
    remaining_ms: int
    warning_level: WarningLevel


class Prompt(Decision, frozen=True, kw_only=True, tag="prompt"):
    """Asks somebody whose time is over to come to an end."""

    participant_id: str
    audience: Literal["participant", "all"]
    overtime_ms: int


class MuteCommand(Decision, frozen=True, kw_only=True, tag="mute_command"):
    """Asks for a mute, or with `should_mute` false for the permission to speak again.

    Nobody can be unmuted from outside; the permission is an invitation to press the button.
    """

    participant_id: str
    should_mute: bool
    reason: MuteReason


class MuteNotEffective(Decision, frozen=True, kw_only=True, tag="mute_not_effective"):
    """No echo came for a mute command: whoever can carry it out did not."""

    participant_id: str
    asked_ms: int


class Nudge(Decision, frozen=True, kw_only=True, tag="nudge"):
    """Invites somebody who has said little, or tells somebody who has said a lot; for this person alone."""

    participant_id: str
    about: Literal["quiet", "talkative"]
    share_percent: int


class AllocationsChanged(Decision, frozen=True, kw_only=True, tag="allocations_changed"):
    """The hourglasses that hold another amount than before.

    Under the token rule an hourglass is a balance, and a balance tells who paid for an anonymous reaction: then each is
    for its owner alone, and facilitators see balances as of the last settlement (hole 27).
    """

    why: str
    audience: Literal["all", "owners"] = "all"
    allocations: tuple[TimeAllocation, ...]


class SlotOpened(Decision, frozen=True, kw_only=True, tag="slot_opened"):
    """A slot of the round robin begins."""

    participant_id: str
    until_ms: int


class QueueChanged(Decision, frozen=True, kw_only=True, tag="queue_changed"):
    """For all: who asks for the floor, in the order in which they get it."""

    order: tuple[str, ...]


class ReactionShown(Decision, frozen=True, kw_only=True, tag="reaction_shown"):
    """A reaction as its audience sees it; a burst of the same click is one with a count."""

    code: str
    emoji: str
    target_id: str
    audience: Literal["all", "facilitators"]
    sender_id: str | None
    """Absent when the sender is not to be seen."""
    count: int


class BalancesSettled(Decision, frozen=True, kw_only=True, tag="balances_settled"):
    """Tokens after a settlement, each for its owner and all for the facilitators."""

    tokens: dict[str, float]


class InsufficientTokens(Decision, frozen=True, kw_only=True, tag="insufficient_tokens"):
    """For one person: this costs more than the balance holds."""

    participant_id: str
    required_tokens: float


class ControlRecorded(Decision, frozen=True, kw_only=True, tag="control_recorded"):
    """A facilitator changed something: who, when, what and why."""

    by: str
    action: str
    target_id: str | None
    why: str
    details: dict[str, Any] = {}
    """The rest of what the event said: an amount, a level, a ruleset."""


class Refused(Decision, frozen=True, kw_only=True, tag="refused"):
    """An event that could not take effect, and why; nothing has changed."""

    event_id: str
    reason: str


AnyDecision = (
    TimeWarning
    | Prompt
    | MuteCommand
    | MuteNotEffective
    | Nudge
    | AllocationsChanged
    | SlotOpened
    | QueueChanged
    | ReactionShown
    | BalancesSettled
    | InsufficientTokens
    | ControlRecorded
    | Refused
)
