"""What people gave each other in a meeting beside listening: loans of time, and reactions that all could see."""

from __future__ import annotations

from collections.abc import Iterable

from argentum.airtime.decisions import AnyDecision, ReactionShown, Refused
from argentum.airtime.events import AnyEvent, TimeLent


def loans(events: Iterable[AnyEvent], decisions: Iterable[AnyDecision]) -> tuple[TimeLent, ...]:
    """Give the loans that took effect, once each; what was refused moved nothing."""
    refused = frozenset(each.event_id for each in decisions if isinstance(each, Refused))
    lent = {event.id: event for event in events if isinstance(event, TimeLent) and event.id not in refused}
    return tuple(lent.values())


def reactions_to_all(decisions: Iterable[AnyDecision]) -> dict[str, dict[str, int]]:
    """Count by whom they were for and by code what all could see; secret ones are for facilitators and left out."""
    counts: dict[str, dict[str, int]] = {}
    for each in decisions:
        if isinstance(each, ReactionShown) and each.audience == "all":
            own = counts.setdefault(each.target_id, {})
            own[each.code] = own.get(each.code, 0) + each.count
    return counts
