"""A slow memory of how well each agent used the floor (plan 6.4)."""

from __future__ import annotations

from argentum.coordination.reciprocity import ReciprocityKeeper
from argentum.policy.behaviour import Reputation
from argentum.smoothing import clamp, ema


class ReputationKeeper:
    """Reputation in [-1, 1]: (1 − alpha)·reputation + alpha·event value, fading a little with each segment."""

    __slots__ = ("_alpha", "_discount_cap", "_keep", "_policy", "_reciprocity", "values")

    def __init__(self, policy: Reputation, *, agents: int, reciprocity: ReciprocityKeeper | None = None) -> None:
        """Begin with nobody known; `reciprocity` also counts for how an agent stands, where it is given."""
        self._policy = policy
        self._alpha = policy.alpha
        self._keep = 1.0 - policy.decay
        self._discount_cap = policy.discount_cap
        self._reciprocity = reciprocity
        self.values = [0.0] * agents
        """From events alone."""

    def event(self, place: int, value: float) -> None:
        """Let an event of this value (-1 to 1) act."""
        self.values[place] = clamp(ema(self.values[place], value, self._alpha), -1.0, 1.0)

    def uninterrupted(self, place: int, *, evidence: bool) -> None:
        """Count a segment that was heard to its end, the more when it quoted a good source."""
        self.event(place, self._policy.uninterrupted_value)
        if evidence:
            self.event(place, self._policy.strong_evidence_value)

    def interrupted(self, place: int, *, early: bool) -> None:
        """Count being cut off; twice when the floor was lost at once."""
        value = self._policy.interrupted_value
        self.event(place, clamp(2.0 * value, -1.0, 1.0) if early else value)

    def spam(self, place: int) -> None:
        """Count an interjection that was not worth making."""
        self.event(place, self._policy.spam_value)

    def bump(self, place: int, amount: float) -> None:
        """Add to a reputation outright (audience)."""
        self.values[place] = clamp(self.values[place] + amount, -1.0, 1.0)

    def settle(self) -> None:
        """Let a segment pass."""
        keep = self._keep
        self.values = [value * keep for value in self.values]

    @property
    def standing(self) -> list[float]:
        """Reputation as it counts, by place: the values, moved by give and take if the policy asks for it."""
        reciprocity = self._reciprocity
        if reciprocity is None:
            return self.values
        return [clamp(value + reciprocity.weight(place), -1.0, 1.0) for place, value in enumerate(self.values)]

    def raises(self) -> list[float]:
        """Give the factor by which a good reputation raises each offer, from 1 to 1 + the cap."""
        cap = self._discount_cap
        return [1.0 + cap * value if value > 0.0 else 1.0 for value in self.standing]
