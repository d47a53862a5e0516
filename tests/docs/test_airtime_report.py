"""The page on the airtime report tells the truth: its commands run, and it names every key that there is."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from argentum.airtime.formats.recordings import READERS
from argentum.cli.application import app

PAGE = (Path(__file__).parents[2] / "docs" / "airtime-report.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)
    return str(found)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


@pytest.fixture
def readers_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "standup.rttm").write_text(block("rttm"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_command_runs_and_writes_what_it_says(readers_folder: Path) -> None:
    for line in block("bash").splitlines():
        program, *arguments = shlex.split(line)
        assert program == "argentum"
        assert run(*arguments)

    assert (readers_folder / "standup.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert (readers_folder / "standup.TextGrid").exists()


def test_every_key_of_the_document_is_explained(readers_folder: Path) -> None:
    path = str(readers_folder / "standup.rttm")
    document = json.loads(run("airtime", "report", path, "--json"))
    several = json.loads(run("airtime", "report", path, path, "--json"))

    keys = {*document, *several, *document["participants"][0], *document["over_time"], *document["turn_taking"]}
    stems = {re.sub(r"_p\d+$", "", key) for key in keys | set(several["pooled"])} - {"meeting"}
    explained = set(re.findall(r"`([a-z0-9_]+)`", PAGE))
    assert stems - explained == set()


def test_every_format_is_listed() -> None:
    listed = {suffix.lower() for suffix in re.findall(r"^\| `(\.\w+)` \|", PAGE, flags=re.MULTILINE)}

    assert listed == set(READERS)
