"""What a group decides about its scores: ε, the units and their weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from argentum.ayni.alerts.thresholds import Thresholds
from argentum.ayni.kinds import Kind
from argentum.ayni.units import POINT, Unit

SMALLEST_EPSILON_MICRO = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class AyniSettings:
    """Settings of a scorer; a ledger keeps the ε that it was made with."""

    epsilon_micro: int = SMALLEST_EPSILON_MICRO
    """ε in millionths: consumption below it counts as ε."""
    units: Mapping[str, Unit] = field(default_factory=lambda: MappingProxyType({POINT.name: POINT}))
    default_unit: str = POINT.name
    minimum_sample: int = 5
    """Interactions below which nobody is compared with others."""
    kinds: Mapping[str, Kind] = field(default_factory=lambda: MappingProxyType({}))
    """What participants are, by name, or by the beginning of names before a final `*`."""
    alerts: Thresholds = field(default_factory=Thresholds)
    """Where alerts begin, before the council changed anything."""
