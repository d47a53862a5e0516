"""A meeting that was paused, in its report."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from typer.testing import CliRunner

from argentum.cli.airtime.command import app as airtime
from tests.airtime_report import report

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

    document = json.loads(report(log, "--json"))
    ann, ben, _ = document["participants"]
    rows = list(csv.DictReader(io.StringIO(report(log, "--csv"))))

    assert (document["start_ms"], document["end_ms"], document["duration_ms"]) == (10_000, 731_000, 121_000)
    assert (document["break_ms"], document["breaks"]) == (600_000, [{"start_ms": 70_000, "end_ms": 670_000}])
    assert (document["silence_ms"], document["speech_ms"], document["longest_silence_ms"]) == (1_000, 120_000, 1_000)
    assert (ann["turns"], ann["longest_monologue_ms"], ben["first_onset_ms"]) == (1, 90_000, 701_000)
    assert [(each["start_ms"], each["end_ms"]) for each in document["over_time"]["2min"]] == [(10_000, 730_000)]
    assert {(row["meeting_duration_ms"], row["meeting_break_ms"]) for row in rows} == {("121000", "600000")}


def test_a_break_is_told_in_the_table_and_drawn_on_the_page(tmp_path: Path) -> None:
    log, page = tmp_path / "council.jsonl", tmp_path / "council.html"
    log.write_text(_PAUSED, encoding="utf-8")

    table = report(log, "--html", page)

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

    before, after = json.loads(report(log, "--json")), json.loads(report(exported, "--json"))

    assert after["breaks"] == [{"start_ms": 60_000, "end_ms": 660_000}]
    for key in ("duration_ms", "break_ms", "silence_ms", "jain", "never_spoke", "turn_taking"):
        assert after[key] == before[key]
    assert [each["in_pool"] for each in after["participants"]] == [each["in_pool"] for each in before["participants"]]
