"""Makes the rule that a ruleset names."""

from __future__ import annotations

from typing import assert_never

from argentum.airtime.rules.advisory import AdvisoryOnlyRule
from argentum.airtime.rules.custom import CustomAllocationRule
from argentum.airtime.rules.equal_share import EqualShareRule
from argentum.airtime.rules.progressive_stack import ProgressiveStackRule
from argentum.airtime.rules.reaction_based import REACTION_WEIGHTS_MS, ReactionBasedRule
from argentum.airtime.rules.round_robin import RoundRobinRule
from argentum.airtime.rules.rule import AllocationRule
from argentum.airtime.rules.token import TokenAllocationRule
from argentum.airtime.ruleset import RulesetConfig


def make_rule(config: RulesetConfig) -> AllocationRule:
    """Make the rule with the figures of its ruleset."""
    match config.rule:
        case "equal-share":
            return EqualShareRule()
        case "custom":
            return CustomAllocationRule(custom_ms=config.custom_ms)
        case "progressive-stack":
            return ProgressiveStackRule(base_ms=config.base_ms)
        case "round-robin":
            return RoundRobinRule(slot_ms=config.slot_ms)
        case "reaction-based":
            weights_ms = REACTION_WEIGHTS_MS if config.reaction_weights_ms is None else config.reaction_weights_ms
            return ReactionBasedRule(base_ms=config.base_ms, weights_ms=weights_ms, decay_percent=config.decay_percent)
        case "advisory":
            return AdvisoryOnlyRule()
        case "token":
            return TokenAllocationRule()
        case _:
            assert_never(config.rule)
