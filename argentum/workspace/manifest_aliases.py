"""Names that the auction plan and older manifests give to knobs of the policy.

The plan's section 11 puts some knobs at the top of the `conversation` block; manifests of the earlier prototype nest
all of them one level deeper, under `conversation.auction`. Both are read, in every layer, by this one table.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from argentum.policy.floor import Auction
from argentum.workspace.located_tree import KeyPath

ALIASES: Mapping[KeyPath, KeyPath] = MappingProxyType(
    {
        ("beats",): ("timing", "beats"),
        ("emotion_control",): ("emotion", "control"),
        ("interjection_min_importance",): ("interjections", "min_importance"),
        ("quality", "preset"): ("preset",),
    }
)
"""Other name → the policy's own name."""

PAIRS: Mapping[KeyPath, tuple[KeyPath, KeyPath]] = MappingProxyType(
    {("interrupt", "kicker_words"): (("interrupt", "kicker_words_min"), ("interrupt", "kicker_words_max"))}
)
"""A list of two, smallest and largest → two knobs."""

PLAN_TIER_SWITCHES: frozenset[str] = frozenset({"audio.spatial"})
"""Names in the plan's quality tiers that stand for no knob of the policy: true or false."""


def own_name(path: KeyPath) -> KeyPath:
    """Give the policy's own path for a path as it was written; an unknown one comes back as it is."""
    if len(path) > 1 and path[0] == "auction" and path[1] not in Auction.model_fields:
        path = path[1:]
    return ALIASES.get(path, path)
