"""Reaction-based: reactions of the others add and take time, recent ones more than old ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import ClassVar

from argentum.airtime.rules.common_base import base_on_join, base_on_leave
from argentum.airtime.rules.rule import Allocated, Situation, equal_parts, within_the_meeting

REACTION_WEIGHTS_MS: dict[str, int] = {
    "like": 30_000,
    "love": 45_000,
    "agree": 15_000,
    "go_on": 30_000,
    "interesting": 20_000,
    "sympathy": 10_000,
    "dislike": -15_000,
    "hate": -15_000,
    "boring": -15_000,
    "hurry_up": -10_000,
}
"""Time that one fresh reaction is worth. Like and dislike are the work order's examples. Disagreeing and laughing weigh
nothing: dissent must not cost a speaker time, and a joke must not buy it. Hate weighs no more than dislike, because it
cannot be signed."""


@dataclass(frozen=True, slots=True)
class ReactionBasedRule:
    """A base for all, changed by what others sent, each reaction fading by `decay_percent` a minute.

    The decay needs the time of each reaction, not a sum (hole 15). Against rings: only the strongest reaction of each
    sender to each receiver within `pair_window_ms` counts, and nobody gains or loses more than half a base (hole 14).
    """

    name: ClassVar[str] = "reaction-based"
    description: ClassVar[str] = "reactions of the others add and take time"

    base_ms: int | None = None
    weights_ms: Mapping[str, int] = field(default_factory=lambda: dict(REACTION_WEIGHTS_MS))
    decay_percent: int = 90
    """What is left of a reaction's worth after each minute."""
    pair_window_ms: int = 120_000
    most_percent: int = 50
    adjust_every_ms: int | None = 60_000

    def calculate(self, situation: Situation) -> Allocated:
        """Divide by what people were sent so far."""
        return within_the_meeting(situation, self.adjust_for_reactions(situation))

    def adjust_for_reactions(self, situation: Situation) -> Allocated:
        """Give base and worth of the reactions, before the meeting's end limits them; never less than nothing."""
        parts = equal_parts(situation)
        worth = self._worth_ms(situation)
        allocated: Allocated = {}
        for each in situation.standings:
            base_ms = self.base_ms if self.base_ms is not None else (parts or {}).get(each.participant_id)
            if base_ms is None:
                continue
            most_ms = base_ms * self.most_percent // 100
            change_ms = max(-most_ms, min(most_ms, worth.get(each.participant_id, 0)))
            allocated[each.participant_id] = max(0, base_ms + change_ms)
        return allocated

    def _worth_ms(self, situation: Situation) -> dict[str, int]:
        """Add up the faded worth by receiver, the strongest signed and unsigned one of each pair and window only."""
        strongest: dict[tuple[str, str, bool, int], int] = {}
        for each in situation.impressions:
            weight_ms = self.weights_ms.get(each.code, 0)
            if not weight_ms or each.sender_id == each.receiver_id:
                continue
            minutes = max(0, situation.now_ms - each.at_ms) // 60_000
            faded_ms = _faded(weight_ms, self.decay_percent, minutes)
            # Apart: else an unsigned one that does not count was sent by whom all have seen send a stronger one.
            pair = (each.sender_id, each.receiver_id, each.signed, each.at_ms // self.pair_window_ms)
            if abs(faded_ms) > abs(strongest.get(pair, 0)):
                strongest[pair] = faded_ms
        worth: dict[str, int] = {}
        for (_, receiver, _, _), faded_ms in strongest.items():
            worth[receiver] = worth.get(receiver, 0) + faded_ms
        return worth

    def on_join(self, situation: Situation, participant_id: str, returning_ms: int | None) -> Allocated:
        """Give the newcomer the base, or an equal part of what is left."""
        return base_on_join(situation, self.base_ms, participant_id, returning_ms)

    def on_leave(self, situation: Situation, freed_ms: int) -> Allocated:
        """Divide the leaver's unused time equally."""
        return base_on_leave(situation, freed_ms)


@cache
def _faded(weight_ms: int, decay_percent: int, minutes: int) -> int:
    """Fade a worth minute by minute in whole milliseconds, towards 0; integers, so that every machine agrees."""
    size_ms = abs(weight_ms)
    for _ in range(minutes):
        size_ms = size_ms * decay_percent // 100
        if not size_ms:
            break
    return size_ms if weight_ms > 0 else -size_ms
