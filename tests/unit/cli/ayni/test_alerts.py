"""Alerts, acknowledgement and thresholds, as a user meets them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.cli import mallku_application as mallku
from argentum.cli.application import app as argentum_app
from argentum.errors import InteractionError, UsageError, VerificationError
from tests.ayni_builders import draft, older_draft

DAY_MS = 86_400_000
NAME = "[red]amy[/red]\u202e"
PERIOD = ("--since", "1970-01-01", "--until", "1970-02-12")


def output(*arguments: str) -> str:
    result = CliRunner().invoke(mallku.app, ["ayni", *arguments], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


@pytest.fixture
def books(tmp_path: Path) -> str:
    """Somebody with markup in their name takes from bo for six weeks, and bo gets a little back."""
    path = tmp_path / "books.sqlite3"
    ledger = SqliteLedger(path)
    for day in range(1, 42):
        at_ms = day * DAY_MS
        ledger.append(
            [
                older_draft(f"to-{day}", initiator="bo", responder=NAME, happened_at_ms=at_ms),
                older_draft(f"back-{day}", initiator=NAME, responder="bo", contribution=0.3, happened_at_ms=at_ms),
            ],
            now_ms=at_ms,
        )
    ledger.close()
    return str(path)


def alerts_of(books: str, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(output("alerts", "--ledger", books, *PERIOD, "--json", *arguments))[
        "alerts"
    ]
    return found


def test_an_alert_is_told_with_evidence_questions_and_thresholds_within_80_columns(books: str) -> None:
    said = output("alerts", "--ledger", books, *PERIOD)

    assert "care deficit: [red]amy[/red]\n" in said
    for part in ("shows", "entries", "may explain it", "to ask", "could help", "thresholds", "may be wrong"):
        assert f"  {part} " in said
    assert max(len(line) for line in said.splitlines()) <= 80


def test_documents_and_rows_hold_the_name_as_it_is(books: str) -> None:
    [alert] = [each for each in alerts_of(books) if each["type"] == "care_deficit"]
    rows = list(csv.DictReader(io.StringIO(output("alerts", "--ledger", books, *PERIOD, "--csv"))))

    assert alert["participants"] == [NAME]
    assert alert["since"] == "1970-01-01T00:00:00Z"
    assert {each["key"] for each in alert["thresholds"]} >= {"care_deficit_ratio"}
    assert alert["id"] in [row["id"] for row in rows]


def test_severity_and_participant_choose(books: str) -> None:
    everything = alerts_of(books)

    assert {each["severity"] for each in alerts_of(books, "--severity", "urgent")} == {"urgent"}
    assert alerts_of(books, "--participant", "nobody") == []
    assert [each for each in everything if "bo" in each["participants"]] == alerts_of(books, "--participant", "bo")


def test_an_acknowledged_alert_is_hidden_unless_all_are_asked_for(books: str) -> None:
    own_id = next(each["id"] for each in alerts_of(books) if each["type"] == "care_deficit")

    output("acknowledge", own_id, "--by", "ana", "--why", "agreed in May", "--ledger", books, *PERIOD)

    assert own_id not in [each["id"] for each in alerts_of(books)]
    [seen] = [each for each in alerts_of(books, "--all") if each["id"] == own_id]
    assert (seen["acknowledgement"]["by"], seen["acknowledgement"]["why"]) == ("ana", "agreed in May")
    assert "1 more not shown" in output("alerts", "--ledger", books, *PERIOD)


def test_what_is_no_alert_cannot_be_acknowledged_and_a_reason_is_needed(books: str) -> None:
    own_id = alerts_of(books)[0]["id"]

    with pytest.raises(UsageError, match=f"found 'nothing', allowed: .*{own_id}"):
        output("acknowledge", "nothing", "--by", "ana", "--why", "so", "--ledger", books, *PERIOD)
    with pytest.raises(InteractionError, match="why: found nothing"):
        output("acknowledge", own_id, "--by", "ana", "--why", " ", "--ledger", books, *PERIOD)


def test_the_council_moves_a_threshold_and_every_alert_says_since_when(books: str) -> None:
    output("thresholds", "set", "care_deficit_ratio", "0.1", "--by", "the circle", "--why", "spring", "--ledger", books)

    assert [each for each in alerts_of(books) if each["type"] == "care_deficit"] == []
    output("thresholds", "set", "care_deficit_ratio", "0.5", "--by", "the circle", "--why", "summer", "--ledger", books)
    [alert] = [each for each in alerts_of(books) if each["type"] == "care_deficit"]
    [used] = [each for each in alert["thresholds"] if each["key"] == "care_deficit_ratio"]
    assert (used["value"], used["by"], used["why"]) == (0.5, "the circle", "summer")
    assert used["since"] is not None
    assert "0.5, before 0.1  " in output("thresholds", "history", "--ledger", books)
    history = json.loads(output("thresholds", "history", "--ledger", books, "--json"))["changes"]
    assert [each["value"] for each in history] == [0.1, 0.5]
    assert "by the circle: summer" in output("thresholds", "show", "--ledger", books)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("ring_prat", "0.5", "did you mean 'ring_part'"),
        ("ring_part", "7", "allowed: 0.01 to 1"),
        ("ring_part", "nan", "nan"),
    ],
)
def test_a_wrong_threshold_is_refused_and_nothing_is_noted(books: str, key: str, value: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        output("thresholds", "set", key, value, "--by", "ana", "--why", "so", "--ledger", books)

    assert output("thresholds", "history", "--ledger", books) == "nothing was ever changed\n"


def test_an_empty_ledger_has_no_alerts(argentum_home: Path) -> None:
    result = CliRunner().invoke(argentum_app, ["ayni", "alerts"], catch_exceptions=False)

    assert result.stdout.startswith("no alerts\n")
    assert not argentum_home.exists()


def test_two_forms_at_once_and_a_period_in_the_future_are_refused(books: str) -> None:
    with pytest.raises(UsageError, match="choose one"):
        output("alerts", "--ledger", books, "--json", "--csv")
    with pytest.raises(UsageError, match="lies in the future"):
        output("alerts", "--ledger", books, "--since", "2999-01-01")


def test_a_council_s_book_that_was_changed_stops_no_report_and_verify_names_the_line(
    books: str, tmp_path: Path
) -> None:
    for value, why in (("0.1", "spring"), ("0.2", "summer")):
        output("thresholds", "set", "care_deficit_ratio", value, "--by", "all", "--why", why, "--ledger", books)
    book = tmp_path / "books.council.jsonl"
    book.write_text(book.read_text(encoding="utf-8").replace("spring", "sprung"), encoding="utf-8")

    result = CliRunner().invoke(mallku.app, ["ayni", "alerts", "--ledger", books, *PERIOD], catch_exceptions=False)
    page = CliRunner().invoke(mallku.app, ["ayni", "page", "--ledger", books, "--out", str(tmp_path / "page.html")])

    assert "care deficit" in result.stdout
    for said in (result.stderr, page.stderr):
        assert "line 1 was changed" in said
        assert "the thresholds are those of the settings" in said
    assert page.exit_code == 0
    assert "does not agree with itself" in (tmp_path / "page.html").read_text(encoding="utf-8")
    with pytest.raises(VerificationError, match="line 1 was changed"):
        output("verify", "--ledger", books)


def test_a_negative_threshold_is_told_its_range(books: str) -> None:
    with pytest.raises(UsageError, match="attention_times: found -1, allowed: 1 to 90"):
        output("thresholds", "set", "attention_times", "-1", "--by", "all", "--why", "so", "--ledger", books)


def test_a_period_without_entries_says_where_they_are(books: str) -> None:
    assert "no entries in this period; the ledger has some from 1970-01-02" in output("alerts", "--ledger", books)


def test_an_id_of_another_period_says_to_repeat_the_period(books: str) -> None:
    own_id = alerts_of(books)[0]["id"]

    with pytest.raises(UsageError, match="repeat the --since and --until that showed it"):
        output("acknowledge", own_id, "--by", "ana", "--why", "so", "--ledger", books)


def test_no_name_is_a_formula_in_a_spreadsheet(tmp_path: Path) -> None:
    books = str(tmp_path / "books.sqlite3")
    ledger = SqliteLedger(books)
    ledger.append([draft("=1+1", initiator="@ana", responder="ben")], now_ms=0)
    ledger.close()

    assert "'=1+1," in output("ledger", "--ledger", books, "--csv")
    assert "'@ana" in output("explain", "ben", "--ledger", books, "--csv")
