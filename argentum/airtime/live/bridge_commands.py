"""What the bridge is asked to do in the meeting program, made from decisions."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from argentum.airtime.decisions import AnyDecision, MuteCommand, Nudge, Prompt
from argentum.airtime.watching import ECHO_MS

BridgeVerb = Literal["mute", "permit", "notify"]
Outcome = Literal["confirmed", "not_effective", "left", "not_confirmed", "refused", "stale"]

_TEXTS = {
    "over": "Your speaking time is over; please come to an end.",
    "quiet": "The group would like to hear from you, too.",
    "talkative": "You have spoken a good deal; the others may like some room.",
}


class BridgeCommand(Struct, frozen=True, kw_only=True, tag_field="type", tag="command"):
    """One command; stale after `expires_ms`, for a mute that comes late meets somebody else's turn."""

    id: str
    command: BridgeVerb
    participant: str | None
    """`None`: a notice for all."""
    endpoint_hint: str | None
    expires_ms: int
    text: str | None = None


class BridgeOutcome(Struct, frozen=True, kw_only=True):
    """What became of a command, as the bridge tells it."""

    command_id: str
    outcome: Outcome
    detail: str = ""
    at_ms: int = 0


def command_of(decision: AnyDecision, endpoint: str | None) -> BridgeCommand | None:
    """Give the command that carries a decision out, if it needs one."""
    text = None
    verb: BridgeVerb = "notify"
    who: str | None
    match decision:
        case MuteCommand(participant_id=who, should_mute=should_mute):
            verb = "mute" if should_mute else "permit"
        case Prompt(participant_id=who):
            text = _TEXTS["over"]
            if decision.audience == "all":
                who, endpoint, text = None, None, f"{decision.participant_id}: {text}"
        case Nudge(participant_id=who):
            text = _TEXTS[decision.about]
        case _:
            return None
    return BridgeCommand(
        id=f"{decision.at_ms}-{verb}-{who or 'all'}",
        command=verb,
        participant=who,
        endpoint_hint=endpoint,
        expires_ms=decision.at_ms + ECHO_MS,
        text=text,
    )
