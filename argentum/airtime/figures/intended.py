"""Interruptions and remarks as the source logged them, beside what the timing alone shows."""

from __future__ import annotations

from dataclasses import dataclass

from argentum.airtime.timeline import Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class IntendedFigures:
    """One person's logged intents."""

    interruptions_made: int
    interruptions_suffered: int
    attempts: int
    """Tried to take the floor and gave way."""
    interjections: int


def intended_figures(timeline: Timeline) -> dict[str, IntendedFigures] | None:
    """Count by participant; `None` when the source logs no intent, which is not the same as nobody having one."""
    if timeline.intents is None:
        return None
    return {
        participant: IntendedFigures(
            interruptions_made=sum(
                intent.kind == "interruption" and intent.by == participant for intent in timeline.intents
            ),
            interruptions_suffered=sum(
                intent.kind == "interruption" and intent.against == participant for intent in timeline.intents
            ),
            attempts=sum(intent.kind == "attempt" and intent.by == participant for intent in timeline.intents),
            interjections=sum(
                intent.kind == "interjection" and intent.by == participant for intent in timeline.intents
            ),
        )
        for participant in timeline.participants
    }
