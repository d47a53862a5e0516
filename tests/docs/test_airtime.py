"""The pages on airtime tell the truth: commands run, tables agree with the code, every decision has its test."""

from __future__ import annotations

import re
import shlex
import typing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from argentum.airtime.event_log import decode_log
from argentum.airtime.events import AnyEvent
from argentum.airtime.reactions.codes import KINDS
from argentum.airtime.rules.reaction_based import REACTION_WEIGHTS_MS
from argentum.airtime.ruleset import RULE_NAMES, RulesetConfig
from argentum.airtime.simulation.behaviours import BEHAVIOURS
from argentum.airtime.tokens.prices import REACTION_PRICES
from argentum.cli.application import app

_ROOT = Path(__file__).parents[2]
RULES = (_ROOT / "docs" / "airtime.md").read_text(encoding="utf-8")
EVENTS = (_ROOT / "docs" / "airtime-events.md").read_text(encoding="utf-8")


def _rows(page: str, first_heading: str) -> list[list[str]]:
    """Give the cells of the table that begins with this heading."""
    table = page[page.index(f"| {first_heading} |") :].split("\n\n", 1)[0]
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in table.splitlines()[2:]]


def test_every_command_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (commands,) = re.findall(r"```bash\n(.*?)```", RULES, flags=re.DOTALL)

    for line in commands.splitlines():
        program, *arguments = shlex.split(line)
        assert program == "argentum"
        assert CliRunner().invoke(app, arguments, catch_exceptions=False).exit_code == 0


def test_the_table_of_rules_has_every_rule() -> None:
    assert [row[0].strip("`") for row in _rows(RULES, "rule")] == list(RULE_NAMES)


def test_the_table_of_reactions_agrees_with_the_code() -> None:
    told = {row[0]: row[1:] for row in _rows(RULES, "reaction")}

    assert list(told) == list(KINDS)
    for code, (category, default, modes, pays, gets, weight) in told.items():
        kind, price = KINDS[code], REACTION_PRICES[code]
        assert (category, default) == (kind.category, kind.default.value)
        assert modes == ("all four" if len(kind.allowed) == 4 else ", ".join(kind.allowed))
        assert (int(pays), int(gets.replace("−", "-"))) == price
        assert int(weight.removesuffix(" s").replace("−", "-")) * 1000 == REACTION_WEIGHTS_MS.get(code, 0)


def test_every_behaviour_is_told() -> None:
    assert all(f"`{name}`" in RULES for name in BEHAVIOURS)


def test_every_decision_names_tests_that_exist() -> None:
    rows = _rows(RULES, "#")

    assert [int(row[0]) for row in rows] == list(range(1, 36))
    for row in rows:
        files = re.findall(r"`([\w/]+\.py)`", row[-1])
        assert files
        folders = [_ROOT if name.startswith("tests/") else _ROOT / "tests" / "unit" / "airtime" for name in files]
        assert all((folder / name).is_file() for folder, name in zip(folders, files, strict=True))


def test_the_example_of_a_log_is_one() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", EVENTS, flags=re.DOTALL)

    assert len(list(decode_log(example, source="docs"))) == 4


def test_every_kind_of_event_and_every_field_is_told() -> None:
    for kind in (*typing.get_args(AnyEvent), RulesetConfig):
        tag = kind.__struct_config__.tag
        fields = [field for field in kind.__struct_fields__ if field not in {"id", "at_ms", "seq", "by", "why"}]
        assert tag is None or f"`{tag}`" in EVENTS
        assert all(f"`{field}`" in EVENTS for field in fields)
