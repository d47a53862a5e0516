"""The settings of ayni from YAML: ε, units with their weights, kinds of participants, thresholds of alerts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from fractions import Fraction
from math import isfinite
from pathlib import Path
from types import MappingProxyType

from argentum.ayni.alerts.thresholds import IN_ORDER, RANGES, WHOLE, Thresholds
from argentum.ayni.amount import MICRO
from argentum.ayni.kinds import KINDS, Kind
from argentum.ayni.settings import AyniSettings
from argentum.ayni.units import PICO, UNIT_KINDS, Unit, UnitKind
from argentum.errors import ConfigurationError, Fault
from argentum.workspace.located_tree import KeyPath, LocatedTree
from argentum.workspace.yaml_source import read_yaml

_KEYS = ("epsilon", "default_unit", "minimum_sample", "kinds", "units", "alerts")
_UNIT_KEYS = ("weight", "scale", "meaning", "kind")
_LARGEST = 1_000_000
_ANY_KIND = ", ".join(KINDS)


def read_settings(path: Path, *, over: AyniSettings | None = None) -> AyniSettings:
    """Read a file; what it does not say is as in `over`, and its units stand beside those.

    Raises `ConfigurationError` with every wrong value, unknown key and weight that is none.
    """
    return _Reader(read_yaml(path)).settings(over if over is not None else AyniSettings())


class _Reader:
    """Reads one file and collects what is wrong with it."""

    def __init__(self, tree: LocatedTree) -> None:
        self.tree = tree
        self.faults: list[Fault] = []

    def settings(self, base: AyniSettings) -> AyniSettings:
        content = self.tree.mapping()
        self._refuse_unknown(content, (), _KEYS)
        epsilon = self._number(
            content, (), "epsilon", default=Fraction(base.epsilon_micro, MICRO), low=Fraction(1, MICRO)
        )
        units = dict(base.units)
        given = content.get("units", {})
        if isinstance(given, dict):
            for name in given:
                units[name] = self._unit(name, given[name], base.units.get(name))
        else:
            self._fault(
                ("units",), found=repr(given), allowed="names of units, each with weight, scale, meaning and kind"
            )
        default_unit = content.get("default_unit", base.default_unit)
        if default_unit not in units:
            self._fault(("default_unit",), found=repr(default_unit), allowed=", ".join(units))
        minimum_sample = content.get("minimum_sample", base.minimum_sample)
        if not isinstance(minimum_sample, int) or isinstance(minimum_sample, bool) or minimum_sample < 1:
            self._fault(("minimum_sample",), found=repr(minimum_sample), allowed="a whole number of at least 1")
            minimum_sample = base.minimum_sample
        kinds = self._kinds(content, base)
        alerts = self._alerts(content, base.alerts)
        if self.faults:
            raise ConfigurationError(tuple(self.faults))
        return AyniSettings(
            epsilon_micro=round(epsilon * MICRO),
            units=MappingProxyType(units),
            default_unit=str(default_unit),
            minimum_sample=minimum_sample,
            kinds=MappingProxyType(kinds),
            alerts=alerts,
        )

    def _alerts(self, content: dict[str, object], base: Thresholds) -> Thresholds:
        given = content.get("alerts", {})
        if not isinstance(given, dict):
            self._fault(("alerts",), found=repr(given), allowed="names of thresholds, each with a number")
            return base
        self._refuse_unknown(given, ("alerts",), tuple(RANGES))
        values: dict[str, float] = {}
        before = len(self.faults)
        for key in given:
            if key in RANGES:
                low, high = RANGES[key].low, RANGES[key].high
                values[key] = self._between(given, ("alerts",), key, low=low, high=high)
        found = replace(base, **values, changes=base.changes)
        if len(self.faults) == before:
            self._refuse_contradictions(found, values)
        return found

    def _refuse_contradictions(self, found: Thresholds, given: Mapping[str, float]) -> None:
        """Hold what is given to what the council is held to, against what else is in force."""
        for key in WHOLE:
            if key in given and given[key] != int(given[key]):
                self._fault(("alerts", key), found=f"{given[key]:g}", allowed="a whole number")
        for least, most in IN_ORDER:
            low, high = found.value(least), found.value(most)
            if low > high and least in given:
                self._fault(("alerts", least), found=f"{low:g}", allowed=f"at most {most}, which is {high:g}")
            elif low > high and most in given:
                self._fault(("alerts", most), found=f"{high:g}", allowed=f"at least {least}, which is {low:g}")

    def _between(self, group: dict[str, object], above: KeyPath, key: str, *, low: float, high: float) -> float:
        value = group[key]
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            self._fault((*above, key), found=repr(value), allowed=f"{low:g} to {high:g}")
            return low
        return float(value)

    def _kinds(self, content: dict[str, object], base: AyniSettings) -> dict[str, Kind]:
        kinds = dict(base.kinds)
        given = content.get("kinds", {})
        if not isinstance(given, dict):
            self._fault(("kinds",), found=repr(given), allowed=f"names of participants, each with {_ANY_KIND}")
            return kinds
        for name, kind in given.items():
            if kind in KINDS:
                kinds[str(name)] = kind
            else:
                self._fault(("kinds", str(name)), found=repr(kind), allowed=_ANY_KIND)
        return kinds

    def _unit(self, name: str, given: object, known: Unit | None) -> Unit:
        path = ("units", name)
        group = given if isinstance(given, dict) else {}
        if not isinstance(given, dict):
            self._fault(path, found=repr(given), allowed="weight, scale, meaning and kind")
        self._refuse_unknown(group, path, _UNIT_KEYS)
        weight = self._number(group, path, "weight", default=Fraction(1), low=Fraction(0))
        scale = self._number(group, path, "scale", default=Fraction(1), low=Fraction(1, MICRO))
        unit = Unit(
            name=name,
            weight=weight,
            scale=scale,
            meaning=str(group.get("meaning", "")),
            kind=self._unit_kind(group, path, known),
        )
        if not 0 < unit.rate_pico <= _LARGEST * PICO:
            self._fault(path, found=f"{float(weight / scale):g} a unit", allowed="weight / scale of 1e-12 to 1e6")
        return unit

    def _unit_kind(self, group: dict[str, object], path: KeyPath, known: Unit | None) -> UnitKind:
        """Read what a unit counts; a known one that is only weighed anew stays what it is."""
        kind = group.get("kind", "goods" if known is None else known.kind)
        if kind in UNIT_KINDS:
            return kind
        self._fault((*path, "kind"), found=repr(kind), allowed=" or ".join(UNIT_KINDS))
        return "goods"

    def _number(
        self, group: dict[str, object], above: KeyPath, key: str, *, default: Fraction, low: Fraction
    ) -> Fraction:
        value = group.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float | Fraction):
            self._fault((*above, key), found=repr(value), allowed="a number")
            return default
        if not isfinite(value) or not low <= Fraction(str(value)) <= _LARGEST:
            self._fault((*above, key), found=repr(value), allowed=f"{float(low):g} to {_LARGEST}")
            return default
        # Through the text, so that 0.8 is eight tenths and not the binary number next to it.
        return Fraction(str(value))

    def _refuse_unknown(self, group: dict[str, object], above: KeyPath, known: tuple[str, ...]) -> None:
        for key in group:
            if key not in known:
                near = get_close_matches(key, known, n=1)
                self._fault(
                    (*above, key), found="an unknown key", allowed=", ".join(known), nearest=near[0] if near else None
                )

    def _fault(self, path: KeyPath, *, found: str, allowed: str, nearest: str | None = None) -> None:
        self.faults.append(self.tree.fault(path, found=found, allowed=allowed, nearest=nearest))
