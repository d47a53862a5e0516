"""`--ledger http://…` means the same books in every command of ayni."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.cli import mallku_application as mallku
from argentum.errors import EntryConflictError, KeyMissingError, MissingPathError, ProviderGoneError, UsageError
from tests.arango_double.server import PASSWORD, USER, ArangoDouble
from tests.command_line import argentum


@pytest.fixture
def double(monkeypatch: pytest.MonkeyPatch) -> Iterator[ArangoDouble]:
    made = ArangoDouble()
    monkeypatch.setenv("ARGENTUM_ARANGO_USER", USER)
    monkeypatch.setenv("ARGENTUM_ARANGO_PASSWORD", PASSWORD)
    yield made
    made.stop()


@pytest.fixture
def url(double: ArangoDouble) -> str:
    return f"{double.url}/village"


def output(*arguments: str) -> str:
    result = CliRunner().invoke(mallku.app, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def document(*arguments: str) -> Any:  # noqa: ANN401 - whatever a document holds
    return json.loads(output(*arguments))


def record(url: str, interaction_id: str, contribution: str = "3") -> str:
    who = ("--initiator", "ana", "--responder", "ben")
    amounts = ("--contribution", contribution, "--consumption", "2")
    return output("ayni", "record", "--id", interaction_id, *who, *amounts, "--ledger", url)


def test_every_command_takes_an_address(url: str, tmp_path: Path) -> None:
    assert record(url, "i-1").startswith("entry 1  i-1  balance 1.500")
    record(url, "i-2")
    assert output("ayni", "reverse", "i-2", "--reason", "typo", "--ledger", url).startswith("entry 3  ")

    (ana, ben) = document("evaluate-ayni", "--ledger", url, "--json")["participants"]
    assert (ana["total_contribution"], ben["total_consumption"]) == (3, 2)
    assert [score["id"] for score in document("ayni", "ledger", "--ledger", url, "--json")["scores"]] == ["i-1"]
    assert len(document("ayni", "pairs", "--ledger", url, "--json")["pairs"]) == 1
    assert len(document("ayni", "explain", "ana", "--ledger", url, "--json")["steps"]) == 3
    assert output("ayni", "verify", "--ledger", url).startswith("right: ")
    assert output("ayni", "verify", "--since-checkpoint", "--ledger", url).startswith("right: ")
    output("ayni", "page", "--out", str(tmp_path / "page.html"), "--ledger", url)
    assert "ana" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_a_ledger_goes_from_a_file_to_a_server_and_back_the_same_to_the_byte(url: str, tmp_path: Path) -> None:
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    own = str(tmp_path / "own.sqlite3")
    record(own, "i-1")
    record(own, "i-2", "999999999999.999999")
    output("ayni", "export", "--out", str(first), "--ledger", own)

    assert "2 recorded" in output("ayni", "import", str(first), "--ledger", url)
    output("ayni", "export", "--out", str(second), "--ledger", url)
    output("ayni", "backup", str(tmp_path / "copy.sqlite3"), "--ledger", url)

    assert second.read_bytes() == first.read_bytes()
    with closing(SqliteLedger(tmp_path / "copy.sqlite3", must_exist=True)) as copy:
        assert copy.verify(now_ms=0).number == 2


def test_a_conflict_and_a_missing_ledger_are_told_as_of_a_file(url: str) -> None:
    with pytest.raises(MissingPathError, match="no such database; argentum ayni record makes it"):
        output("ayni", "ledger", "--ledger", url)
    record(url, "i-1")

    with pytest.raises(EntryConflictError, match="entry 1 has it already"):
        record(url, "i-1", "4")


def test_a_server_that_is_gone_ends_a_command_with_six_and_one_line(double: ArangoDouble, url: str) -> None:
    record(url, "i-1")
    double.stop()

    done = argentum("ayni", "verify", "--ledger", url)

    assert done.returncode == ProviderGoneError.exit_code == 6
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"argentum: {url}: ArangoDB does not answer (connection refused)")


def test_the_password_is_in_no_output_not_even_of_debug(double: ArangoDouble, url: str) -> None:
    wrong = {"ARGENTUM_ARANGO_PASSWORD": "sesame-in-the-street"}
    refused = argentum("ayni", "verify", "--ledger", url, "--debug", environment=wrong)
    double.stop()
    gone = argentum("ayni", "verify", "--ledger", url, "--debug", environment=wrong)

    assert "KeyMissingError" in refused.stderr
    assert "ProviderGoneError" in gone.stderr
    assert "sesame" not in refused.stdout + refused.stderr + gone.stdout + gone.stderr


def test_without_a_user_nothing_is_sent(double: ArangoDouble, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ARGENTUM_ARANGO_USER")

    with pytest.raises(KeyMissingError, match="ARGENTUM_ARANGO_USER: not set"):
        output("ayni", "ledger", "--ledger", url)

    assert double.requests == []


@pytest.mark.parametrize("address", ["mongodb://ana:sesame@localhost/village", "http://ana:sesame@localhost/village"])
def test_an_address_with_a_password_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(UsageError) as refused:
        output("ayni", "ledger", "--ledger", address)

    assert "sesame" not in str(refused.value)
