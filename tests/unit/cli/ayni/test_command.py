"""`ayni` and `evaluate-ayni` as a user meets them."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from argentum.cli import mallku_application as mallku
from argentum.cli.application import app as argentum_app
from argentum.errors import (
    ArgentumError,
    ConfigurationError,
    EntryConflictError,
    InteractionError,
    MissingPathError,
    UsageError,
    VerificationError,
)

ALICE = ("--initiator", "human_alice", "--responder", "ai")


def output(*arguments: str) -> str:
    result = CliRunner().invoke(mallku.app, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def document(*arguments: str) -> Any:  # noqa: ANN401 - whatever a document holds
    return json.loads(output(*arguments))


def record(interaction_id: str, contribution: float, consumption: float, *more: str) -> str:
    amounts = ("--contribution", str(contribution), "--consumption", str(consumption))
    return output("ayni", "record", "--id", interaction_id, *ALICE, *amounts, *more)


def test_what_is_recorded_is_evaluated(argentum_home: Path) -> None:
    assert record("i-1", 3, 2, "--at", "today") == "entry 1  i-1  balance 1.500\n"
    record("i-2", 1, 1, "--at", "yesterday")

    found = document("evaluate-ayni", "--participant", "human_alice", "--since", "today", "--json")

    assert found["entries"] == 1
    assert found["participants"][0] | {"units": []} == {
        "participant": "human_alice",
        "total_contribution": 3.0,
        "total_consumption": 0.0,
        "overall_balance": None,
        "gift": True,
        "neutral": False,
        "share": 1.0,
        "signed": 1.0,
        "as_initiator": 1,
        "as_responder": 0,
        "units": [],
    }
    assert (argentum_home / "ayni" / "ledger.sqlite3").is_file()


def test_both_names_are_one_implementation() -> None:
    record("i-1", 3, 2)

    ours = CliRunner().invoke(argentum_app, ["evaluate-ayni", "--json"], catch_exceptions=False)

    assert ours.stdout == output("evaluate-ayni", "--json")
    assert "evaluate-ayni" in output("--help")


def test_before_anything_is_recorded_a_report_is_empty_and_makes_no_file(argentum_home: Path) -> None:
    assert output("evaluate-ayni").startswith(
        "no entries: the ledger is empty. Record a first one:\n  argentum ayni record"
    )
    assert document("evaluate-ayni", "--json")["participants"] == []
    assert output("ayni", "verify").startswith("right: ")
    assert not argentum_home.exists()


def test_the_same_again_is_the_same_and_other_data_a_conflict() -> None:
    assert record("i-1", 3, 2) == record("i-1", 3, 2)
    with pytest.raises(EntryConflictError, match=r"consumption 2.0, not 5.0"):
        record("i-1", 3, 5)


@pytest.mark.parametrize(
    ("contribution", "consumption"), [("nan", "1"), ("-1", "1"), ("1", "inf"), ("1_000", "1"), ("x", "1")]
)
def test_bad_amounts_are_refused_and_nothing_is_recorded(contribution: str, consumption: str) -> None:
    with pytest.raises(InteractionError, match="allowed: a finite number of at least 0"):
        output("ayni", "record", "--id", "i", *ALICE, "--contribution", contribution, "--consumption", consumption)

    assert document("ayni", "ledger", "--json") == {"scores": []}


def test_today_begins_at_midnight_of_the_zone_that_is_asked_for() -> None:
    record("late", 1, 1, "--at", "2025-06-14T22:30Z")

    def entries(zone: str) -> int:
        period = ("--since", "2025-06-15", "--until", "2025-06-16")
        return int(document("evaluate-ayni", *period, "--zone", zone, "--json")["entries"])

    assert (entries("Europe/Berlin"), entries("UTC"), entries("America/New_York")) == (1, 0, 0)


def test_a_day_with_a_change_of_clocks_is_as_long_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    for hour in range(21, 24):
        record(f"before-{hour}", 1, 1, "--at", f"2025-03-29T{hour}:30Z")
    for hour in range(24):
        record(f"on-{hour}", 1, 1, "--at", f"2025-03-30T{hour:02}:30Z")

    found = document("evaluate-ayni", "--since", "2025-03-30", "--until", "2025-03-31", "--json")

    assert (found["entries"], found["since"], found["until"]) == (23, "2025-03-29T23:00:00Z", "2025-03-30T22:00:00Z")
    assert found["zone"] == "Europe/Berlin"


def test_unlike_units_are_told_and_refused_when_strict() -> None:
    record("i-1", 3, 2)
    record("i-2", 2500, 2, "--contribution-unit", "token", "--consumption-unit", "minute")

    assert "unlike units are joined by their weights: 1 minute = 1, 1 point = 1, 1 token = 0.0008" in output(
        "evaluate-ayni"
    )
    assert document("evaluate-ayni", "--json")["units"] == ["minute", "point", "token"]
    with pytest.raises(VerificationError, match=r"--strict: the sums join unlike units .*minute, point, token"):
        output("evaluate-ayni", "--strict")


def test_strict_refuses_a_participant_that_nobody_knows() -> None:
    record("i-1", 3, 2)

    assert document("evaluate-ayni", "--participant", "alice", "--json")["participants"] == []
    with pytest.raises(VerificationError, match="no entries were found"):
        output("evaluate-ayni", "--participant", "alice", "--strict")
    output("evaluate-ayni", "--participant", "human_alice", "--strict")


def test_decay_is_always_shown() -> None:
    record("i-1", 8, 2, "--at", "2025-06-01T00:00Z")
    question = ("evaluate-ayni", "--until", "2025-07-01T00:00Z", "--half-life", "30d")

    found = document(*question, "--json")

    assert found["decay"] == {"half_life_days": 30.0, "as_of": "2025-07-01T00:00:00Z"}
    assert found["participants"][1]["total_contribution"] == 4.0
    assert found["participants"][1]["undecayed"]["total_contribution"] == 8.0
    assert "decay: what is past counts half after 30 days, as of 2025-07-01T00:00:00Z" in output(*question)
    assert document("evaluate-ayni", "--json")["decay"] is None


def test_csv_has_a_line_of_names_and_empty_cells_for_what_is_undefined() -> None:
    record("i-1", 3, 2)

    rows = list(csv.DictReader(io.StringIO(output("evaluate-ayni", "--csv"))))

    assert [(row["participant"], row["overall_balance"], row["gift"]) for row in rows] == [
        ("ai", "0.0", "false"),
        ("human_alice", "", "true"),
    ]


def test_a_reversal_leaves_both_entries_in_the_books_and_neither_in_the_sums() -> None:
    record("i-1", 3, 2)

    said = output("ayni", "reverse", "i-1", "--reason", "typed wrongly")

    assert said == "entry 2  reversal:i-1, takes back i-1  balance 1.500\n"
    assert document("ayni", "ledger", "--json") == {"scores": []}
    assert [score["id"] for score in document("ayni", "ledger", "--all", "--json")["scores"]] == ["i-1", "reversal:i-1"]
    assert document("evaluate-ayni", "--json")["entries"] == 0


def test_an_explanation_ends_with_the_sums_of_the_report() -> None:
    record("i-1", 3, 2)
    output("ayni", "record", "--id", "i-2", "--initiator", "ai", "--responder", "human_alice",
           "--contribution", "5", "--consumption", "4")  # fmt: skip

    lines = output("ayni", "explain", "human_alice").splitlines()

    assert lines[-1] == "human_alice gave 3 and took 4: balance 0.750"
    assert "gave 3 point to ai (i-1)" in lines[1]
    assert "took 4 point from ai (i-2)" in lines[2]
    last = document("ayni", "explain", "human_alice", "--json")["steps"][-1]
    assert (last["total_contribution"], last["total_consumption"]) == (3.0, 4.0)


def test_the_ledger_lists_a_period_as_table_json_and_csv() -> None:
    record("i-1", 3, 2, "--at", "2025-06-01T10:00Z")
    record("i-2", 1, 0, "--at", "2025-06-02T10:00Z", "--note", "a gift, <b>really</b>")

    assert len(document("ayni", "ledger", "--since", "2025-06-02", "--zone", "UTC", "--json")["scores"]) == 1
    assert len(document("ayni", "ledger", "--limit", "1", "--json")["scores"]) == 1
    assert "<b>really</b>" in output("ayni", "ledger")
    rows = list(csv.DictReader(io.StringIO(output("ayni", "ledger", "--csv"))))
    assert [(row["id"], row["gift"], row["note"]) for row in rows] == [
        ("i-1", "false", ""),
        ("i-2", "true", "a gift, <b>really</b>"),
    ]


def test_verify_says_how_many_entries_are_right_and_names_the_entry_when_not(argentum_home: Path) -> None:
    for number in range(1, 6):
        record(f"i-{number}", 3, 2)
    assert output("ayni", "verify").startswith("right: 5 entries, checked from the first to the last")
    assert output("ayni", "verify", "--since-checkpoint").startswith(
        "right: 5 entries, checked since the last checkpoint"
    )

    ledger = argentum_home / "ayni" / "ledger.sqlite3"
    other = sqlite3.connect(ledger)
    other.executescript("DROP TRIGGER entry_is_not_removed; DELETE FROM entry WHERE number = 5")
    other.close()

    with pytest.raises(VerificationError, match="entry 5 is missing: the head tells of 5 entries"):
        output("ayni", "verify")


def test_a_file_is_imported_whole_and_only_once(tmp_path: Path) -> None:
    rows = [
        {"id": f"i-{n}", "initiator": "alice", "responder": "bob", "contribution": n, "consumption": 1}
        for n in range(5)
    ]
    good, bad = tmp_path / "good.jsonl", tmp_path / "bad.jsonl"
    good.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    bad.write_text("\n".join(json.dumps(row) for row in [{**rows[0], "id": "new"}, {**rows[1], "responder": "alice"}]),
                   encoding="utf-8")  # fmt: skip

    assert output("ayni", "import", str(good)) == f"{good}: 5 recorded, 0 there already\n"
    assert document("ayni", "import", str(good), "--json")["repeated"] == 5
    with pytest.raises(InteractionError, match=r"bad\.jsonl:2: responder: .*; nothing was recorded"):
        output("ayni", "import", str(bad))

    assert len(document("ayni", "ledger", "--json")["scores"]) == 5


def test_an_exported_ledger_comes_back_as_the_same_ledger(tmp_path: Path) -> None:
    record("i-1", 3, 2)
    output("ayni", "reverse", "i-1", "--reason", "x")
    record("i-2", 1, 0, "--note", "ünder")
    exported, copy = tmp_path / "export.jsonl", str(tmp_path / "copy.sqlite3")

    assert output("ayni", "export", "--out", str(exported)) == f"{exported}: 3 entries written\n"
    assert output("ayni", "import", str(exported), "--ledger", copy) == f"{exported}: 3 recorded, 0 there already\n"

    assert output("ayni", "export", "--ledger", copy) == exported.read_text(encoding="utf-8")
    assert output("ayni", "verify", "--ledger", copy).startswith("right: ")
    record("i-3", 1, 1)
    output("ayni", "export", "--out", str(tmp_path / "longer.jsonl"))
    assert "1 recorded, 3 there already" in output("ayni", "import", str(tmp_path / "longer.jsonl"), "--ledger", copy)


def test_an_export_that_was_changed_or_is_of_another_ledger_is_refused(tmp_path: Path) -> None:
    record("i-1", 3, 2)
    record("i-2", 3, 2)
    exported, copy = tmp_path / "export.jsonl", str(tmp_path / "copy.sqlite3")
    output("ayni", "export", "--out", str(exported))
    lines = exported.read_text(encoding="utf-8").splitlines()

    exported.write_text("\n".join([*lines[:2], lines[2].replace("human_alice", "mallory")]), encoding="utf-8")
    with pytest.raises(VerificationError, match="entry 2 is not as it was recorded; nothing was restored"):
        output("ayni", "import", str(exported), "--ledger", copy)
    exported.write_text("\n".join(lines[:2]), encoding="utf-8")
    with pytest.raises(VerificationError, match="it ends with entry 1, its first line tells of 2"):
        output("ayni", "import", str(exported), "--ledger", copy)
    assert document("ayni", "ledger", "--ledger", copy, "--json") == {"scores": []}

    exported.write_text("\n".join(lines), encoding="utf-8")
    output("ayni", "record", "--id", "own", *ALICE, "--contribution", "1", "--consumption", "1", "--ledger", copy)
    with pytest.raises(EntryConflictError, match="holds another ledger"):
        output("ayni", "import", str(exported), "--ledger", copy)


def test_a_backup_takes_the_council_s_book_along(tmp_path: Path) -> None:
    record("i-1", 3, 2)
    decision = ("care_deficit_ratio", "0.4", "--by", "us", "--why", "autumn")
    output("ayni", "thresholds", "set", *decision)
    copy = tmp_path / "backup.sqlite3"

    said = output("ayni", "backup", str(copy))

    book = tmp_path / "backup.council.jsonl"
    assert said == f"{copy}: written\n{book}: written, the council's book\n"
    assert book.stat().st_mode & 0o077 == 0
    assert "autumn" in output("ayni", "thresholds", "history", "--ledger", str(copy))
    output("ayni", "verify", "--ledger", str(copy))
    copy.unlink()
    with pytest.raises(UsageError, match="is there already, of another ledger"):
        output("ayni", "backup", str(copy))
    assert not copy.exists()


def test_a_backup_is_a_ledger_and_never_written_over(tmp_path: Path) -> None:
    record("i-1", 3, 2)
    copy = tmp_path / "backup.sqlite3"

    assert output("ayni", "backup", str(copy)) == f"{copy}: written\n"

    assert output("ayni", "export", "--ledger", str(copy)) == output("ayni", "export")
    with pytest.raises(UsageError, match="is there already"):
        output("ayni", "backup", str(copy))


@pytest.mark.parametrize(
    ("arguments", "error", "said"),
    [
        (["evaluate-ayni", "--since", "tody"], UsageError, "since: found 'tody', allowed: now, today"),
        (["evaluate-ayni", "--zone", "Mars"], UsageError, "--zone: found 'Mars'"),
        (["evaluate-ayni", "--since", "today", "--until", "yesterday"], UsageError, "it is before --since today"),
        (["evaluate-ayni", "--json", "--csv"], UsageError, "choose one of the two"),
        (["evaluate-ayni", "--half-life", "0d"], UsageError, "--half-life: found '0d'"),
        (["evaluate-ayni", "--ledger", "none.sqlite3"], MissingPathError, "no such ledger"),
        (["ayni", "verify", "--ledger", "none.sqlite3"], MissingPathError, "no such ledger"),
        (["ayni", "backup", "copy.sqlite3"], MissingPathError, "no such ledger"),
        (["ayni", "import", "none.jsonl"], MissingPathError, "cannot be read"),
        (["ayni", "reverse", "none", "--reason", "x"], InteractionError, "no entry of this id"),
        (["ayni", "ledger", "--ledger", "pyproject.toml"], ConfigurationError, "no SQLite database"),
    ],
)
def test_a_mistake_is_one_line_that_says_what_would_be_right(
    arguments: list[str], error: type[ArgentumError], said: str
) -> None:
    with pytest.raises(error, match=said) as raised:
        output(*arguments)

    assert len(str(raised.value).splitlines()) == 1


def test_a_pipe_is_imported_though_it_can_be_read_only_once(tmp_path: Path) -> None:
    record("i-1", 3, 2)
    exported = output("ayni", "export")
    reading, writing = os.pipe()
    os.write(writing, exported.encode())
    os.close(writing)

    told = output("ayni", "import", f"/dev/fd/{reading}", "--ledger", str(tmp_path / "copy.sqlite3"))

    os.close(reading)
    assert told == f"/dev/fd/{reading}: 1 recorded, 0 there already\n"
