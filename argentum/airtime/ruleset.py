"""A rule, the level and policy it is held with, and its figures: what a facilitator chooses, and the presets."""

from __future__ import annotations

import dataclasses
from typing import Annotated, Any, Literal, get_args

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from argentum.airtime.enforcement import POLICIES, AirtimePolicy, EnforcementLevel, PolicyName

RuleName = Literal["equal-share", "custom", "progressive-stack", "round-robin", "reaction-based", "advisory", "token"]
RULE_NAMES: tuple[RuleName, ...] = get_args(RuleName)
_Percent = Annotated[int, Meta(ge=0, le=100)]
_Length = Annotated[int, Meta(ge=0, le=604_800_000)]
"""Milliseconds, at most a week."""
_Tokens = Annotated[int, Meta(ge=0, le=10_000)]


class RulesetConfig(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Everything that decides how a meeting's time is divided and held."""

    rule: RuleName = "equal-share"
    enforcement: EnforcementLevel = EnforcementLevel.SOFT
    policy: PolicyName = "default"
    facilitator_override_enabled: bool = True
    warning_percents: tuple[_Percent, _Percent, _Percent] | None = None
    """Percent remaining at yellow, orange, red; the policy's own when not given."""
    custom_ms: dict[str, _Length] = {}
    base_ms: _Length | None = None
    """Base of progressive-stack and reaction-based; an equal part of the meeting when not given."""
    slot_ms: Annotated[int, Meta(ge=1000, le=86_400_000)] = 120_000
    reaction_weights_ms: dict[str, int] | None = None
    decay_percent: _Percent = 90
    initial_tokens: _Tokens = 10
    custom_tokens: dict[str, _Tokens] = {}

    @property
    def effective_enforcement(self) -> EnforcementLevel:
        """Give the level that applies: the advisory rule never does more than advise (hole 20)."""
        return EnforcementLevel.ADVISORY if self.rule == "advisory" else self.enforcement

    def effective_policy(self) -> AirtimePolicy:
        """Give the policy with this ruleset's own thresholds."""
        policy = POLICIES[self.policy]
        if self.warning_percents is None:
            return policy
        return dataclasses.replace(policy, warning_percents=self.warning_percents)

    def to_dict(self) -> dict[str, Any]:
        """Give the fields that differ from the defaults."""
        fields: dict[str, Any] = msgspec.to_builtins(self)
        return fields


EQUAL_SHARE_SOFT = RulesetConfig()
EQUAL_SHARE_HARD = replace(EQUAL_SHARE_SOFT, enforcement=EnforcementLevel.HARD)
PROGRESSIVE_STACK = RulesetConfig(rule="progressive-stack")
ADVISORY_ONLY = RulesetConfig(rule="advisory", enforcement=EnforcementLevel.ADVISORY)


def round_robin(slot_ms: int = 120_000) -> RulesetConfig:
    """Slots of the same length in turn, warned about softly."""
    return RulesetConfig(rule="round-robin", slot_ms=slot_ms)


PRESETS: dict[str, RulesetConfig] = {
    "equal-share-soft": EQUAL_SHARE_SOFT,
    "equal-share-hard": EQUAL_SHARE_HARD,
    "progressive-stack": PROGRESSIVE_STACK,
    "round-robin": round_robin(),
    "advisory-only": ADVISORY_ONLY,
}
"""The five presets of the ruleset library."""
