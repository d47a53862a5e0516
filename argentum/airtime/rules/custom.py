"""Custom allocation: the facilitator says who gets how much; the others share the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from argentum.airtime.apportion import divided
from argentum.airtime.rules.rule import (
    Allocated,
    Situation,
    make_room,
    newcomers_part,
    share_out,
    within_the_meeting,
)


@dataclass(frozen=True, slots=True)
class CustomAllocationRule:
    """Named people get their time, for instance 20 minutes for an invited speaker.

    More than the meeting has is shrunk in proportion, so that nobody is promised what cannot be had. In an ad-hoc
    meeting the unnamed get nothing and are not limited either.
    """

    name: ClassVar[str] = "custom"
    description: ClassVar[str] = "the facilitator names times, the others share what is left"

    custom_ms: Mapping[str, int] = field(default_factory=dict)

    @property
    def adjust_every_ms(self) -> int | None:
        """Only joins and leaves change it."""
        return None

    def calculate(self, situation: Situation) -> Allocated:
        """Give the named their time; divide the rest of the meeting among the unnamed."""
        standings = situation.standings
        named = {each.participant_id: self.custom_ms.get(each.participant_id) for each in standings}
        if situation.left_ms is None:
            return {participant: amount for participant, amount in named.items() if amount is not None}
        whole_ms = situation.left_ms + sum(each.used_ms for each in standings)
        rest_ms = max(0, whole_ms - sum(amount for amount in named.values() if amount is not None))
        parts = iter(divided(rest_ms, sum(amount is None for amount in named.values())))
        allocated = {pid: next(parts) if amount is None else amount for pid, amount in named.items()}
        return within_the_meeting(situation, allocated)

    def on_join(self, situation: Situation, participant_id: str, returning_ms: int | None) -> Allocated:
        """Give a named newcomer the named time, an unnamed one an equal part of what is left."""
        wanted_ms = self.custom_ms.get(participant_id)
        if situation.left_ms is None:
            if wanted_ms is None:
                return {}
            return {participant_id: wanted_ms if returning_ms is None else min(wanted_ms, returning_ms)}
        wanted_ms = newcomers_part(situation) if wanted_ms is None else min(wanted_ms, situation.left_ms)
        return make_room(situation, participant_id, wanted_ms, returning_ms)

    def on_leave(self, situation: Situation, freed_ms: int) -> Allocated:
        """Divide the leaver's unused time equally."""
        return share_out(situation, freed_ms) if situation.left_ms is not None else {}
