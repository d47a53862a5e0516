"""Every knob of the policy as a row: what it means, what it may be, what it is by default.

Read from the typed model, so that messages, tables and explanations can never disagree with what is enforced.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from argentum.policy import Policy
from argentum.policy.knob import Section
from argentum.workspace.located_tree import KeyPath

TIERS: KeyPath = ("quality", "tiers")
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Knob:
    """One value of the policy that can be set."""

    path: KeyPath
    default: object
    meaning: str
    unit: str
    kinds: tuple[type, ...]
    """Types that are accepted, of bool, int, float, str and NoneType."""
    low: float | None
    high: float | None
    choices: tuple[str, ...]
    """Words that are accepted; empty for free text and for numbers."""

    @property
    def key(self) -> str:
        """The dotted name, as flags and messages use it."""
        return ".".join(self.path)

    def accepts(self, value: object) -> bool:
        """Tell whether a value may stand here; a truth value is no number, a digit in quotes is none either."""
        if isinstance(value, str):
            return value in self.choices if self.choices else str in self.kinds
        if value is None:
            return NoneType in self.kinds
        if isinstance(value, bool):
            return bool in self.kinds
        if isinstance(value, int):
            return (int in self.kinds or float in self.kinds) and self._in_range(value)
        if isinstance(value, float):
            return float in self.kinds and math.isfinite(value) and self._in_range(value)
        return False

    def allowed(self) -> str:
        """Say in words what may stand here, with unit and range."""
        words = list(self.choices)
        if bool in self.kinds:
            words.append("true or false")
        if float in self.kinds or int in self.kinds:
            words.append(("a number" if float in self.kinds else "a whole number") + self._range_in_words())
        if str in self.kinds and not self.choices:
            words.append("text")
        if NoneType in self.kinds:
            words.append("null")
        return listed(words)

    def _in_range(self, value: float) -> bool:
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def _range_in_words(self) -> str:
        unit = f" {self.unit}" if self.unit else ""
        if self.low is not None and self.high is not None:
            return f" from {self.low:.12g} to {self.high:.12g}{unit}"
        return f" ({self.unit})" if self.unit else ""


def listed(words: list[str]) -> str:
    """Join alternatives: `a, b or c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def shown(value: object) -> str:
    """Show a value as it would be written in a file, shortened; text always in quotes."""
    if isinstance(value, dict):
        return "a group of keys"
    if isinstance(value, list):
        return "a list"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def knobs() -> Mapping[KeyPath, Knob]:
    """Give all knobs by path, in the order of the model; the tiers of `quality` are tables of their own."""
    return _catalogue()[0]


def sections() -> Mapping[KeyPath, str]:
    """Give the meaning of every group of knobs by path, in the order of the model."""
    return _catalogue()[1]


def keys_of(section: KeyPath) -> tuple[str, ...]:
    """Name what stands directly inside a section."""
    depth = len(section)
    inside = [path for path in (*knobs(), TIERS) if path[:depth] == section and len(path) > depth]
    return tuple(dict.fromkeys(path[depth] for path in inside))


@cache
def _catalogue() -> tuple[Mapping[KeyPath, Knob], Mapping[KeyPath, str]]:
    found: dict[KeyPath, Knob] = {}
    groups: dict[KeyPath, str] = {}
    _walk(Policy(), (), found, groups)
    return MappingProxyType(found), MappingProxyType(groups)


def _walk(default: Section, above: KeyPath, found: dict[KeyPath, Knob], groups: dict[KeyPath, str]) -> None:
    for name, field in type(default).model_fields.items():
        path = (*above, name)
        value = getattr(default, name)
        if isinstance(value, Section):
            groups[path] = field.description or ""
            _walk(value, path, found, groups)
        elif path == TIERS:
            groups[path] = field.description or ""
        else:
            found[path] = _knob(path, field, value)


def _knob(path: KeyPath, field: FieldInfo, default: object) -> Knob:
    kinds: list[type] = []
    choices: list[str] = []
    limits: list[object] = list(field.metadata)
    for part in _alternatives(field.annotation):
        if get_origin(part) is Literal:
            kinds.append(str)
            choices.extend(get_args(part))
        elif get_origin(part) is Annotated:
            kind, *extras = get_args(part)
            kinds.append(kind)
            limits.extend(limit for extra in extras if isinstance(extra, FieldInfo) for limit in extra.metadata)
        elif isinstance(part, type):
            kinds.append(part)
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    return Knob(
        path=path,
        default=default,
        meaning=field.description or "",
        unit=str(extra.get("unit", "")),
        kinds=tuple(kinds),
        low=_bound(limits, "ge"),
        high=_bound(limits, "le"),
        choices=tuple(choices),
    )


def _alternatives(annotation: object) -> tuple[object, ...]:
    if get_origin(annotation) in {Union, UnionType}:
        return get_args(annotation)
    return (annotation,)


def _bound(limits: list[object], name: str) -> float | None:
    found = [getattr(limit, name) for limit in limits if hasattr(limit, name)]
    return float(found[0]) if found else None
