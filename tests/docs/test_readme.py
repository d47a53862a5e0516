"""The README tells the truth: its commands run, its story is the tested one, its pictures and pages are there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


def _commands() -> list[str]:
    return [line for block in _blocks("bash") for line in block.splitlines() if line.strip()]


@pytest.fixture
def newcomers_folder(tmp_path: Path) -> Path:
    """A folder as the README has it: the briefs beside one, and the policy that one was told to save."""
    (tmp_path / "briefs").symlink_to(ROOT / "briefs")
    (policy,) = _blocks("yaml")
    (tmp_path / "eager.yaml").write_text(policy, encoding="utf-8")
    return tmp_path


def test_every_command_of_the_readme_runs(newcomers_folder: Path) -> None:
    environment = os.environ | {"NO_COLOR": "1"}
    main = "from argentum.cli import main; main()"

    for command in _commands():
        name, *arguments = shlex.split(command)
        assert name == "argentum", command
        finished = subprocess.run(
            [sys.executable, "-c", main, *arguments],
            cwd=newcomers_folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

        assert finished.returncode == 0, f"{command}\n{finished.stdout[-600:]}\n{finished.stderr[-600:]}"
        assert finished.stdout, command


def test_the_story_in_the_readme_is_the_one_that_is_tested() -> None:
    told = re.search(r"<!-- story -->\n```text\n(.*?)```\n<!-- /story -->", README, flags=re.DOTALL)
    scenario = (ROOT / "tests" / "scenario" / "test_a_micro_turn.py").read_text(encoding="utf-8")
    asserted = re.findall(r'^        "( *\d+\.\d s  .*)",$', scenario, flags=re.MULTILINE)

    assert told is not None
    assert told.group(1).splitlines() == asserted


def test_the_gain_of_who_always_bids_the_maximum_is_that_of_the_study() -> None:
    """Nobody types a kinder figure than the table has."""
    study = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    gains = {
        preset: [float(gain) for gain in cells.replace("−", "-").split("|")]
        for preset, cells in re.findall(
            r"^\| always_maximum +\| (\w+) +\|((?: *[+−][\d.]+ *\|){3} *[+−][\d.]+)", study, re.MULTILINE
        )
    }
    presets = {preset: found for preset, found in gains.items() if preset != "plan_literal"}
    *up_to_six, ten = presets.pop("roundtable")

    assert (
        f"at most {max(*up_to_six, ten)} % in `roundtable` ({max(up_to_six)} % with up to six agents), "
        f"{max(max(found) for found in presets.values())} % elsewhere"
    ) in README


def test_every_file_that_the_readme_links_to_exists() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)

    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_two_first_commands_are_targets_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (start,) = _blocks("sh")

    for line in start.splitlines():
        target = line.split()[1]
        assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE), line
