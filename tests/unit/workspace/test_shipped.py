"""What comes with argentum loads, and the schema for editors is that of the code."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from argentum.errors import MissingPathError
from argentum.workspace.layers import policy_file_layer
from argentum.workspace.policy_loader import load_policy
from argentum.workspace.policy_schema import COMMITTED, policy_schema
from argentum.workspace.shipped import preset_names, shipped_file

ROOT = Path(__file__).parents[3]


def test_the_three_presets_are_shipped() -> None:
    assert preset_names() == ("debate_snappy", "panel_civil", "roundtable")


@pytest.mark.parametrize("name", preset_names())
def test_a_shipped_preset_loads_and_names_itself(name: str) -> None:
    assert load_policy(preset=name).policy.preset == name


@pytest.mark.parametrize("file", sorted(path.name for path in shipped_file("configs", "policies").glob("*.yaml")))
def test_a_shipped_policy_file_loads(file: str) -> None:
    path = shipped_file("configs", "policies", file)

    resolved = load_policy(policy_file=path)

    settings = policy_file_layer(path).settings
    assert settings
    assert all(resolved.origins[".".join(key)].layer == "policy file" for key in settings)


def test_the_plan_as_printed_is_among_the_policy_files() -> None:
    assert shipped_file("configs", "policies", "plan_literal.yaml").is_file()


def test_the_committed_schema_is_current() -> None:
    assert shipped_file(*COMMITTED).read_text(encoding="utf-8") == policy_schema()


def test_the_schema_describes_units_and_ranges() -> None:
    schema = json.loads(policy_schema())

    target = schema["$defs"]["SegmentSeconds"]["properties"]["target"]

    assert (target["minimum"], target["maximum"], target["unit"]) == (0.5, 60, "s")
    assert schema["additionalProperties"] is False


def test_what_is_not_shipped_is_told() -> None:
    with pytest.raises(MissingPathError, match=r"presets/none\.yaml: not part of this installation"):
        shipped_file("presets", "none.yaml")


def test_a_wheel_carries_the_shipped_folders_where_they_are_looked_for() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]

    assert build["targets"]["wheel"]["force-include"] == {
        "configs": "argentum/_shipped/configs",
        "presets": "argentum/_shipped/presets",
    }
