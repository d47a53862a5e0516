"""A village over some weeks: what happened, and what an alert or a piece of good news would be right to say."""

from __future__ import annotations

from dataclasses import dataclass

from argentum.ayni.finding_types import AlertType, PositiveType
from argentum.ayni.interaction import Interaction
from argentum.ayni.scenarios.habit import Habit, Role
from argentum.ayni.synthetic import Script


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody of the village."""

    name: str
    role: Role
    """In the end; who healed is what they have become."""
    habit: Habit
    earlier: Habit | None = None
    """Until `changed_at_ms`."""
    changed_at_ms: int = 0
    joined_at_ms: int = 0
    most_entries: int | None = None
    """A newcomer has dealt with others this often at most."""
    favourites: tuple[str, ...] = ()
    next_in_ring: str | None = None

    def habit_at(self, at_ms: int) -> Habit:
        """Give the habit of a moment."""
        return self.earlier if self.earlier is not None and at_ms < self.changed_at_ms else self.habit


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """An alert that is right."""

    type: AlertType
    participants: tuple[str, ...]
    """In alphabetical order; several only in a ring."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PositiveTruth:
    """Good news that is right."""

    type: PositiveType
    participant: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One village; the same kind and seed give the same one."""

    kind: Script
    seed: int
    members: tuple[Member, ...]
    interactions: tuple[Interaction, ...]
    """In the order in which they happened."""
    reversed_ids: tuple[str, ...]
    """Interactions that were entered by mistake and taken back."""
    began_at_ms: int
    ended_at_ms: int
    """When the alerts are asked for; exclusive."""
    truths: tuple[Truth, ...]
    """Every alert that is right at the end; any other is wrong."""
    positive: tuple[PositiveTruth, ...]
    """Who healed and who gave for the first time; other good news has no label."""
