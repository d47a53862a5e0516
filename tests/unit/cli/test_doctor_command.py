"""`argentum doctor` ends with 0 when a simulated debate can run and with 3 when not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from argentum.cli.doctor_command import doctor


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer(rich_markup_mode=None)
    made.command()(doctor)
    return made


def test_a_sound_installation_is_told_line_by_line(app: typer.Typer) -> None:
    result = CliRunner().invoke(app, [], catch_exceptions=False)

    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert [line for line in lines if line in {"installed", "configured", "storage"}] == [
        "installed",
        "configured",
        "storage",
    ]
    assert lines[-1] == "a simulated debate can run"
    assert "→" not in result.stdout


def test_what_is_missing_has_a_remedy_and_ends_with_3(app: typer.Typer, argentum_home: Path) -> None:
    argentum_home.mkdir()
    (argentum_home / "config.yaml").write_text("beats: 9\n", encoding="utf-8")

    result = CliRunner().invoke(app, [], catch_exceptions=False)

    assert result.exit_code == 3
    assert "config.yaml:1: beats: found 9, allowed: a whole number from 1 to 3" in result.stdout
    assert "→ correct the value" in result.stdout


def test_json_is_one_document(app: typer.Typer) -> None:
    result = CliRunner().invoke(app, ["--json"], catch_exceptions=False)

    report = json.loads(result.stdout)
    assert report["can_simulate"] is True
    assert {finding["state"] for finding in report["findings"]} == {"ok"}
