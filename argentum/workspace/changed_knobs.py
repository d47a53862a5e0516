"""Where a policy is not the preset whose name it carries.

A journal holds the whole policy and the name that it goes by, so what was changed is found by comparing, in whatever
way it was changed: by a flag, a file, the environment or the user's own configuration.
"""

from __future__ import annotations

from collections.abc import Iterator

from argentum.metrics.session_facts import ChangedKnob
from argentum.policy import Policy
from argentum.workspace.policy_loader import leaves, load_policy
from argentum.workspace.shipped import preset_names

_SAID_BESIDE = frozenset({("preset",), ("mode",)})


def base_preset(policy: Policy) -> str:
    """Name the shipped preset to compare with: the policy's own, or the usual one where its name is only a label."""
    return policy.preset if policy.preset in preset_names() else Policy().preset


def changed_knobs(policy: Policy) -> tuple[ChangedKnob, ...]:
    """List what differs from the base preset, in the order of the model; name and mode are said elsewhere."""
    return tuple(_changes(policy, load_policy(preset=base_preset(policy)).policy))


def _changes(policy: Policy, base: Policy) -> Iterator[ChangedKnob]:
    usual = dict(leaves(base))
    for path, value in leaves(policy):
        if path not in _SAID_BESIDE and value != usual.get(path):
            yield ChangedKnob(key=".".join(path), value=_plain(value), preset_value=_plain(usual.get(path)))


def _plain(value: object) -> str | float | bool | None:
    """Give a value as JSON has it; a list is told as text."""
    return value if value is None or isinstance(value, (str, float, int, bool)) else str(value)
