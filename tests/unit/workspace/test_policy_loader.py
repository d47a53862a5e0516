"""Each source of the policy stands above the next, and every value knows where it comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from argentum.errors import ConfigurationError, MissingPathError
from argentum.policy import Policy
from argentum.workspace.policy_loader import Origin, ResolvedPolicy, leaves, load_policy
from argentum.workspace.shipped import preset_names

KEY = "tokens.max_bank"
PRESET = "panel_civil"
"""A preset that sets KEY to 6."""


class Sources:
    """Writes the files of one test; each sets the same knob to a value of its own."""

    def __init__(self, folder: Path) -> None:
        self.policy_file = folder / "flags.yaml"
        self.manifest = folder / "project.json"
        self.user_config = folder / "config.yaml"
        self.policy_file.write_text("# mine\ntokens:\n  max_bank: 20\n", encoding="utf-8")
        self.manifest.write_text('{"conversation": {\n  "tokens": {"max_bank": 40}}}', encoding="utf-8")
        self.user_config.write_text("tokens: {max_bank: 50}", encoding="utf-8")


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    return Sources(tmp_path)


def bank(resolved: ResolvedPolicy) -> tuple[int, Origin]:
    return resolved.policy.tokens.max_bank, resolved.origins[KEY]


VARIABLE = "ARGENTUM_POLICY__TOKENS__MAX_BANK"


def test_a_flag_stands_above_everything(sources: Sources) -> None:
    resolved = load_policy(
        flags={KEY: 10},
        policy_file=sources.policy_file,
        environment={VARIABLE: "30"},
        manifest=sources.manifest,
        preset=PRESET,
        user_config=sources.user_config,
    )

    assert bank(resolved) == (10, Origin(layer="flag", source="command line"))


def test_a_policy_file_stands_above_the_environment(sources: Sources) -> None:
    resolved = load_policy(
        policy_file=sources.policy_file,
        environment={VARIABLE: "30"},
        manifest=sources.manifest,
        preset=PRESET,
        user_config=sources.user_config,
    )

    assert bank(resolved) == (20, Origin(layer="policy file", source=str(sources.policy_file), line=3))


def test_the_environment_stands_above_the_manifest(sources: Sources) -> None:
    resolved = load_policy(
        environment={VARIABLE: "30"}, manifest=sources.manifest, preset=PRESET, user_config=sources.user_config
    )

    assert bank(resolved) == (30, Origin(layer="environment", source=VARIABLE))


def test_the_manifest_stands_above_the_preset(sources: Sources) -> None:
    resolved = load_policy(manifest=sources.manifest, preset=PRESET, user_config=sources.user_config)

    assert bank(resolved) == (40, Origin(layer="project manifest", source=str(sources.manifest), line=2))


def test_the_preset_stands_above_the_user_config(sources: Sources) -> None:
    resolved = load_policy(preset=PRESET, user_config=sources.user_config)

    value, origin = bank(resolved)
    assert value == 7
    assert (origin.layer, origin.source) == ("preset", f"presets/{PRESET}.yaml")
    assert origin.line is not None


def test_the_user_config_stands_above_the_defaults(sources: Sources) -> None:
    resolved = load_policy(user_config=sources.user_config)

    assert bank(resolved) == (50, Origin(layer="user config", source=str(sources.user_config), line=1))


def test_what_nobody_sets_is_a_default() -> None:
    resolved = load_policy()

    assert resolved.policy.timing.beats == 2
    assert resolved.origins["timing.beats"] == Origin(layer="default")


def test_a_preset_that_only_the_user_config_names_stands_beneath_its_other_values(sources: Sources) -> None:
    sources.user_config.write_text(f"preset: {PRESET}\ntokens: {{max_bank: 50}}", encoding="utf-8")

    resolved = load_policy(user_config=sources.user_config)

    assert resolved.policy.preset == PRESET
    assert resolved.policy.tokens.max_bank == 50
    assert resolved.policy.interrupt == load_policy(preset=PRESET).policy.interrupt


@pytest.mark.parametrize("block", [f'{{"preset": "{PRESET}"}}', f'{{"quality": {{"preset": "{PRESET}"}}}}'])
def test_a_manifest_may_name_the_preset_in_two_places(tmp_path: Path, block: str) -> None:
    manifest = tmp_path / "project.json"
    manifest.write_text(f'{{"conversation": {block}}}', encoding="utf-8")

    policy = load_policy(manifest=manifest).policy

    assert policy == load_policy(preset=PRESET).policy


def test_the_preset_is_chosen_by_the_highest_source_that_names_one(sources: Sources) -> None:
    sources.policy_file.write_text("preset: debate_snappy", encoding="utf-8")
    sources.manifest.write_text('{"conversation": {"preset": "roundtable"}}', encoding="utf-8")
    environment = {"ARGENTUM_PRESET": PRESET}

    chosen = [
        load_policy(preset="roundtable", policy_file=sources.policy_file, environment=environment).policy.preset,
        load_policy(policy_file=sources.policy_file, environment=environment, manifest=sources.manifest).policy.preset,
        load_policy(environment=environment, manifest=sources.manifest).policy.preset,
        load_policy(manifest=sources.manifest).policy.preset,
    ]

    assert chosen == ["roundtable", "debate_snappy", PRESET, "roundtable"]


def test_a_policy_file_may_carry_its_own_name(sources: Sources) -> None:
    sources.policy_file.write_text("preset: flags", encoding="utf-8")

    resolved = load_policy(policy_file=sources.policy_file, manifest=sources.manifest)

    assert resolved.policy.preset == "flags"
    assert resolved.policy.tokens.max_bank == 40


def test_every_leaf_has_an_origin() -> None:
    resolved = load_policy()

    assert list(resolved.origins) == [".".join(path) for path, _ in leaves(resolved.policy)]
    assert "quality.tiers.premium.audio.spatial" in resolved.origins


def test_without_any_source_the_default_preset_is_in_force() -> None:
    resolved = load_policy()

    assert resolved.policy == load_policy(preset=Policy().preset).policy
    assert resolved.policy.preset == Policy().preset


def test_variables_are_read_as_their_knob_wants_them() -> None:
    environment = {
        "ARGENTUM_MODE": "round-robin",
        "ARGENTUM_POLICY__SEGMENT_SECONDS__TARGET": "4",
        "ARGENTUM_POLICY__TTS__VOICE": "42",
        "ARGENTUM_POLICY__INTERRUPT__MODE": "off",
        "ARGENTUM_POLICY__INTERRUPT__KICKER_WORDS": "[6, 9]",
        "ARGENTUM_POLICY__FAIRNESS__TARGET_SHARE": "null",
        "ARGENTUM_POLICY__EMOTION_CONTROL": "llm",
        "ARGENTUM_HOME": "elsewhere",
    }

    policy = load_policy(environment=environment).policy

    assert policy.mode == "round-robin"
    assert policy.segment_seconds.target == 4
    assert policy.tts.voice == "42"
    assert policy.interrupt.mode == "off"
    assert (policy.interrupt.kicker_words_min, policy.interrupt.kicker_words_max) == (6, 9)
    assert policy.fairness.target_share is None
    assert policy.emotion.control == "llm"


def test_faults_of_all_sources_are_told_together(sources: Sources) -> None:
    sources.policy_file.write_text("tokens: {max_bank: 0}", encoding="utf-8")
    sources.manifest.write_text('{"conversaton": {},\n"conversation": {"mode": 1}}', encoding="utf-8")
    sources.user_config.write_text("a: [", encoding="utf-8")

    with pytest.raises(ConfigurationError) as caught:
        load_policy(
            flags={"emotion.control": "angry"},
            preset="panel_civl",
            policy_file=sources.policy_file,
            environment={"ARGENTUM_POLICY__TIMING__BEAT": "2", "ARGENTUM_POLICY__INTERRUPT__KICKER_WORDS": "[6"},
            manifest=sources.manifest,
            user_config=sources.user_config,
        )

    assert [(fault.source, fault.line, fault.key, fault.nearest) for fault in caught.value.faults] == [
        ("--emotion-control", None, "emotion.control", None),
        ("--preset", None, "preset", "panel_civil"),
        (str(sources.policy_file), 1, "tokens.max_bank", None),
        ("ARGENTUM_POLICY__INTERRUPT__KICKER_WORDS", 1, "", None),
        ("ARGENTUM_POLICY__TIMING__BEAT", None, "timing.beat", "beats"),
        (str(sources.manifest), 1, "conversaton", "conversation"),
        (str(sources.manifest), 2, "conversation.mode", None),
        (str(sources.user_config), 1, "", None),
    ]


def test_an_unknown_preset_is_told_with_the_known_ones(sources: Sources) -> None:
    sources.manifest.write_text('{"conversation": {"quality": {"preset": "panelcivil"}}}', encoding="utf-8")

    with pytest.raises(ConfigurationError) as caught:
        load_policy(manifest=sources.manifest)

    assert str(caught.value) == (
        f'{sources.manifest}:1: conversation.quality.preset: found "panelcivil", allowed: '
        f"{', '.join(preset_names()[:-1])} or {preset_names()[-1]}; did you mean 'panel_civil'?"
    )


def test_a_conflict_with_a_preset_points_to_the_line_above_it(sources: Sources) -> None:
    sources.policy_file.write_text("segment_seconds:\n  max: 3.5\n", encoding="utf-8")

    with pytest.raises(ConfigurationError) as caught:
        load_policy(preset=PRESET, policy_file=sources.policy_file)

    assert [(fault.source, fault.line) for fault in caught.value.faults] == [(str(sources.policy_file), 2)]


def test_a_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(MissingPathError):
        load_policy(policy_file=tmp_path / "none.yaml")
    with pytest.raises(MissingPathError):
        load_policy(manifest=tmp_path / "none.json")


def test_the_user_config_need_not_be_there(tmp_path: Path) -> None:
    assert load_policy(user_config=tmp_path / "none.yaml").policy == load_policy().policy


def test_an_origin_reads_as_layer_and_place() -> None:
    assert str(Origin(layer="preset", source="presets/a.yaml", line=4)) == "preset presets/a.yaml:4"
    assert str(Origin(layer="flag", source="--preset")) == "flag --preset"
    assert str(Origin(layer="default")) == "default"
