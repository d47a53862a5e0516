"""What differs from the preset whose name a policy carries."""

from __future__ import annotations

import pytest

from argentum.metrics.session_facts import ChangedKnob
from argentum.workspace.changed_knobs import base_preset, changed_knobs
from argentum.workspace.policy_loader import load_policy
from argentum.workspace.shipped import preset_names, shipped_file


@pytest.mark.parametrize("preset", preset_names())
def test_a_preset_by_itself_has_no_changes(preset: str) -> None:
    assert changed_knobs(load_policy(preset=preset).policy) == ()


def test_each_changed_key_stands_with_the_presets_value() -> None:
    policy = load_policy(preset="roundtable", flags={"mode": "auction", "pricing.kicker_delta": 3.0}).policy

    assert changed_knobs(policy) == (ChangedKnob(key="pricing.kicker_delta", value=3.0, preset_value=1.0),)


def test_a_policy_with_a_name_of_its_own_is_compared_with_the_usual_preset() -> None:
    policy = load_policy(policy_file=shipped_file("configs", "policies", "plan_literal.yaml")).policy

    assert (policy.preset, base_preset(policy)) == ("plan_literal", "debate_snappy")
    assert ChangedKnob(key="tokens.supply", value="minted", preset_value="closed") in changed_knobs(policy)
