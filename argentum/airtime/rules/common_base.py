"""Joining and leaving under the rules that give all a base and adjust it as the meeting goes on."""

from __future__ import annotations

from argentum.airtime.rules.rule import Allocated, Situation, make_room, newcomers_part, share_out, unchanged


def base_on_join(situation: Situation, base_ms: int | None, participant_id: str, returning_ms: int | None) -> Allocated:
    """Give a newcomer the base, at most an equal part of what is left; the next adjustment does the rest.

    Without a base of its own (`None`) the rule gives the equal part, and nothing in a meeting without an end.
    """
    if base_ms is None and situation.left_ms is None:
        return {}
    part_ms = newcomers_part(situation)
    wanted_ms = base_ms if base_ms is not None else part_ms
    if situation.left_ms is not None:
        wanted_ms = min(wanted_ms, part_ms)
    return make_room(situation, participant_id, wanted_ms, returning_ms)


def base_on_leave(situation: Situation, freed_ms: int) -> Allocated:
    """Divide a leaver's unused time equally; in a meeting without an end nobody's base depends on it."""
    return share_out(situation, freed_ms) if situation.left_ms is not None else unchanged(situation)
