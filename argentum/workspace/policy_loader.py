"""One policy out of many sources, and for each value the source that it came from.

Precedence, highest first:

    flag              single flags of the command line
    policy file       --policy FILE: a bundle of flags
    environment       ARGENTUM_PRESET, ARGENTUM_MODE, ARGENTUM_POLICY__SECTION__KEY
    project manifest  the `conversation` block of project.json
    preset            presets/NAME.yaml
    user config       config.yaml in the user's configuration folder
    default           argentum.policy

A preset that only the user config names, or that nobody names, stands beneath the user config: somebody who writes a
preset and a value into one file wants the value. A policy file may carry its own name as `preset`; it then labels the
values that it lays over whatever preset was chosen.

Nothing is applied unless everything is right: all sources are read to their end, and all faults are told together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import get_args

from pydantic import ValidationError

from argentum.errors import ConfigurationError, Fault
from argentum.policy import Policy
from argentum.policy.combinations import Conflict, ConflictError
from argentum.workspace.knob_catalogue import TIERS, knobs, listed
from argentum.workspace.layers import (
    Layer,
    LayerName,
    environment_layer,
    flag_layer,
    manifest_layer,
    policy_file_layer,
    preset_layer,
    user_config_layer,
)
from argentum.workspace.located_tree import KeyPath
from argentum.workspace.settings import Setting
from argentum.workspace.shipped import preset_names

_RANK: Mapping[LayerName, int] = {name: rank for rank, name in enumerate(get_args(LayerName))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a value comes from."""

    layer: LayerName
    source: str = ""
    """File, variable or flag; empty for a default."""
    line: int | None = None

    def __str__(self) -> str:
        """Give layer and place, as `preset presets/roundtable.yaml:4`."""
        place = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{self.layer} {place}".rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedPolicy:
    """A policy and, for every leaf by its dotted name, where its value comes from."""

    policy: Policy
    origins: Mapping[str, Origin]


def load_policy(
    *,
    preset: str | None = None,
    policy_file: Path | None = None,
    manifest: Path | None = None,
    flags: Mapping[str, object] = MappingProxyType({}),
    environment: Mapping[str, str] = MappingProxyType({}),
    user_config: Path | None = None,
) -> ResolvedPolicy:
    """Resolve the policy from all its sources; the precedence stands at the head of this module.

    `flags` are dotted keys of the policy with typed values; a `user_config` that does not exist sets nothing.

    Raises `MissingPathError` for a policy file or manifest that is not there, and `ConfigurationError` with every wrong
    value, unknown key and impossible combination of all sources.
    """
    above = [flag_layer(flags, preset=preset)]
    if policy_file is not None:
        above.append(policy_file_layer(policy_file))
    above.append(environment_layer(environment))
    if manifest is not None:
        above.append(manifest_layer(manifest))
    user = user_config_layer(user_config)

    faults = [fault for layer in (*above, user) for fault in (*layer.faults, *_preset_faults(layer))]
    named = next((layer.preset for layer in above if layer.preset), None)
    fallback = Policy().preset
    choice = named or user.preset
    chosen = fallback if choice is None else str(choice.value)
    layers = [*above, user]
    if chosen in {fallback, *preset_names()}:
        layer = preset_layer(chosen)
        faults.extend(layer.faults)
        layers.insert(len(above) if named else len(above) + 1, layer)
    if faults:
        raise ConfigurationError(tuple(faults))
    return _merged(layers)


def leaves(policy: Policy) -> Iterator[tuple[KeyPath, object]]:
    """Give every value of a policy by its path, in the order of the model; then the tiers by the names inside them."""
    for path in knobs():
        value: object = policy
        for name in path:
            value = getattr(value, name)
        yield path, value
    for tier, limits in policy.quality.tiers.items():
        for key, limit in limits.items():
            yield (*TIERS, tier, key), limit


def _merged(layers: list[Layer]) -> ResolvedPolicy:
    """Lay the layers over the defaults; the first layer that sets a knob wins."""
    winners: dict[KeyPath, tuple[Layer, Setting]] = {}
    for layer in layers:
        for path, setting in layer.settings.items():
            winners.setdefault(path, (layer, setting))
    try:
        policy = Policy.model_validate(_nested({path: setting.value for path, (_, setting) in winners.items()}))
    except ValidationError as error:
        raise ConfigurationError(tuple(_combination_faults(error, winners))) from None
    default = Origin(layer="default")
    origins = {
        ".".join(path): (
            Origin(layer=winners[path][0].name, source=winners[path][1].source, line=winners[path][1].line)
            if path in winners
            else default
        )
        for path, _ in leaves(policy)
    }
    return ResolvedPolicy(policy=policy, origins=MappingProxyType(origins))


def _nested(values: Mapping[KeyPath, object]) -> dict[str, object]:
    """Build what the model takes; tiers begin with their defaults, so that one key can be set alone."""
    nested: dict[str, object] = {}
    tiers = any(path[: len(TIERS)] == TIERS for path in values)
    start: dict[KeyPath, object] = {path: value for path, value in leaves(Policy()) if tiers and path[:2] == TIERS}
    for path, value in (start | dict(values)).items():
        group = nested
        for key in path[:-1]:
            below = group.setdefault(key, {})
            group = below if isinstance(below, dict) else {}
        group[path[-1]] = value
    return nested


def _preset_faults(layer: Layer) -> Iterator[Fault]:
    setting = layer.preset
    names = preset_names()
    if setting is None or setting.value in names:
        return
    near = get_close_matches(str(setting.value), names, n=1)
    yield Fault(
        source=setting.source,
        key=".".join(setting.written),
        found=f'"{setting.value}"',
        allowed=listed(list(names)),
        line=setting.line,
        nearest=near[0] if near else None,
    )


def _combination_faults(error: ValidationError, winners: Mapping[KeyPath, tuple[Layer, Setting]]) -> Iterator[Fault]:
    for detail in error.errors():
        cause = detail.get("ctx", {}).get("error")
        if isinstance(cause, ConflictError):
            for conflict in cause.conflicts:
                yield _conflict_fault(conflict, winners)
        else:
            yield Fault(
                source="policy",
                key=".".join(map(str, detail["loc"])),
                found=str(detail["input"]),
                allowed=detail["msg"],
            )


def _conflict_fault(conflict: Conflict, winners: Mapping[KeyPath, tuple[Layer, Setting]]) -> Fault:
    """Point to the setting of the highest layer: who overrides a preset is told of the own line, not the preset's."""
    set_by = [winners[path] for path in (tuple(key.split(".")) for key in conflict.keys) if path in winners]
    if not set_by:
        return Fault(source="defaults", key=conflict.keys[0], found=conflict.found, allowed=conflict.allowed)
    _, setting = min(set_by, key=lambda pair: _RANK[pair[0].name])
    return Fault(
        source=setting.source,
        key=".".join(setting.written),
        found=conflict.found,
        allowed=conflict.allowed,
        line=setting.line,
    )
