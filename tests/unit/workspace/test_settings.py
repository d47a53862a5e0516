"""Every fault of a policy file is told at once: where, what, what would be right, and which name was probably meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from argentum.errors import ConfigurationError
from argentum.workspace.policy_loader import load_policy


def refusal(folder: Path, text: str, name: str = "my.yaml") -> list[str]:
    """Give the lines that a policy file with this text is refused with, without the folder's name."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_policy(policy_file=file)
    return [line.removeprefix(f"{folder}/") for line in str(caught.value).splitlines()]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "segment_seconds: {target: 100}",
            "my.yaml:1: segment_seconds.target: found 100, allowed: a number from 0.5 to 60 s",
        ),
        (
            'segment_seconds: {target: "4"}',
            'my.yaml:1: segment_seconds.target: found "4", allowed: a number from 0.5 to 60 s',
        ),
        (
            "segment_seconds: {target: true}",
            "my.yaml:1: segment_seconds.target: found true, allowed: a number from 0.5 to 60 s",
        ),
        (
            "segment_seconds: {target: .nan}",
            "my.yaml:1: segment_seconds.target: found NaN, allowed: a number from 0.5 to 60 s",
        ),
        ("timing:\n  beats: 2.0", "my.yaml:2: timing.beats: found 2.0, allowed: a whole number from 1 to 3"),
        ("emotion: {journal_moods: yes}", 'my.yaml:1: emotion.journal_moods: found "yes", allowed: true or false'),
        ("audience: {enabled: 1}", "my.yaml:1: audience.enabled: found 1, allowed: true or false"),
        (
            "emotion:\n  control: hybird",
            "my.yaml:2: emotion.control: found \"hybird\", allowed: heuristic, llm or hybrid; did you mean 'hybrid'?",
        ),
        (
            "segment_seconds:\n  taget: 4",
            (
                "my.yaml:2: segment_seconds.taget: found an unknown key, allowed: a key of segment_seconds: "
                "min, target, max, adaptive; did you mean 'target'?"
            ),
        ),
        (
            "interupt: {}",
            (
                "my.yaml:1: interupt: found an unknown key, allowed: a key of the policy "
                "(see: argentum config explain); did you mean 'interrupt'?"
            ),
        ),
        (
            "kicker_fee: 2",
            (
                "my.yaml:1: kicker_fee: found an unknown key, allowed: a key of the policy "
                "(see: argentum config explain); did you mean 'pricing.kicker_fee'?"
            ),
        ),
        (
            "zzz: 2",
            "my.yaml:1: zzz: found an unknown key, allowed: a key of the policy (see: argentum config explain)",
        ),
        ("cooldowns: 3", "my.yaml:1: cooldowns: found 3, allowed: a group of keys: interrupt_microturns"),
        ("cooldowns:", "my.yaml:1: cooldowns: found null, allowed: a group of keys: interrupt_microturns"),
        (
            "timing: {beats: {a: 1}}",
            "my.yaml:1: timing.beats: found a group of keys, allowed: a whole number from 1 to 3",
        ),
        (
            "interrupt: {kicker_words: [8]}",
            (
                "my.yaml:1: interrupt.kicker_words: found [8], allowed: [smallest, largest], each a whole number "
                "from 1 to 40 words"
            ),
        ),
        (
            "beats: 2\ntiming: {beats: 3}",
            "my.yaml:2: timing.beats: found the knob set twice (also as beats on line 1), allowed: one of the two",
        ),
        (
            "tts: {provider: elevenlabs}",
            'my.yaml:1: tts.provider: found "elevenlabs", allowed: sim',
        ),
    ],
)
def test_a_wrong_value_or_key_is_told_in_one_line(tmp_path: Path, text: str, line: str) -> None:
    assert refusal(tmp_path, text) == [line]


@pytest.mark.parametrize(
    ("tiers", "line"),
    [
        ("3", "quality.tiers: found 3, allowed: a group of keys: baseline, enhanced, premium"),
        (
            "{basline: {}}",
            (
                "quality.tiers.basline: found an unknown tier, allowed: baseline, enhanced or premium; "
                "did you mean 'baseline'?"
            ),
        ),
        ("{premium: 1}", "quality.tiers.premium: found 1, allowed: a group of dotted keys of the policy"),
        (
            "{premium: {concurrency.global_limt: 3}}",
            (
                "quality.tiers.premium.concurrency.global_limt: found an unknown key, allowed: the dotted name of a "
                "knob that takes a number or true and false; did you mean 'concurrency.global_limit'?"
            ),
        ),
        (
            "{premium: {interrupt.mode: 3}}",
            (
                "quality.tiers.premium.interrupt.mode: found a knob that takes words, allowed: the dotted name of a "
                "knob that takes a number or true and false"
            ),
        ),
        (
            "{premium: {concurrency.global_limit: 300}}",
            "quality.tiers.premium.concurrency.global_limit: found 300, allowed: a whole number from 1 to 64",
        ),
        ("{premium: {audio.spatial: 1}}", "quality.tiers.premium.audio.spatial: found 1, allowed: true or false"),
    ],
)
def test_the_tiers_are_checked_against_the_knobs_that_they_name(tmp_path: Path, tiers: str, line: str) -> None:
    assert refusal(tmp_path, f"quality:\n  tiers: {tiers}") == [f"my.yaml:2: {line}"]


def test_one_key_of_a_tier_can_be_set_and_the_others_stay(tmp_path: Path) -> None:
    file = tmp_path / "my.yaml"
    file.write_text("quality: {tiers: {baseline: {concurrency.global_limit: 3}}}", encoding="utf-8")

    tiers = load_policy(policy_file=file).policy.quality.tiers

    assert tiers["baseline"]["concurrency.global_limit"] == 3
    assert tiers["baseline"]["lead_time.baseline_ms"] == 800
    assert tiers["premium"]["audio.spatial"] is True


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "segment_seconds: {target: 9}",
            "my.yaml:1: segment_seconds.target: found min 3, target 9, max 8 s, allowed: min <= target <= max",
        ),
        (
            "interrupt:\n  kicker_words: [12, 8]",
            (
                "my.yaml:2: interrupt.kicker_words: found kicker_words_min 12, kicker_words_max 8, allowed: "
                "kicker_words_min <= kicker_words_max"
            ),
        ),
        (
            "interrupt:\n  mode: cutoff\n  prebuffer_top: 0",
            (
                "my.yaml:3: interrupt.prebuffer_top: found prebuffer_top 0, mode cutoff, allowed: prebuffer_top of at "
                "least 1, or mode beat_only or off"
            ),
        ),
        (
            "lead_time: {max_ms: 10}",
            "my.yaml:1: lead_time.max_ms: found baseline_ms 1000, max_ms 10, allowed: baseline_ms <= max_ms",
        ),
        (
            "concurrency: {per_agent_limit: 8, global_limit: 4}",
            (
                "my.yaml:1: concurrency.per_agent_limit: found per_agent_limit 8, global_limit 4, allowed: "
                "per_agent_limit <= global_limit"
            ),
        ),
        (
            "timing: {turn_length: {shortest_s: 9, longest_s: 2}}",
            (
                "my.yaml:1: timing.turn_length.shortest_s: found shortest_s 9, longest_s 2, allowed: "
                "shortest_s <= longest_s"
            ),
        ),
        (
            "tokens: {supply: minted, start: 9}",
            "my.yaml:1: tokens.start: found start 9, max_bank 8, allowed: start <= max_bank",
        ),
        (
            "interrupt: {mode: yield, yield_depth_max_ms: 200}",
            (
                "my.yaml:1: interrupt.yield_depth_max_ms: found yield_depth_median_ms 850, yield_depth_max_ms 200, "
                "allowed: yield_depth_median_ms <= yield_depth_max_ms"
            ),
        ),
    ],
)
def test_an_impossible_combination_is_told_with_the_line_that_caused_it(tmp_path: Path, text: str, line: str) -> None:
    assert refusal(tmp_path, text) == [line]


def test_all_faults_of_a_file_are_told_together(tmp_path: Path) -> None:
    lines = refusal(tmp_path, "beats: 9\nmode: chess\n\nfairness:\n  target_share: 2\n  nothing: 1\n")

    assert [line.split(" found")[0] for line in lines] == [
        "my.yaml:1: beats:",
        "my.yaml:2: mode:",
        "my.yaml:5: fairness.target_share:",
        "my.yaml:6: fairness.nothing:",
    ]


def test_all_impossible_combinations_are_told_together(tmp_path: Path) -> None:
    lines = refusal(tmp_path, "segment_seconds: {target: 9}\nlead_time: {max_ms: 10}\n")

    assert [line.split(" found")[0] for line in lines] == [
        "my.yaml:1: segment_seconds.target:",
        "my.yaml:2: lead_time.max_ms:",
    ]


def test_a_json_file_is_told_with_lines_too(tmp_path: Path) -> None:
    lines = refusal(tmp_path, '{\n  "$schema": "policy.schema.json",\n  "tokens": {\n    "max_bank": 0}}', "my.json")

    assert lines == ["my.json:4: tokens.max_bank: found 0, allowed: a whole number from 1 to 1000 bid tokens"]
