"""Who interjects into the present segment, with what, and at what price (plan 7)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from argentum.coordination.decisions import InterjectionDecision
from argentum.policy.floor import Interjections
from argentum.rng import Stream
from argentum.smoothing import clamp
from argentum.transcript.reason import Reason
from argentum.transcript.utterance import InterjectionType

NEVER = -1_000_000
LISTENER_IMPORTANCE = 0.3
"""What a remark of a listener without a reason of its own is worth."""
CHALLENGED_IMPORTANCE = 0.3
OPEN_POINT_IMPORTANCE = 0.15
MOOD_IMPORTANCE = 0.2
STATED_IMPORTANCE = 0.3
ROTATION = 0.75
"""Chance weight that is left to whoever interjected last; it recovers with each remark of another."""
UNSURE = 0.4
"""Confidence below which an agent would rather ask."""
ANGRY = 0.5
"""Frustration above which a listener without a side challenges."""
BY_CHANCE: tuple[InterjectionType, ...] = ("support", "clarify", "clarify", "challenge")


class Listeners(Struct, frozen=True, gc=False):
    """What the planner is given: everything by place at the table."""

    speaker: int
    segment_index: int
    able: list[int]
    """Places that may be asked: neither speaking nor about to cut in."""
    spendable: list[float]
    """Tokens that are not needed for a slot that was just won."""
    challenged: list[bool]
    """By the segment that is being said."""
    open_points: list[float]
    frustration: list[float]
    confidence: list[float]
    stated: list[bool]
    """Agents that said they want to interject."""
    sides: list[float]
    """Agreement with the speaker from -1 (opposed) to 1 (of one mind)."""


class InterjectionPlanner:
    """Draws whether somebody interjects, then who: by importance, in rotation, and only who can pay."""

    def __init__(self, policy: Interjections, ids: Sequence[str], stream: Stream) -> None:
        self._ids = tuple(ids)
        self._chance = policy.wanted_chance
        self._largest_count = policy.max_per_segment
        self._cooldown = policy.cooldown_segments
        self._cost = policy.cost
        self._support_cost = policy.support_cost
        self._least_importance = policy.min_importance
        self._acknowledge = policy.acknowledge_importance
        self._last = [NEVER] * len(self._ids)
        self._last_by: list[int] = []
        self._draw = stream

    def wanted(self, possible: int) -> int:
        """Draw how many interjections this segment calls for, at most `possible` and the policy's cap."""
        count = 0
        for _ in range(min(possible, self._largest_count)):
            if self._draw.random() < self._chance:
                count += 1
        return count

    def plan(self, count: int, heard: Listeners) -> tuple[InterjectionDecision, ...]:
        """Choose up to `count` agents."""
        chosen: list[InterjectionDecision] = []
        left = [
            place
            for place in heard.able
            if place != heard.speaker and heard.segment_index - self._last[place] > self._cooldown
        ]
        while left and len(chosen) < count:
            place, importance = self._pick(left, heard)
            if place < 0:
                break
            left.remove(place)
            tone = self._tone(place, heard)
            price = self._support_cost if tone == "support" else self._cost
            if price > heard.spendable[place]:
                continue
            chosen.append(self._decision(place, tone, importance, price, heard))
        return tuple(chosen)

    def committed(self, place: int, segment_index: int) -> None:
        """Note that an interjection was paid for: its cooldown and the rotation begin."""
        self._last[place] = segment_index
        self._last_by = [place, *(other for other in self._last_by if other != place)]

    def dropped(self, place: int) -> None:
        """Note that a remark could not be placed: it was this agent's turn all the same."""
        self._last_by = [place, *(other for other in self._last_by if other != place)]

    def worthless(self, importance: float) -> bool:
        """Tell whether a remark was below the wanted importance after all."""
        return importance < self._least_importance

    def _pick(self, places: Sequence[int], heard: Listeners) -> tuple[int, float]:
        """Draw one place, likelier the more important its remark and the longer ago its last one; -1 for nobody."""
        weights: list[float] = []
        importances: list[float] = []
        for place in places:
            importance = self._importance(place, heard)
            importances.append(importance)
            if importance < self._least_importance:
                weights.append(0.0)
                continue
            recent = self._last_by.index(place) if place in self._last_by else len(self._last_by)
            weights.append(importance * (1.0 - ROTATION / (1.0 + recent)))
        mark = self._draw.random() * sum(weights)
        for place, weight, importance in zip(places, weights, importances, strict=True):
            mark -= weight
            if weight and mark < 0.0:
                return place, importance
        return -1, 0.0

    def _importance(self, place: int, heard: Listeners) -> float:
        return clamp(
            LISTENER_IMPORTANCE
            + (CHALLENGED_IMPORTANCE if heard.challenged[place] else 0.0)
            + OPEN_POINT_IMPORTANCE * heard.open_points[place]
            + MOOD_IMPORTANCE * heard.frustration[place]
            + (STATED_IMPORTANCE if heard.stated[place] else 0.0),
            0.0,
            1.0,
        )

    def _tone(self, place: int, heard: Listeners) -> InterjectionType:
        """Choose the type by the side the agent is on, then by its mood, then by chance."""
        side = heard.sides[place]
        if heard.challenged[place] or side < -self._draw.random():
            return "challenge"
        if heard.confidence[place] < UNSURE:
            return "clarify"
        if side > self._draw.random():
            return "support"
        if heard.frustration[place] > ANGRY:
            return "challenge"
        return BY_CHANCE[int(self._draw.random() * len(BY_CHANCE))]

    def _decision(
        self, place: int, tone: InterjectionType, importance: float, price: int, heard: Listeners
    ) -> InterjectionDecision:
        values = {
            "importance": importance,
            "open_points": heard.open_points[place],
            "challenged": float(heard.challenged[place]),
            "side": heard.sides[place],
        }
        return InterjectionDecision(
            agent_id=self._ids[place],
            interjection_type=tone,
            importance=importance,
            price=price,
            beat=1,
            acknowledge=importance >= self._acknowledge or tone == "clarify",
            reasons=(Reason("interjects", values),),
        )
