"""`argentum config` shows values with their origin, explains keys and prints the schema."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from subprocess import run

import pytest
from typer.testing import CliRunner

from argentum.cli import config_command
from argentum.errors import ConfigurationError, MissingPathError, UsageError
from argentum.workspace.policy_schema import policy_schema


def output(*arguments: str) -> str:
    result = CliRunner().invoke(config_command.app, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def row(text: str, key: str) -> str:
    (found,) = (line for line in text.splitlines() if line.split()[0] == key)
    return " ".join(found.split())


def test_show_gives_key_value_and_unit() -> None:
    text = output("show")

    assert row(text, "key") == "key value unit"
    assert row(text, "segment_seconds.target") == "segment_seconds.target 5.0 s"
    assert row(text, "quality.tiers.premium.audio.spatial") == "quality.tiers.premium.audio.spatial true"


def test_show_gives_the_line_that_a_value_comes_from(tmp_path: Path, argentum_home: Path) -> None:
    argentum_home.mkdir()
    (argentum_home / "config.yaml").write_text("\nsegment_seconds: {target: 4}\n", encoding="utf-8")
    policy = tmp_path / "mine.yaml"
    policy.write_text("tokens:\n  max_bank: 9\n", encoding="utf-8")

    text = output("show", "--origin", "--policy", str(policy))

    assert row(text, "tokens.max_bank") == f"tokens.max_bank 9 bid tokens policy file {policy}:2"
    assert row(text, "segment_seconds.target").endswith(f"s user config {argentum_home}/config.yaml:2")
    assert row(text, "mode") == "mode auction default"


def test_show_takes_preset_and_project(argentum_home: Path) -> None:
    manifest = argentum_home / "workspaces" / "city" / "project.json"
    manifest.parent.mkdir(parents=True)
    manifest.write_text('{"conversation": {"beats": 3}}', encoding="utf-8")

    document = json.loads(output("show", "--preset", "panel_civil", "-p", "city", "--json"))

    assert document["policy"]["preset"] == "panel_civil"
    assert document["origins"]["timing.beats"] == {"layer": "project manifest", "source": str(manifest), "line": 1}
    assert document["origins"]["mode"] == {"layer": "default", "source": None, "line": None}


def test_show_refuses_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="did you mean 'panel_civil'"):
        output("show", "--preset", "panel_civl")
    with pytest.raises(MissingPathError):
        output("show", "--policy", str(tmp_path / "none.yaml"))
    with pytest.raises(MissingPathError):
        output("show", "--project", "none")


def test_explain_says_everything_about_a_key() -> None:
    assert output("explain", "interrupt.crossfade_ms").splitlines() == [
        "interrupt.crossfade_ms",
        "  meaning   fade from the cut speaker to the kicker",
        "  section   interrupt: hard interrupts",
        "  unit      ms",
        "  allowed   a whole number from 0 to 2000 ms",
        "  default   200",
        "  variable  ARGENTUM_POLICY__INTERRUPT__CROSSFADE_MS",
        "  manifest  conversation.interrupt.crossfade_ms",
    ]


def test_explain_knows_the_names_of_the_plan() -> None:
    assert output("explain", "emotion_control").splitlines()[0] == "emotion.control"


def test_explain_lists_a_section_and_all_sections() -> None:
    assert output("explain", "cooldowns").splitlines()[0] == "cooldowns: rests between interrupts"
    assert "  cooldowns " in output("explain")


def test_explain_finds_the_name_that_was_meant() -> None:
    with pytest.raises(UsageError, match=r"no key called 'pricing\.kicker_fe'; did you mean 'pricing\.kicker_fee'\?"):
        output("explain", "pricing.kicker_fe")
    with pytest.raises(UsageError, match="`argentum config explain` lists the sections"):
        output("explain", "zzzz")


def test_schema_is_printed_as_it_is_committed() -> None:
    assert output("schema") == policy_schema()


@pytest.mark.parametrize("module", ["config_command", "project_command", "doctor_command"])
def test_the_command_imports_nothing_heavy_before_it_runs(module: str) -> None:
    heavy = {"pydantic", "yaml", "rich", "msgspec", "jinja2", "sqlite3", "platformdirs"}
    code = f"import sys, argentum.cli.{module}; print(sorted({heavy!r} & set(sys.modules)))"

    found = run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert found.strip() == "[]"
