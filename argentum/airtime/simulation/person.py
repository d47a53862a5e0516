"""One simulated person in a meeting, and what chance decides about them."""

from __future__ import annotations

from typing import Literal

from argentum.airtime.simulation.behaviours import Behaviour
from argentum.rng import Stream

_SHORTEST_MS = 800
_LONGEST_MS = 240_000


class Person:
    """A participant with a behaviour and a stream of chance, so that one person's draws do not move another's."""

    __slots__ = ("ally", "behaviour", "chance", "name", "nudged", "rejoins", "silenced")

    def __init__(self, name: str, behaviour: Behaviour, chance: Stream) -> None:
        """Take a seat in the simulation."""
        self.name = name
        self.behaviour = behaviour
        self.chance = chance
        self.ally: Person | None = None
        self.silenced = False
        """Muted, as far as this person knows."""
        self.nudged: Literal["quiet", "talkative"] | None = None
        """What this person was told last."""
        self.rejoins = 0

    def turn_length_ms(self) -> int:
        """Draw the length of a turn."""
        drawn = self.behaviour.turn_ms * self.chance.lognormvariate(0.0, self.behaviour.spread)
        return round(min(_LONGEST_MS, max(_SHORTEST_MS, drawn)))

    def happens(self, probability: float) -> bool:
        """Draw whether something of this probability happens."""
        return self.chance.random() < probability
