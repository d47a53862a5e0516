"""`--allocation` of a report: who is meant, and what was granted beside what was used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from argentum.cli.airtime.command import app as airtime
from argentum.errors import UsageError
from tests.airtime_report import FACILITATED, STANDUP, report


@pytest.fixture
def standup(tmp_path: Path) -> Path:
    path = tmp_path / "standup.rttm"
    path.write_text(STANDUP, encoding="utf-8")
    return path


def test_an_allocation_is_compared_and_its_absent_people_never_spoke(standup: Path) -> None:
    document = json.loads(report(standup, "--json", "--allocation", "ann=10", "--allocation", "zoe=5.5"))

    ann, _, zoe = document["participants"]
    assert (ann["allocated_ms"], ann["used_share"], ann["remaining_ms"]) == (10_000, 2.0, -10_000)
    assert (zoe["id"], zoe["remaining_ms"]) == ("zoe", 5_500)
    assert document["never_spoke"] == ["zoe"]


@pytest.mark.parametrize("wrong", ["ann", "=5", "ann=x", "ann=-1", "ann=inf", "ann=nan"])
def test_an_allocation_that_is_none_is_a_usage_error(standup: Path, wrong: str) -> None:
    with pytest.raises(UsageError, match="expected a person and 0 to 86400 seconds"):
        report(standup, "--allocation", wrong)


def test_one_person_has_one_allocation(standup: Path) -> None:
    with pytest.raises(UsageError, match="ann has an allocation already"):
        report(standup, "--allocation", "ann=1", "--allocation", "ann=2")


def test_what_a_rule_granted_in_the_meeting_itself_is_compared(tmp_path: Path) -> None:
    log = tmp_path / "meeting.jsonl"
    simulate = ["simulate", "--rule", "equal-share", "--participants", "4", "--minutes", "2", "--log", str(log)]
    assert CliRunner().invoke(airtime, simulate, catch_exceptions=False).exit_code == 0

    as_granted = json.loads(report(log, "--json"))["participants"]
    as_given = json.loads(report(log, "--json", "--allocation", "p1=7"))["participants"]

    assert {person["id"]: person["allocated_ms"] for person in as_granted} == dict.fromkeys(
        ("p1", "p2", "p3", "p4"), 30_000
    )
    assert {person["allocated_ms"] for person in as_given} == {7_000, 30_000}


def test_an_allocation_that_is_given_goes_before_that_of_the_rule_and_a_pause_is_no_talk(tmp_path: Path) -> None:
    log = tmp_path / "council.jsonl"
    log.write_text(
        '{"kind":"meeting_opened","id":"o","at_ms":0,"room":"council","planned_ms":600000,"facilitators":["fac"]}\n'
        '{"kind":"speech_started","id":"s1","at_ms":0,"participant":"ann"}\n'
        '{"kind":"meeting_paused","id":"p","at_ms":20000,"by":"fac"}\n'
        '{"kind":"speech_ended","id":"s2","at_ms":30000,"participant":"ann"}\n',
        encoding="utf-8",
    )

    (ruled,) = json.loads(report(log, "--json"))["participants"]
    (given,) = json.loads(report(log, "--json", "--allocation", "ann=25"))["participants"]

    assert (ruled["used_ms"], ruled["remaining_ms"]) == (20_000, 580_000)
    assert (given["used_ms"], given["remaining_ms"]) == (20_000, 5_000)


def test_an_allocation_for_a_name_that_nobody_has_is_told(standup: Path) -> None:
    result = CliRunner().invoke(airtime, ["report", str(standup), "--allocation", "nope=60"], catch_exceptions=False)

    assert result.exit_code == 0
    assert "--allocation nope: nobody of this name is in the recording, so taken for somebody silent" in result.stderr


def test_an_allocation_for_a_name_that_cannot_be_meant_is_refused_with_the_nearest_first(tmp_path: Path) -> None:
    log = tmp_path / "council.jsonl"
    log.write_text(f'{FACILITATED}{{"kind":"meeting_closed","id":"z","at_ms":400000}}\n', encoding="utf-8")
    page = tmp_path / "council.html"

    with pytest.raises(UsageError, match="--allocation bem: nobody of this name was there; there were: ben, ann, Fay"):
        report(log, "--allocation", "bem=60", "--html", page)

    assert not page.exists()


def test_whoever_may_still_come_to_an_open_meeting_is_taken_for_silent(tmp_path: Path) -> None:
    log = tmp_path / "council.jsonl"
    log.write_text(FACILITATED, encoding="utf-8")

    assert json.loads(report(log, "--allocation", "zoe=60", "--json"))["never_spoke"] == ["zoe"]


def test_an_allocation_for_one_of_two_meetings_adds_nobody_to_the_other(tmp_path: Path) -> None:
    closed = '{"kind":"meeting_closed","id":"z","at_ms":400000}\n'
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    first.write_text(FACILITATED + closed, encoding="utf-8")
    second.write_text(FACILITATED.replace("ben", "zoe") + closed, encoding="utf-8")

    document = json.loads(report(first, second, "--allocation", "zoe=60", "--json"))

    assert [[each["id"] for each in meeting["participants"]] for meeting in document["meetings"]] == [
        ["ann", "ben", "fay"],
        ["ann", "zoe", "fay"],
    ]


def test_a_display_name_of_two_people_is_refused(tmp_path: Path) -> None:
    log = tmp_path / "council.jsonl"
    again = '{"kind":"participant_joined","id":"k","at_ms":0,"participant":"fay2","name":"Fay"}\n'
    log.write_text(FACILITATED + again, encoding="utf-8")

    with pytest.raises(UsageError, match="several people are called Fay; name one by id: fay, fay2"):
        report(log, "--allocation", "Fay=60")


@pytest.mark.parametrize("name", ["Ann", "ANN"])
def test_a_name_may_be_written_in_other_case(standup: Path, name: str) -> None:
    ann, _ = json.loads(report(standup, "--allocation", f"{name}=10", "--json"))["participants"]

    assert (ann["id"], ann["allocated_ms"]) == ("ann", 10_000)


def test_one_person_under_two_names_has_one_allocation(tmp_path: Path) -> None:
    log = tmp_path / "council.jsonl"
    log.write_text(FACILITATED, encoding="utf-8")

    with pytest.raises(UsageError, match="fay has an allocation already, under another name"):
        report(log, "--allocation", "Fay=60", "--allocation", "fay=60")
