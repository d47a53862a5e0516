"""`argentum airtime report` shows recordings and sessions as a table, JSON, CSV and a page."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from argentum.cli.airtime.command import app as airtime
from argentum.cli.application import app
from argentum.errors import MissingPathError, TimelineFormatError, UsageError
from tests.airtime_report import FACILITATED, STANDUP, report


@pytest.fixture
def standup(tmp_path: Path) -> Path:
    path = tmp_path / "standup.rttm"
    path.write_text(STANDUP, encoding="utf-8")
    return path


def test_json_of_one_recording_has_the_meeting_and_its_people(standup: Path) -> None:
    document = json.loads(report(standup, "--json"))

    assert {key: document[key] for key in ("duration_ms", "speech_ms", "silence_ms", "overlap_ms")} == {
        "duration_ms": 30_000,
        "speech_ms": 30_000,
        "silence_ms": 0,
        "overlap_ms": 1_600,
    }
    ann, bob = document["participants"]
    assert (ann["id"], ann["talk_ms"], ann["turns"], ann["interruptions_suffered"]) == ("ann", 20_000, 1, 1)
    assert (bob["backchannels"], bob["interruptions_made"], bob["longest_monologue_ms"]) == (1, 1, 11_000)
    assert ann["share"] + bob["share"] == pytest.approx(1, abs=1e-12)
    assert document["turn_taking"]["turns_per_min"] == 4.0


def test_json_of_several_recordings_has_each_and_all_of_them_pooled(standup: Path) -> None:
    document = json.loads(report(standup, standup, "--json"))

    assert [meeting["meeting"] for meeting in document["meetings"]] == ["standup", "standup"]
    assert document["pooled"]["duration_ms"] == 60_000
    assert document["pooled"]["intended_interruptions"] is None
    assert document["pooled"]["turn_taking"]["turns_per_min"] == 4.0
    assert document["pooled"]["gini_p50"] == document["meetings"][0]["gini"]


def test_an_empty_recording_has_nulls_and_no_nan(tmp_path: Path) -> None:
    path = tmp_path / "empty.rttm"
    path.write_text("", encoding="utf-8")

    document = json.loads(report(path, "--json"), parse_constant=pytest.fail)

    assert (document["duration_ms"], document["gini"], document["participants"]) == (0, None, [])
    assert "Nobody was there." in report(path)


def test_csv_has_a_row_per_person(standup: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(report(standup, "--csv"))))

    assert [(row["participant"], row["talk_ms"], row["allocated_ms"]) for row in rows] == [
        ("ann", "20000", ""),
        ("bob", "11600", ""),
    ]
    assert {(row["meeting_duration_ms"], row["intended_interruptions_made"]) for row in rows} == {("30000", "")}
    assert {round(float(row["meeting_gini"]), 3) for row in rows} == {0.133}


def test_the_table_names_people_with_their_shares(standup: Path) -> None:
    text = report(standup, "--allocation", "ann=10")

    assert "63 %" in text
    assert "ann 0:10 beyond it; 0:00 of it was not used" in text
    assert "all of the talk, 0:32, is confirmed by the source" in text


def test_a_line_per_meeting_when_there_are_several(standup: Path) -> None:
    lines = report(standup, standup).splitlines()

    assert sum(1 for line in lines if line.startswith("standup")) == 2
    assert any("2 meetings, 1:00" in line for line in lines)


def test_json_and_csv_together_are_a_usage_error(standup: Path) -> None:
    with pytest.raises(UsageError, match="choose one"):
        report(standup, "--json", "--csv")


def test_what_is_not_there_or_broken_is_named(tmp_path: Path, standup: Path) -> None:
    broken = tmp_path / "broken.rttm"
    broken.write_text(STANDUP + "SPEAKER standup 1 soon\n", encoding="utf-8")

    with pytest.raises(MissingPathError, match=r"nowhere\.rttm: not found; name a recording"):
        report(standup, tmp_path / "nowhere.rttm")
    with pytest.raises(TimelineFormatError, match=r"broken\.rttm:5: expected 9 or 10 fields"):
        report(standup, broken)


def test_a_debate_session_is_a_meeting_like_any_other(tmp_path: Path) -> None:
    folder = tmp_path / "debate"
    debate = ["debate", "Is silence golden?", "--segments", "6", "--seed", "3", "--out", str(folder), "--json"]
    assert CliRunner().invoke(app, debate, catch_exceptions=False).exit_code == 0

    document = json.loads(report(folder, "--json"))

    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    assert {person["id"]: person["talk_ms"] for person in document["participants"]} == summary["talk_ms"]
    assert document["duration_ms"] == summary["duration_ms"]
    assert document["confirmed_ms"] == document["talk_ms"]


def _debate_with_interruptions(tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    """Hold debates until somebody cuts in and somebody remarks: which seeds do is the debate's own affair."""
    for seed in range(2, 20):
        folder = tmp_path / f"debate-{seed}"
        debate = [
            "debate",
            "Is silence golden?",
            "--segments",
            "24",
            "--seed",
            str(seed),
            "--out",
            str(folder),
            "--json",
        ]
        assert CliRunner().invoke(app, debate, catch_exceptions=False).exit_code == 0
        summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
        if summary["interrupts"] and summary["interjections"]:
            return folder, summary
    pytest.fail("no debate had an interruption")


def test_a_debate_shows_the_interruptions_that_it_logged_beside_those_of_the_timing(tmp_path: Path) -> None:
    folder, summary = _debate_with_interruptions(tmp_path)

    document = json.loads(report(folder, "--json"))

    people = document["participants"]
    assert document["intended_interruptions"] == summary["interrupts"] > 0
    assert document["intended_interjections"] == summary["interjections"] > 0
    assert sum(person["intended_interruptions_made"] for person in people) == summary["interrupts"]
    assert sum(person["intended_interruptions_suffered"] for person in people) == summary["interrupts"]
    assert f"as logged  {summary['interrupts']} interruption" in report(folder)
    assert json.loads(report(folder, folder, "--json"))["pooled"]["intended_interruptions"] == 2 * summary["interrupts"]


def test_csv_over_time_has_a_row_per_whole_window(tmp_path: Path) -> None:
    path = tmp_path / "m.rttm"
    path.write_text(
        "SPEAKER m 1 0 120 <NA> <NA> ann <NA> <NA>\nSPEAKER m 1 120 190 <NA> <NA> bob <NA> <NA>\n", encoding="utf-8"
    )

    rows = list(csv.DictReader(io.StringIO(report(path, "--csv", "--over-time"))))

    assert [(row["window_min"], row["start_ms"], row["gini"], row["jain"]) for row in rows] == [
        ("2", "0", "0.5", "0.5"),
        ("2", "120000", "0.5", "0.5"),
        ("5", "0", "0.1", "0.9615384615384616"),
    ]
    with pytest.raises(UsageError, match="goes with --csv"):
        report(path, "--over-time")


@pytest.mark.parametrize("arguments", [[], ["--json"]])
def test_names_that_the_output_cannot_carry_do_not_stop_the_report(tmp_path: Path, arguments: list[str]) -> None:
    path = tmp_path / "m.rttm"
    path.write_text("SPEAKER m 1 0 5 <NA> <NA> zoë <NA> <NA>\n", encoding="utf-8")

    result = CliRunner(charset="ascii").invoke(airtime, ["report", str(path), *arguments])

    assert result.exit_code == 0
    assert ("zo?" if arguments != ["--json"] else r"zo\u00eb") in result.stdout


def test_what_facilitators_did_to_a_meeting_stands_in_its_report(tmp_path: Path) -> None:
    log = tmp_path / "council.jsonl"
    log.write_text(
        '{"kind":"meeting_opened","id":"o","at_ms":0,"room":"council","planned_ms":600000,"facilitators":["fac"]}\n'
        '{"kind":"speech_started","id":"s1","at_ms":5000,"participant":"ann"}\n'
        '{"kind":"time_granted","id":"g","at_ms":20000,"by":"fac","why":"<b>guest</b>","participant":"ann",'
        '"granted_ms":60000}\n'
        '{"kind":"time_granted","id":"x","at_ms":21000,"by":"ann","participant":"ann","granted_ms":60000}\n'
        '{"kind":"speech_ended","id":"s2","at_ms":30000,"participant":"ann"}\n',
        encoding="utf-8",
    )
    page = tmp_path / "council.html"

    table = report(log, "--html", page)

    assert "controls  0:15  fac: time granted, ann, +60.0 s (<b>guest</b>)" in table
    assert "<td>fac: time granted, ann, +60.0 s (&lt;b&gt;guest&lt;/b&gt;)</td>" in page.read_text(encoding="utf-8")
    (control,) = json.loads(report(log, "--json"))["controls"]
    assert (control["by"], control["at_ms"], control["details"]) == ("fac", 20_000, {"granted_ms": 60_000})


def test_a_facilitator_outside_the_pool_counts_in_no_share_and_is_nobody_who_never_spoke(tmp_path: Path) -> None:
    log = tmp_path / "council.jsonl"
    log.write_text(FACILITATED, encoding="utf-8")

    document = json.loads(report(log, "--json"))

    fay = next(each for each in document["participants"] if each["id"] == "fay")
    assert (document["never_spoke"], round(document["jain"], 3)) == ([], 0.994)
    assert (fay["in_pool"], fay["share"]) == (False, None)


def test_the_talk_of_a_facilitator_outside_the_pool_stands_apart(tmp_path: Path) -> None:
    log = tmp_path / "council.jsonl"
    log.write_text(
        f'{FACILITATED}{{"kind":"speech_started","id":"s5","at_ms":100000,"participant":"fay"}}\n'
        '{"kind":"speech_ended","id":"s6","at_ms":400000,"participant":"fay"}\n',
        encoding="utf-8",
    )

    shares = {each["id"]: each["share"] for each in json.loads(report(log, "--json"))["participants"]}

    assert shares == {"fay": None, "ann": 0.54, "ben": 0.46}
    assert "outside the pool" in report(log)


def test_a_page_is_not_written_into_a_folder_that_is_not_there(standup: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no folder; make it first"):
        report(standup, "--html", tmp_path / "nowhere" / "standup.html")

    assert not (tmp_path / "nowhere").exists()


def test_a_page_is_written_over_an_earlier_page_and_over_nothing_else(standup: Path, tmp_path: Path) -> None:
    page = tmp_path / "standup.html"
    report(standup, "--html", page)

    report(standup, "--html", page)
    with pytest.raises(UsageError, match="is there already and no page of argentum"):
        report(standup, "--html", standup)

    assert standup.read_text(encoding="utf-8") == STANDUP


def test_a_comparison_says_that_nobody_can_mute_a_facilitator(tmp_path: Path) -> None:
    log = tmp_path / "council.jsonl"
    log.write_text(
        f'{FACILITATED}{{"kind":"speech_started","id":"s5","at_ms":100000,"participant":"fay"}}\n'
        '{"kind":"speech_ended","id":"s6","at_ms":400000,"participant":"fay"}\n',
        encoding="utf-8",
    )

    result = CliRunner().invoke(airtime, ["compare", str(log)], catch_exceptions=False)

    assert "Fay: nobody can mute a facilitator" in result.stdout
