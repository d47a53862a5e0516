"""`ayni trend`, other forms of `pairs` and `explain`, and what is said where there is nothing."""

from __future__ import annotations

import csv
import io
import json
import unicodedata

import pytest
from typer.testing import CliRunner

from argentum.cli import mallku_application as mallku
from argentum.errors import UsageError


def output(*arguments: str) -> str:
    result = CliRunner().invoke(mallku.app, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def record(entry_id: str, giver: str, taker: str, amounts: tuple[str, str], at: str) -> None:
    told = ("--contribution", amounts[0], "--consumption", amounts[1], "--at", at)
    output("ayni", "record", "--id", entry_id, "--initiator", giver, "--responder", taker, *told)


@pytest.fixture
def fortnight() -> None:
    record("i-1", "ana", "ben", ("4", "3"), "2025-06-01T10:00Z")
    record("i-2", "ben", "ana", ("2", "2"), "2025-06-08T10:00Z")
    record("i-3", "ana", "ben", ("1", "1"), "2025-06-14T10:00Z")


@pytest.mark.usefixtures("fortnight")
def test_a_trend_is_told_as_table_json_and_csv() -> None:
    table = output("ayni", "trend", "--zone", "UTC").splitlines()
    document = json.loads(output("ayni", "trend", "--zone", "UTC", "--json"))
    found = rows(output("ayni", "trend", "--zone", "UTC", "--csv"))

    assert table[0].split() == ["participant", "given", "taken", "moved", "so", "far"]
    assert table[1].split()[:3] == ["ana", "5", "2"]
    assert table[-1] == "27 parts of 12 hours from 2025-06-01T00:00:00Z"
    assert document["part_ms"] == 43_200_000
    (ana, ben) = document["participants"]
    assert sum(ana["given"]) == 5
    assert ben["share_so_far"][-1] == 2 / 6
    assert [each["participant"] for each in found] == ["ana"] * 27 + ["ben"] * 27
    assert [float(each["given"]) for each in found[:27]] == ana["given"]
    assert found[0]["since"] == document["parts"][0]


@pytest.mark.usefixtures("fortnight")
def test_pairs_and_explanations_have_their_columns_in_csv() -> None:
    (first, second) = rows(output("ayni", "pairs", "--csv"))
    steps = rows(output("ayni", "explain", "ana", "--csv"))

    assert (first["giver"], first["taker"], first["given"], first["small_sample"]) == ("ana", "ben", "5.0", "true")
    assert second["given_back"] == "5.0"
    assert [each["id"] for each in steps] == ["i-1", "i-2", "i-3"]
    assert (steps[-1]["total_contribution"], steps[-1]["total_consumption"]) == ("5.0", "2.0")


@pytest.mark.parametrize("command", [("trend",), ("pairs",), ("explain", "ana")])
def test_two_forms_at_once_are_refused(command: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match="--json and --csv: choose one of the two"):
        output("ayni", *command, "--json", "--csv")


@pytest.mark.parametrize(
    "command", [("evaluate-ayni",), ("ayni", "trend"), ("ayni", "pairs"), ("ayni", "explain", "ana")]
)
def test_an_empty_ledger_is_told_with_what_to_do_first(command: tuple[str, ...]) -> None:
    said = output(*command).splitlines()

    assert said[0] == "no entries: the ledger is empty. Record a first one:"
    assert said[1].startswith("  argentum ayni record --id i-1 --initiator human_alice")
    assert said[-1] == "  argentum ayni demo"


@pytest.mark.usefixtures("fortnight")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--since", "2025-07"), "no entries in this period; "),
        (("--participant", "ben", "--since", "2025-07"), "no entries of ben in this period; "),
    ],
)
def test_a_question_without_an_answer_is_told_with_what_is_there(arguments: tuple[str, ...], said: str) -> None:
    told = output("evaluate-ayni", *arguments)

    assert told.startswith(f"{said}the ledger has some from 2025-06-01T10:00:00Z to 2025-06-14T10:00:00Z: ask for")


@pytest.mark.usefixtures("fortnight")
@pytest.mark.parametrize(
    ("name", "hint"),
    [("anna", "did you mean ana?"), ("xyz", "see: argentum evaluate-ayni"), ("b\u202een", "did you mean ben?")],
)
def test_a_name_that_is_nowhere_is_told_with_those_that_are_like_it(name: str, hint: str) -> None:
    clean = name.replace("\u202e", "")

    assert output("evaluate-ayni", "--participant", name) == f"{clean} is nowhere in the ledger; {hint}\n"


def test_a_name_is_explained_however_its_accents_are_typed() -> None:
    record("i-1", "René", "ben", ("4", "3"), "2025-06-01T10:00Z")

    told = output("ayni", "explain", unicodedata.normalize("NFD", "René"))

    assert "gave 4 point to ben" in told
    assert told.splitlines()[-1] == "René gave 4 and took 0: balance undefined: nothing was taken"
