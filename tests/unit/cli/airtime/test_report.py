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

STANDUP = """SPEAKER standup 1 0.000 20.000 <NA> <NA> ann <NA> <NA>
SPEAKER standup 1 5.000 0.600 <NA> <NA> bob <NA> <NA>
SPEAKER standup 1 19.000 11.000 <NA> <NA> bob <NA> <NA>
SPEAKER standup 1 29.000 0.500 <NA> <NA> bob <NA> <NA>
"""


def output(*arguments: str | Path) -> str:
    result = CliRunner().invoke(airtime, ["report", *map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


@pytest.fixture
def standup(tmp_path: Path) -> Path:
    path = tmp_path / "standup.rttm"
    path.write_text(STANDUP, encoding="utf-8")
    return path


def test_json_of_one_recording_has_the_meeting_and_its_people(standup: Path) -> None:
    document = json.loads(output(standup, "--json"))

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
    document = json.loads(output(standup, standup, "--json"))

    assert [meeting["meeting"] for meeting in document["meetings"]] == ["standup", "standup"]
    assert document["pooled"]["duration_ms"] == 60_000
    assert document["pooled"]["intended_interruptions"] is None
    assert document["pooled"]["turn_taking"]["turns_per_min"] == 4.0
    assert document["pooled"]["gini_p50"] == document["meetings"][0]["gini"]


def test_an_empty_recording_has_nulls_and_no_nan(tmp_path: Path) -> None:
    path = tmp_path / "empty.rttm"
    path.write_text("", encoding="utf-8")

    document = json.loads(output(path, "--json"), parse_constant=pytest.fail)

    assert (document["duration_ms"], document["gini"], document["participants"]) == (0, None, [])
    assert "Nobody was there." in output(path)


def test_csv_has_a_row_per_person(standup: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(output(standup, "--csv"))))

    assert [(row["participant"], row["talk_ms"], row["allocated_ms"]) for row in rows] == [
        ("ann", "20000", ""),
        ("bob", "11600", ""),
    ]
    assert {(row["meeting_duration_ms"], row["intended_interruptions_made"]) for row in rows} == {("30000", "")}
    assert {round(float(row["meeting_gini"]), 3) for row in rows} == {0.133}


def test_an_allocation_is_compared_and_its_absent_people_never_spoke(standup: Path) -> None:
    document = json.loads(output(standup, "--json", "--allocation", "ann=10", "--allocation", "zoe=5.5"))

    ann, _, zoe = document["participants"]
    assert (ann["allocated_ms"], ann["used_share"], ann["remaining_ms"]) == (10_000, 2.0, -10_000)
    assert (zoe["id"], zoe["remaining_ms"]) == ("zoe", 5_500)
    assert document["never_spoke"] == ["zoe"]


def test_the_table_names_people_with_their_shares(standup: Path) -> None:
    text = output(standup, "--allocation", "ann=10")

    assert "63 %" in text
    assert "ann 0:10 beyond it; 0:00 of it was not used" in text
    assert "all of the talk, 0:32, is confirmed by the source" in text


def test_a_line_per_meeting_when_there_are_several(standup: Path) -> None:
    lines = output(standup, standup).splitlines()

    assert sum(1 for line in lines if line.startswith("standup")) == 2
    assert any("2 meetings, 1:00" in line for line in lines)


@pytest.mark.parametrize("wrong", ["ann", "=5", "ann=x", "ann=-1", "ann=inf", "ann=nan"])
def test_an_allocation_that_is_none_is_a_usage_error(standup: Path, wrong: str) -> None:
    with pytest.raises(UsageError, match="expected a person and 0 to 86400 seconds"):
        output(standup, "--allocation", wrong)


def test_one_person_has_one_allocation(standup: Path) -> None:
    with pytest.raises(UsageError, match="ann has an allocation already"):
        output(standup, "--allocation", "ann=1", "--allocation", "ann=2")


def test_json_and_csv_together_are_a_usage_error(standup: Path) -> None:
    with pytest.raises(UsageError, match="choose one"):
        output(standup, "--json", "--csv")


def test_what_is_not_there_or_broken_is_named(tmp_path: Path, standup: Path) -> None:
    broken = tmp_path / "broken.rttm"
    broken.write_text(STANDUP + "SPEAKER standup 1 soon\n", encoding="utf-8")

    with pytest.raises(MissingPathError, match=r"nowhere\.rttm: not found; name a recording"):
        output(standup, tmp_path / "nowhere.rttm")
    with pytest.raises(TimelineFormatError, match=r"broken\.rttm:5: expected 9 or 10 fields"):
        output(standup, broken)


def test_a_debate_session_is_a_meeting_like_any_other(tmp_path: Path) -> None:
    folder = tmp_path / "debate"
    debate = ["debate", "Is silence golden?", "--segments", "6", "--seed", "3", "--out", str(folder), "--json"]
    assert CliRunner().invoke(app, debate, catch_exceptions=False).exit_code == 0

    document = json.loads(output(folder, "--json"))

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

    document = json.loads(output(folder, "--json"))

    people = document["participants"]
    assert document["intended_interruptions"] == summary["interrupts"] > 0
    assert document["intended_interjections"] == summary["interjections"] > 0
    assert sum(person["intended_interruptions_made"] for person in people) == summary["interrupts"]
    assert sum(person["intended_interruptions_suffered"] for person in people) == summary["interrupts"]
    assert f"as logged  {summary['interrupts']} interruptions and" in output(folder)
    assert json.loads(output(folder, folder, "--json"))["pooled"]["intended_interruptions"] == 2 * summary["interrupts"]


def test_csv_over_time_has_a_row_per_whole_window(tmp_path: Path) -> None:
    path = tmp_path / "m.rttm"
    path.write_text(
        "SPEAKER m 1 0 120 <NA> <NA> ann <NA> <NA>\nSPEAKER m 1 120 190 <NA> <NA> bob <NA> <NA>\n", encoding="utf-8"
    )

    rows = list(csv.DictReader(io.StringIO(output(path, "--csv", "--over-time"))))

    assert [(row["window_min"], row["start_ms"], row["gini"], row["jain"]) for row in rows] == [
        ("2", "0", "0.5", "0.5"),
        ("2", "120000", "0.5", "0.5"),
        ("5", "0", "0.1", "0.9615384615384616"),
    ]
    with pytest.raises(UsageError, match="goes with --csv"):
        output(path, "--over-time")


@pytest.mark.parametrize("arguments", [[], ["--json"]])
def test_names_that_the_output_cannot_carry_do_not_stop_the_report(tmp_path: Path, arguments: list[str]) -> None:
    path = tmp_path / "m.rttm"
    path.write_text("SPEAKER m 1 0 5 <NA> <NA> zoë <NA> <NA>\n", encoding="utf-8")

    result = CliRunner(charset="ascii").invoke(airtime, ["report", str(path), *arguments])

    assert result.exit_code == 0
    assert ("zo?" if arguments != ["--json"] else r"zo\u00eb") in result.stdout


def test_what_a_rule_granted_in_the_meeting_itself_is_compared(tmp_path: Path) -> None:
    log = tmp_path / "meeting.jsonl"
    simulate = ["simulate", "--rule", "equal-share", "--participants", "4", "--minutes", "2", "--log", str(log)]
    assert CliRunner().invoke(airtime, simulate, catch_exceptions=False).exit_code == 0

    as_granted = json.loads(output(log, "--json"))["participants"]
    as_given = json.loads(output(log, "--json", "--allocation", "p1=7"))["participants"]

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

    (ruled,) = json.loads(output(log, "--json"))["participants"]
    (given,) = json.loads(output(log, "--json", "--allocation", "ann=25"))["participants"]

    assert (ruled["used_ms"], ruled["remaining_ms"]) == (20_000, 580_000)
    assert (given["used_ms"], given["remaining_ms"]) == (20_000, 5_000)


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

    table = output(log, "--html", page)

    assert "controls  0:15  fac: time granted, ann, +60.0 s (<b>guest</b>)" in table
    assert "<td>fac: time granted, ann, +60.0 s (&lt;b&gt;guest&lt;/b&gt;)</td>" in page.read_text(encoding="utf-8")
    (control,) = json.loads(output(log, "--json"))["controls"]
    assert (control["by"], control["at_ms"], control["details"]) == ("fac", 20_000, {"granted_ms": 60_000})


_FACILITATED = (
    '{"kind":"meeting_opened","id":"o","at_ms":0,"room":"council","planned_ms":600000,"facilitators":["fay"]}\n'
    '{"kind":"participant_joined","id":"j","at_ms":0,"participant":"fay","name":"Fay"}\n'
    '{"kind":"speech_started","id":"s1","at_ms":0,"participant":"ann"}\n'
    '{"kind":"speech_ended","id":"s2","at_ms":54000,"participant":"ann"}\n'
    '{"kind":"speech_started","id":"s3","at_ms":54000,"participant":"ben"}\n'
    '{"kind":"speech_ended","id":"s4","at_ms":100000,"participant":"ben"}\n'
)


def test_a_facilitator_outside_the_pool_counts_in_no_share_and_is_nobody_who_never_spoke(tmp_path: Path) -> None:
    log = tmp_path / "council.jsonl"
    log.write_text(_FACILITATED, encoding="utf-8")

    document = json.loads(output(log, "--json"))

    fay = next(each for each in document["participants"] if each["id"] == "fay")
    assert (document["never_spoke"], round(document["jain"], 3)) == ([], 0.994)
    assert (fay["in_pool"], fay["share"]) == (False, None)


def test_the_talk_of_a_facilitator_outside_the_pool_stands_apart(tmp_path: Path) -> None:
    log = tmp_path / "council.jsonl"
    log.write_text(
        f'{_FACILITATED}{{"kind":"speech_started","id":"s5","at_ms":100000,"participant":"fay"}}\n'
        '{"kind":"speech_ended","id":"s6","at_ms":400000,"participant":"fay"}\n',
        encoding="utf-8",
    )

    shares = {each["id"]: each["share"] for each in json.loads(output(log, "--json"))["participants"]}

    assert shares == {"fay": None, "ann": 0.54, "ben": 0.46}
    assert "outside the pool" in output(log)


def test_an_allocation_for_a_name_that_nobody_has_is_told(standup: Path) -> None:
    result = CliRunner().invoke(airtime, ["report", str(standup), "--allocation", "nope=60"], catch_exceptions=False)

    assert result.exit_code == 0
    assert "--allocation nope: nobody of this name is in the recording, so taken for somebody silent" in result.stderr


def test_an_allocation_for_a_name_that_cannot_be_meant_is_refused_with_the_nearest_first(tmp_path: Path) -> None:
    log = tmp_path / "council.jsonl"
    log.write_text(f'{_FACILITATED}{{"kind":"meeting_closed","id":"z","at_ms":400000}}\n', encoding="utf-8")
    page = tmp_path / "council.html"

    with pytest.raises(UsageError, match="--allocation bem: nobody of this name was there; there were: ben, ann, Fay"):
        output(log, "--allocation", "bem=60", "--html", page)

    assert not page.exists()


def test_whoever_may_still_come_to_an_open_meeting_is_taken_for_silent(tmp_path: Path) -> None:
    log = tmp_path / "council.jsonl"
    log.write_text(_FACILITATED, encoding="utf-8")

    assert json.loads(output(log, "--allocation", "zoe=60", "--json"))["never_spoke"] == ["zoe"]


def test_an_allocation_for_one_of_two_meetings_adds_nobody_to_the_other(tmp_path: Path) -> None:
    closed = '{"kind":"meeting_closed","id":"z","at_ms":400000}\n'
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    first.write_text(_FACILITATED + closed, encoding="utf-8")
    second.write_text(_FACILITATED.replace("ben", "zoe") + closed, encoding="utf-8")

    document = json.loads(output(first, second, "--allocation", "zoe=60", "--json"))

    assert [[each["id"] for each in meeting["participants"]] for meeting in document["meetings"]] == [
        ["ann", "ben", "fay"],
        ["ann", "zoe", "fay"],
    ]


def test_a_display_name_of_two_people_is_refused(tmp_path: Path) -> None:
    log = tmp_path / "council.jsonl"
    again = '{"kind":"participant_joined","id":"k","at_ms":0,"participant":"fay2","name":"Fay"}\n'
    log.write_text(_FACILITATED + again, encoding="utf-8")

    with pytest.raises(UsageError, match="several people are called Fay; name one by id: fay, fay2"):
        output(log, "--allocation", "Fay=60")


@pytest.mark.parametrize("name", ["Ann", "ANN"])
def test_a_name_may_be_written_in_other_case(standup: Path, name: str) -> None:
    ann, _ = json.loads(output(standup, "--allocation", f"{name}=10", "--json"))["participants"]

    assert (ann["id"], ann["allocated_ms"]) == ("ann", 10_000)


def test_a_page_is_not_written_into_a_folder_that_is_not_there(standup: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no folder; make it first"):
        output(standup, "--html", tmp_path / "nowhere" / "standup.html")

    assert not (tmp_path / "nowhere").exists()


def test_a_page_is_written_over_an_earlier_page_and_over_nothing_else(standup: Path, tmp_path: Path) -> None:
    page = tmp_path / "standup.html"
    output(standup, "--html", page)

    output(standup, "--html", page)
    with pytest.raises(UsageError, match="is there already and no page of argentum"):
        output(standup, "--html", standup)

    assert standup.read_text(encoding="utf-8") == STANDUP


def test_one_person_under_two_names_has_one_allocation(tmp_path: Path) -> None:
    log = tmp_path / "council.jsonl"
    log.write_text(_FACILITATED, encoding="utf-8")

    with pytest.raises(UsageError, match="fay has an allocation already, under another name"):
        output(log, "--allocation", "Fay=60", "--allocation", "fay=60")


_PAUSED = (
    '{"kind":"meeting_opened","id":"o","at_ms":0,"room":"council","facilitators":["fay"],"waits":true}\n'
    '{"kind":"participant_joined","id":"j","at_ms":0,"participant":"fay","name":"Fay Low"}\n'
    '{"kind":"meeting_resumed","id":"b","at_ms":9000,"by":"fay"}\n'
    '{"kind":"speech_started","id":"s1","at_ms":10000,"participant":"ann"}\n'
    '{"kind":"meeting_paused","id":"p","at_ms":70000,"by":"fay","why":"coffee"}\n'
    '{"kind":"meeting_resumed","id":"r","at_ms":670000,"by":"fay"}\n'
    '{"kind":"speech_ended","id":"s2","at_ms":700000,"participant":"ann"}\n'
    '{"kind":"speech_started","id":"s3","at_ms":701000,"participant":"ben"}\n'
    '{"kind":"speech_ended","id":"s4","at_ms":731000,"participant":"ben"}\n'
    '{"kind":"meeting_closed","id":"c","at_ms":740000}\n'
)


def test_a_break_is_in_no_length_and_is_told_by_the_clock(tmp_path: Path) -> None:
    log = tmp_path / "council.jsonl"
    log.write_text(_PAUSED, encoding="utf-8")

    document = json.loads(output(log, "--json"))
    ann, ben, _ = document["participants"]
    rows = list(csv.DictReader(io.StringIO(output(log, "--csv"))))

    assert (document["start_ms"], document["end_ms"], document["duration_ms"]) == (10_000, 731_000, 121_000)
    assert (document["break_ms"], document["breaks"]) == (600_000, [{"start_ms": 70_000, "end_ms": 670_000}])
    assert (document["silence_ms"], document["speech_ms"], document["longest_silence_ms"]) == (1_000, 120_000, 1_000)
    assert (ann["turns"], ann["longest_monologue_ms"], ben["first_onset_ms"]) == (1, 90_000, 701_000)
    assert [(each["start_ms"], each["end_ms"]) for each in document["over_time"]["2min"]] == [(10_000, 730_000)]
    assert {(row["meeting_duration_ms"], row["meeting_break_ms"]) for row in rows} == {("121000", "600000")}


def test_a_break_is_told_in_the_table_and_drawn_on_the_page(tmp_path: Path) -> None:
    log, page = tmp_path / "council.jsonl", tmp_path / "council.html"
    log.write_text(_PAUSED, encoding="utf-8")

    table = output(log, "--html", page)

    assert "2:01 from the first word to the last, without a break of 10:00" in table
    assert "controls  -0:01  Fay Low: meeting begun" in table
    assert "1:00  Fay Low: meeting paused (coffee)" in table
    html = page.read_text(encoding="utf-8")
    assert "<title>paused for 10:00, from 1:00</title>" in html
    assert "<title>ann, 0:00 to 1:00</title>" in html
    assert "from the first word to the last, without a break of 10:00" in html


def test_an_exported_log_has_the_breaks_and_who_is_outside_the_pool(tmp_path: Path) -> None:
    log, exported = tmp_path / "council.jsonl", tmp_path / "again.jsonl"
    log.write_text(_PAUSED, encoding="utf-8")
    export = ["export", str(log), "--to", "jsonl", "--out", str(exported)]
    assert CliRunner().invoke(airtime, export, catch_exceptions=False).exit_code == 0

    before, after = json.loads(output(log, "--json")), json.loads(output(exported, "--json"))

    assert after["breaks"] == [{"start_ms": 60_000, "end_ms": 660_000}]
    for key in ("duration_ms", "break_ms", "silence_ms", "jain", "never_spoke", "turn_taking"):
        assert after[key] == before[key]
    assert [each["in_pool"] for each in after["participants"]] == [each["in_pool"] for each in before["participants"]]


def test_a_comparison_says_that_nobody_can_mute_a_facilitator(tmp_path: Path) -> None:
    log = tmp_path / "council.jsonl"
    log.write_text(
        f'{_FACILITATED}{{"kind":"speech_started","id":"s5","at_ms":100000,"participant":"fay"}}\n'
        '{"kind":"speech_ended","id":"s6","at_ms":400000,"participant":"fay"}\n',
        encoding="utf-8",
    )

    result = CliRunner().invoke(airtime, ["compare", str(log)], catch_exceptions=False)

    assert "Fay: nobody can mute a facilitator" in result.stdout
