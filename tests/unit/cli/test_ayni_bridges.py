"""Debates and meetings in the ledger, as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from argentum.cli import mallku_application as mallku
from argentum.cli.application import app as argentum_app
from argentum.errors import EntryConflictError, MissingPathError, TimelineFormatError, UsageError

MEETING = """\
SPEAKER standup 1 0.000 60.000 <NA> <NA> ana <NA> <NA>
SPEAKER standup 1 60.000 60.000 <NA> <NA> ben <NA> <NA>
SPEAKER standup 1 120.000 120.000 <NA> <NA> cleo <NA> <NA>
"""


def output(*arguments: str) -> str:
    result = CliRunner().invoke(mallku.app, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def document(*arguments: str) -> Any:  # noqa: ANN401 - whatever a document holds
    return json.loads(output(*arguments, "--json"))


@pytest.fixture
def meeting(tmp_path: Path) -> str:
    path = tmp_path / "meeting.rttm"
    path.write_text(MEETING, encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def debate(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("debate") / "session"
    held = ["debate", "Cars?", "--segments", "12", "--out", str(folder)]
    assert CliRunner().invoke(argentum_app, held, catch_exceptions=False).exit_code == 0
    return str(folder)


def test_a_meeting_gives_and_takes_airtime(meeting: str) -> None:
    assert document("ayni", "import", meeting) == {"file": meeting, "recorded": 6, "repeated": 0}

    balances = {each["participant"]: each for each in document("evaluate-ayni")["participants"]}

    assert balances["ana"]["total_consumption"] == 1.0
    assert balances["ana"]["total_contribution"] == pytest.approx(1.5)
    assert balances["cleo"]["overall_balance"] == pytest.approx(0.5)


def test_a_debate_can_be_explained_entry_by_entry(debate: str) -> None:
    document("ayni", "import", debate, "--at", "2025-06-14T09:30Z")

    evaluation = document("evaluate-ayni")
    who = next(each for each in evaluation["participants"] if each["participant"] != "the table")
    steps = document("ayni", "explain", who["participant"])["steps"]

    assert {step["unit"] for step in steps} >= {"segment", "floor_second"}
    assert sum(step["counted"] for step in steps if step["role"] == "gave") == pytest.approx(who["total_contribution"])
    assert sum(step["counted"] for step in steps if step["role"] == "took") == pytest.approx(who["total_consumption"])


def test_importing_again_records_nothing(debate: str, meeting: str) -> None:
    for source in (debate, meeting):
        first = document("ayni", "import", source)
        again = document("ayni", "import", source)

        assert first["recorded"] > 0
        assert (again["recorded"], again["repeated"]) == (0, first["recorded"])
    assert output("ayni", "verify") == ""


def test_a_longer_meeting_of_the_same_name_is_a_conflict_and_nothing_is_recorded(meeting: str) -> None:
    output("ayni", "import", meeting)
    with Path(meeting).open("a", encoding="utf-8") as file:
        file.write("SPEAKER standup 1 240.000 60.000 <NA> <NA> dan <NA> <NA>\n")

    with pytest.raises(EntryConflictError):
        output("ayni", "import", meeting)

    assert document("evaluate-ayni")["entries"] == 6


def test_what_is_no_session_no_recording_or_needs_no_moment_is_refused(tmp_path: Path, meeting: str) -> None:
    with pytest.raises(MissingPathError):
        output("ayni", "import", str(tmp_path))
    with pytest.raises(MissingPathError):
        output("ayni", "import", str(tmp_path / "none.rttm"))
    Path(meeting).write_text("words\n", encoding="utf-8")
    with pytest.raises(TimelineFormatError, match=r"meeting\.rttm:1"):
        output("ayni", "import", meeting)
    (tmp_path / "list.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="--at"):
        output("ayni", "import", str(tmp_path / "list.jsonl"), "--at", "today")
