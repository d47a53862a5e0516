"""The manifest of a project, `project.json`, with the keys of the earlier prototype and of the plan's section 11."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from argentum.errors import ConfigurationError, Fault
from argentum.workspace.json_source import read_json
from argentum.workspace.knob_catalogue import shown
from argentum.workspace.located_tree import LocatedTree

CONVERSATION = "conversation"

_TEXT = "text"
_NAMES = "a list of names"
_GROUP = "a group of keys"

KEYS: Mapping[str, str] = MappingProxyType(
    {
        "project_id": _TEXT,
        "display_name": _TEXT,
        "description": _TEXT,
        "created_at": _TEXT,
        "updated_at": _TEXT,
        "default_agents": _NAMES,
        "default_ministers": _NAMES,
        "default_advisors": _NAMES,
        CONVERSATION: _GROUP,
        "speech": _GROUP,
        "summary": _GROUP,
        "storage": _GROUP,
        "retrieval": _GROUP,
        "retention": _GROUP,
    }
)
"""Top-level key → what it holds. Older manifests carry the last five; they are accepted and without effect here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a project says about itself; the `conversation` block is read by the policy loader."""

    project_id: str
    display_name: str
    description: str
    created_at: str
    default_agents: tuple[str, ...]
    """Keys of agents that have a profile in this project."""


def read_manifest(path: Path) -> Manifest:
    """Read `project.json`.

    Raises `MissingPathError`, or `ConfigurationError` with every fault outside the `conversation` block.
    """
    tree = read_json(path)
    content = tree.mapping()
    faults = manifest_faults(tree)
    if faults:
        raise ConfigurationError(faults)
    agents = content.get("default_agents", [])
    return Manifest(
        project_id=str(content.get("project_id", path.parent.name)),
        display_name=str(content.get("display_name", path.parent.name)),
        description=str(content.get("description", "")),
        created_at=str(content.get("created_at", "")),
        default_agents=tuple(map(str, agents)) if isinstance(agents, list) else (),
    )


def manifest_faults(tree: LocatedTree) -> tuple[Fault, ...]:
    """Find unknown keys and wrong types at the top of a manifest."""
    faults: list[Fault] = []
    for key, value in tree.mapping().items():
        wanted = KEYS.get(key)
        if wanted is None:
            near = get_close_matches(key, KEYS, n=1)
            allowed = f"a key of the manifest: {', '.join(KEYS)}"
            faults.append(
                tree.fault((key,), found="an unknown key", allowed=allowed, nearest=near[0] if near else None)
            )
        elif not _fits(value, wanted):
            faults.append(tree.fault((key,), found=shown(value), allowed=wanted))
    return tuple(faults)


def _fits(value: object, wanted: str) -> bool:
    if wanted == _TEXT:
        return isinstance(value, str)
    if wanted == _GROUP:
        return isinstance(value, dict)
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
