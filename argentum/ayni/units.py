"""Units of what is given and taken, and the weights by which unlike units become comparable.

An amount counts as amount / scale × weight. Nothing is converted without a unit that says so by name, every entry keeps
the rate that it was counted with, and every report names the units that went into a sum.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from fractions import Fraction
from typing import Literal, get_args

from argentum.ayni.amount import MICRO
from argentum.errors import InteractionError

PICO = 1_000_000_000_000
"""A rate is kept in whole 10⁻¹²: an hour in seconds, at a sixtieth each, still comes to exactly 60 minutes."""


UnitKind = Literal["goods", "time"]
"""What is counted: somebody's time, of which nobody can take any while another does, or all else."""
UNIT_KINDS: tuple[UnitKind, ...] = get_args(UnitKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One unit of contribution or consumption."""

    name: str
    weight: Fraction
    """What one scaled unit counts."""
    scale: Fraction
    """How many of the unit make one scaled unit: 1000 tokens, 60 seconds."""
    meaning: str
    kind: UnitKind = "goods"
    rate_pico: int = field(init=False)
    """What one unit counts, in 10⁻¹²; reckoned once, because every interaction needs it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "rate_pico", round(self.weight / self.scale * PICO))


POINT = Unit(
    name="point", weight=Fraction(1), scale=Fraction(1), meaning="a plain number, counted as it is: the default"
)


def unit_named(name: str, units: Mapping[str, Unit]) -> Unit:
    """Find a unit. Raises `InteractionError` with the known ones for an unknown name."""
    unit = units.get(name)
    if unit is None:
        near = get_close_matches(name, list(units), n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise InteractionError(f"unit: found {name!r}, allowed: {', '.join(units)}{hint}")
    return unit


def time_units(units: Mapping[str, Unit]) -> frozenset[str]:
    """Name the units that count somebody's time."""
    return frozenset(name for name, unit in units.items() if unit.kind == "time")


def counted_micro(amount_micro: int, *, rate_pico: int, quality_micro: int = MICRO) -> int:
    """Weigh an amount: to the nearest millionth, and at least one millionth for anything that counts at all."""
    if rate_pico == PICO and quality_micro == MICRO:
        return amount_micro
    exact = amount_micro * rate_pico * quality_micro
    if exact == 0:
        return 0
    whole = PICO * MICRO
    return max(1, (exact + whole // 2) // whole)
