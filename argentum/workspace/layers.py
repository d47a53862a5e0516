"""The layers that a policy is made of: where each is read from and what it sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from argentum.errors import ConfigurationError, Fault
from argentum.workspace.json_source import read_json
from argentum.workspace.knob_catalogue import knobs
from argentum.workspace.located_tree import KeyPath, LocatedTree
from argentum.workspace.manifest import CONVERSATION, manifest_faults
from argentum.workspace.manifest_aliases import own_name
from argentum.workspace.settings import Setting, SettingsReader
from argentum.workspace.shipped import shipped_file
from argentum.workspace.yaml_source import parse_yaml, plain_scalar, read_yaml

LayerName = Literal["flag", "policy file", "environment", "project manifest", "preset", "user config", "default"]

ENVIRONMENT_PREFIX = "ARGENTUM_POLICY__"
SHORT_VARIABLES: Mapping[str, KeyPath] = {"ARGENTUM_PRESET": ("preset",), "ARGENTUM_MODE": ("mode",)}
"""Variables with a name of their own; every other knob is `ARGENTUM_POLICY__SECTION__KEY`."""

FLAGS: Mapping[str, str] = {
    "mode": "--mode",
    "emotion.control": "--emotion-control",
    "interjections.max_per_segment": "--interjections",
    "cooldowns.interrupt_microturns": "--cooldown-interrupts",
    "evidence_priority.enabled": "--evidence-priority",
    "anti_hoarding.enabled": "--anti-hoarding",
    "tts.provider": "--tts-provider",
    "tts.voice": "--tts-voice",
    "tts.latency_mode": "--tts-latency",
    "tokens.supply": "--tick-seconds",
    "tokens.accrual": "--tick-seconds",
    "tokens.period_seconds": "--tick-seconds",
}
"""Knobs that have a flag of their own, so that a fault names what was typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """What one source sets, and what is wrong with it."""

    name: LayerName
    settings: Mapping[KeyPath, Setting]
    faults: tuple[Fault, ...] = ()

    @property
    def preset(self) -> Setting | None:
        """The choice of a preset; a policy file that says its own name only labels its values."""
        setting = self.settings.get(("preset",))
        if setting is None or (self.name == "policy file" and setting.value == Path(setting.source).stem):
            return None
        return setting


def flag_layer(flags: Mapping[str, object], *, preset: str | None) -> Layer:
    """Read dotted keys with values that the command line has already typed."""
    reader = SettingsReader(_bare_tree("command line"))
    for key, value in flags.items():
        reader.tree = _bare_tree(FLAGS.get(key, "command line"))
        reader.read(_nested(tuple(key.split(".")), value))
    if preset is not None:
        reader.tree = _bare_tree("--preset")
        reader.read({"preset": preset})
    return _finished("flag", reader)


def environment_layer(environment: Mapping[str, str]) -> Layer:
    """Read `ARGENTUM_POLICY__SEGMENT_SECONDS__TARGET=4` and the variables with short names."""
    reader = SettingsReader(_bare_tree("environment"))
    for variable in sorted(environment):
        path = SHORT_VARIABLES.get(variable)
        if path is None and variable.startswith(ENVIRONMENT_PREFIX):
            path = tuple(variable.removeprefix(ENVIRONMENT_PREFIX).lower().split("__"))
        if path is None:
            continue
        reader.tree = _bare_tree(variable)
        try:
            value = _typed(environment[variable], own_name(path), source=variable)
        except ConfigurationError as error:
            reader.faults.extend(error.faults)
        else:
            reader.read(_nested(path, value))
    return _finished("environment", reader)


def policy_file_layer(path: Path) -> Layer:
    """Read a file with keys of the policy, JSON by its suffix and YAML otherwise."""
    return _file_layer("policy file", path)


def user_config_layer(path: Path | None) -> Layer:
    """Read the user's own defaults; a file that is not there sets nothing."""
    if path is None or not path.exists():
        return Layer(name="user config", settings={})
    return _file_layer("user config", path)


def preset_layer(name: str) -> Layer:
    """Read a shipped preset."""
    file = f"{name}.yaml"
    layer = _file_layer("preset", shipped_file("presets", file), shown_as=f"presets/{file}")
    settings = {path: setting for path, setting in layer.settings.items() if path != ("preset",)}
    return Layer(name="preset", settings=settings, faults=layer.faults)


def manifest_layer(path: Path) -> Layer:
    """Read the `conversation` block of a project's manifest; the rest of the manifest is checked with it."""
    try:
        tree = read_json(path)
        content = tree.mapping()
    except ConfigurationError as error:
        return Layer(name="project manifest", settings={}, faults=error.faults)
    reader = SettingsReader(tree, prefix=(CONVERSATION,))
    reader.faults.extend(manifest_faults(tree))
    conversation = content.get(CONVERSATION)
    if isinstance(conversation, dict):
        reader.read(conversation)
    return _finished("project manifest", reader)


def _file_layer(name: LayerName, path: Path, *, shown_as: str | None = None) -> Layer:
    read = read_json if path.suffix == ".json" else read_yaml
    try:
        tree = read(path, shown_as=shown_as)
        content = tree.mapping()
    except ConfigurationError as error:
        return Layer(name=name, settings={}, faults=error.faults)
    reader = SettingsReader(tree)
    # Editors find the schema by this key.
    reader.read({key: value for key, value in content.items() if key != "$schema"})
    return _finished(name, reader)


def _finished(name: LayerName, reader: SettingsReader) -> Layer:
    return Layer(name=name, settings=reader.settings, faults=tuple(reader.faults))


def _bare_tree(source: str) -> LocatedTree:
    return LocatedTree(source=source, content=None, lines={})


def _nested(path: KeyPath, value: object) -> dict[str, object]:
    nested: object = value
    for key in reversed(path):
        nested = {key: nested}
    return nested if isinstance(nested, dict) else {}


def _typed(text: str, path: KeyPath, *, source: str) -> object:
    """Read a variable's text as the knob wants it: a voice called 42 stays text."""
    knob = knobs().get(path)
    if knob is not None:
        return text if str in knob.kinds and not knob.choices else plain_scalar(text)
    return parse_yaml(text, source=source).content
