"""The pins, the shipped briefs and the ways to run the project agree with each other."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import argentum

ROOT = Path(__file__).parents[2]
BRIEFS = sorted((ROOT / "briefs").glob("*.md"))
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
# Words that lean on the sentence before: a quotation that starts with one says nothing by itself.
LEANING = {"it", "its", "this", "that", "these", "those", "they", "their", "he", "she", "but", "and", "however", "also"}


def project() -> dict[str, Any]:
    """Return the `[project]` table."""
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins() -> list[str]:
    """Return the lines of constraints.txt that say something."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def halves(brief: Path) -> tuple[str, str]:
    """Return a brief's text without its title, and its list of sources."""
    text, _, sources = brief.read_text(encoding="utf-8").partition("\n## Sources\n")
    return text.split("\n", 1)[1], sources


def sentences(brief: Path) -> list[str]:
    paragraphs = halves(brief)[0].split("\n\n")
    return [sentence for paragraph in paragraphs for sentence in SENTENCE_END.split(paragraph.strip()) if sentence]


def test_every_constraint_is_an_exact_version_and_no_address() -> None:
    loose = [line for line in pins() if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+]+", line)]

    assert pins()
    assert loose == []


def test_every_dependency_is_pinned() -> None:
    wanted = [
        *project()["dependencies"],
        *(need for extra in project()["optional-dependencies"].values() for need in extra),
    ]
    names = {normalised(re.split(r"[\s<>=!~\[;]", need, maxsplit=1)[0]) for need in wanted}

    pinned = {normalised(line.partition("==")[0]) for line in pins()}

    assert sorted(names - pinned - {normalised(project()["name"])}) == []


def test_the_build_backend_is_pinned() -> None:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    requires = table["build-system"]["requires"]

    assert [need for need in requires if "==" not in need] == []


def test_the_package_says_the_version_that_it_is_shipped_as() -> None:
    assert argentum.__version__ == project()["version"]


def test_the_changelog_has_an_entry_for_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert f"## [{project()['version']}]" in changelog


def test_the_check_for_a_bare_machine_can_be_executed() -> None:
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_there_are_four_briefs() -> None:
    assert len(BRIEFS) == 4


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda brief: brief.stem)
def test_a_brief_names_the_publications_that_it_rests_on(brief: Path) -> None:
    sources = [line for line in halves(brief)[1].splitlines() if line.strip()]

    undated = [line for line in sources if not re.fullmatch(r"- .+, (19|20)\d\d", line)]

    assert len(sources) >= 5
    assert undated == []


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda brief: brief.stem)
def test_a_brief_is_short(brief: Path) -> None:
    assert 350 <= len(halves(brief)[0].split()) <= 500


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda brief: brief.stem)
def test_every_sentence_of_a_brief_can_be_said_in_one_breath(brief: Path) -> None:
    odd = [sentence for sentence in sentences(brief) if not 8 <= len(sentence.split()) <= 28]

    assert odd == []


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda brief: brief.stem)
def test_every_sentence_of_a_brief_can_be_quoted_alone(brief: Path) -> None:
    leaning = [sentence for sentence in sentences(brief) if sentence.split()[0].lower().strip(",") in LEANING]

    assert leaning == []


def test_no_sentence_stands_in_two_briefs() -> None:
    every = [sentence for brief in BRIEFS for sentence in sentences(brief)]

    assert len(every) == len(set(every))
