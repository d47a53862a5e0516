"""Manifests of the plan and of the earlier prototype are read key by key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from argentum.errors import ConfigurationError
from argentum.workspace.manifest import read_manifest
from argentum.workspace.policy_loader import load_policy


def tier(limit: int, baseline_ms: int, *, expressive: bool, top: int = 1, remarks: int = 1) -> dict[str, Any]:
    return {
        "concurrency.global_limit": limit,
        "lead_time.baseline_ms": baseline_ms,
        "interrupt.prebuffer_top": top,
        "interjections.max_per_segment": remarks,
        "tts.enhanced_expressivity": expressive,
    }


def plan_block() -> dict[str, Any]:
    """Give the `conversation` block with the keys and values of the plan's section 11."""
    return {
        "mode": "auction",
        "segment_seconds": {"min": 3, "target": 5, "max": 10},
        "beats": 2,
        "interjections": {"max_per_segment": 1, "cost": 2, "cooldown_segments": 2},
        "tokens": {"accrual": "per_segment", "period_seconds": 30, "max_bank": 8},
        "pricing": {"kicker_delta": 2, "kicker_fee": 1},
        "fairness": {"target_share": 0.33, "tax_rate": 0.15},
        "emotion_control": "llm",
        "anti_hoarding": {"decay": 0.1, "threshold": 6, "reserve_expiry_segments": 6},
        "cooldowns": {"interrupt_microturns": 2},
        "evidence_priority": {"enabled": True, "discount": 0.1, "agent_window_segments": 3},
        "reputation": {"discount_cap": 0.1, "decay": 0.02},
        "tts": {"provider": "elevenlabs", "voice": "default", "latency_mode": "low"},
        "interrupt": {
            "mode": "cutoff",
            "crossfade_ms": 200,
            "commit_guard_ms": 200,
            "prebuffer_top": 1,
            "kicker_words": [8, 12],
        },
        "lead_time": {
            "baseline_ms": 1000,
            "max_ms": 10000,
            "add_increase_ms": 250,
            "mult_decrease": 0.8,
            "miss_rate_threshold": 0.2,
            "window_segments": 20,
            "top_k_prebuffer_max": 2,
            "discard_budget_s_per_min": 4,
        },
        "concurrency": {
            "global_limit": 8,
            "per_agent_limit": 1,
            "timeouts_ms": {"segment": 1200, "interjection": 600, "bid": 500},
            "prefetch": {"segments_top_k": 1, "interjections": True, "bids": True},
        },
        "quality": {
            "mode": "auto",
            "preset": "debate_snappy",
            "budget_per_min": 0.0,
            "llm_calls_per_min": 60,
            "tiers": {
                "baseline": tier(6, 800, expressive=False),
                "enhanced": tier(8, 1200, expressive=True),
                "premium": tier(10, 1500, expressive=True, top=2, remarks=2) | {"audio.spatial": True},
            },
        },
    }


def written(folder: Path, manifest: dict[str, Any]) -> Path:
    file = folder / "project.json"
    file.write_text(json.dumps(manifest, indent=2), encoding="utf-8")
    return file


def test_the_block_of_the_plan_sets_what_it_says(tmp_path: Path) -> None:
    block = plan_block()
    block["tts"]["provider"] = "sim"

    resolved = load_policy(manifest=written(tmp_path, {"conversation": block}))

    policy = resolved.policy
    found = policy.model_dump(mode="json")
    for name in sorted(block.keys() - {"beats", "emotion_control", "interrupt", "quality", "concurrency"}):
        wanted = block[name]
        assert wanted if not isinstance(wanted, dict) else wanted.items() <= found[name].items(), name
    assert found["mode"] == "auction"
    assert policy.timing.beats == 2
    assert policy.emotion.control == "llm"
    assert policy.preset == "debate_snappy"
    assert policy.interrupt.commit_guard_ms == 200
    assert (policy.interrupt.kicker_words_min, policy.interrupt.kicker_words_max) == (8, 12)
    assert policy.concurrency.timeouts_ms.bid == 500
    assert found["concurrency"]["prefetch"] == block["concurrency"]["prefetch"]
    assert found["quality"] == {key: value for key, value in block["quality"].items() if key != "preset"}


def test_every_key_of_the_block_of_the_plan_is_the_origin_of_a_value(tmp_path: Path) -> None:
    block = plan_block()
    block["tts"]["provider"] = "sim"
    manifest = written(tmp_path, {"conversation": block})

    origins = load_policy(manifest=manifest).origins

    lines = {origin.line for origin in origins.values() if origin.layer == "project manifest"}
    text = manifest.read_text(encoding="utf-8").splitlines()
    values = {number for number, line in enumerate(text, start=1) if ": " in line and not line.endswith("{")}
    assert values - lines == set()


def test_a_voice_provider_that_this_version_lacks_is_the_only_fault_of_that_block(tmp_path: Path) -> None:
    manifest = written(tmp_path, {"conversation": plan_block()})

    with pytest.raises(ConfigurationError) as caught:
        load_policy(manifest=manifest)

    (fault,) = caught.value.faults
    assert (fault.key, fault.found, fault.allowed) == ("conversation.tts.provider", '"elevenlabs"', "sim")
    assert "elevenlabs" in manifest.read_text(encoding="utf-8").splitlines()[(fault.line or 0) - 1]


def test_the_guard_may_be_dynamic(tmp_path: Path) -> None:
    manifest = written(tmp_path, {"conversation": {"interrupt": {"commit_guard_ms": "dynamic"}}})

    assert load_policy(manifest=manifest).policy.interrupt.commit_guard_ms == "dynamic"


def test_the_older_nesting_means_the_same(tmp_path: Path) -> None:
    manifest = written(
        tmp_path,
        {
            "project_id": "city",
            "display_name": "City",
            "default_agents": ["ada"],
            "default_ministers": [],
            "conversation": {
                "auction": {
                    "emotion_control": "llm",
                    "interjection_min_importance": 0.5,
                    "tokens": {"max_bank": 7},
                    "interjections": {"cooldown_segments": 1},
                    "unit": "turn",
                }
            },
            "summary": {"mode": "heuristic", "command": None},
            "storage": {"base_path": "x", "vector_store": None, "archive_format": "zip"},
            "retrieval": {"enabled": True, "limit": 3, "min_score": 0.0, "prefetch": True},
            "retention": {"hot_context_turns": 12, "warm_window_days": 120, "archive_after_days": 365},
        },
    )

    resolved = load_policy(manifest=manifest)

    policy = resolved.policy
    assert policy.emotion.control == "llm"
    assert policy.interjections.min_importance == 0.5
    assert policy.tokens.max_bank == 7
    assert policy.interjections.cooldown_segments == 1
    assert policy.auction.unit == "turn"
    assert read_manifest(manifest).default_agents == ("ada",)


def test_one_knob_in_both_nestings_is_refused(tmp_path: Path) -> None:
    block = {"tokens": {"max_bank": 8}, "auction": {"tokens": {"max_bank": 7}}}

    with pytest.raises(
        ConfigurationError, match=r"the knob set twice \(also as conversation\.tokens\.max_bank on line"
    ):
        load_policy(manifest=written(tmp_path, {"conversation": block}))


def test_an_unknown_key_in_the_older_nesting_has_a_near_match(tmp_path: Path) -> None:
    manifest = written(tmp_path, {"conversation": {"auction": {"emotion_controll": "llm"}}})

    with pytest.raises(ConfigurationError) as caught:
        load_policy(manifest=manifest)

    assert [fault.nearest for fault in caught.value.faults] == ["emotion_control"]


def test_the_rest_of_a_manifest_is_checked_too(tmp_path: Path) -> None:
    manifest = written(tmp_path, {"display_name": 3, "defaultagents": [], "default_agents": "ada", "conversation": []})

    with pytest.raises(ConfigurationError) as caught:
        read_manifest(manifest)

    assert [(fault.line, fault.key, fault.found, fault.allowed.split(":")[0]) for fault in caught.value.faults] == [
        (2, "display_name", "3", "text"),
        (3, "defaultagents", "an unknown key", "a key of the manifest"),
        (4, "default_agents", '"ada"', "a list of names"),
        (5, "conversation", "a list", "a group of keys"),
    ]


def test_a_manifest_without_anything_is_named_after_its_folder(tmp_path: Path) -> None:
    manifest = read_manifest(written(tmp_path, {}))

    assert manifest.project_id == tmp_path.name
    assert manifest.default_agents == ()
