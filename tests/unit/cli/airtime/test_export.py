"""`argentum airtime export` writes a recording in another format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from argentum.airtime.formats.recordings import read_recording
from argentum.cli.airtime.command import app as airtime
from argentum.errors import UsageError

CAPTIONS = """WEBVTT

00:01.000 --> 00:03.500
<v Ann Lee>Good morning.</v>

00:03.000 --> 00:05.000
<v bob>Hello.</v>
"""


def output(*arguments: str | Path) -> str:
    result = CliRunner().invoke(airtime, ["export", *map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


@pytest.fixture
def captions(tmp_path: Path) -> Path:
    path = tmp_path / "standup.vtt"
    path.write_text(CAPTIONS, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("to", "suffix", "ann"),
    [("rttm", "rttm", "Ann_Lee"), ("textgrid", "TextGrid", "Ann Lee"), ("vtt", "vtt", "Ann Lee")],
)
def test_what_is_exported_is_the_same_meeting(captions: Path, tmp_path: Path, to: str, suffix: str, ann: str) -> None:
    target = tmp_path / "exported" / f"standup.{suffix}"
    target.parent.mkdir()

    assert output(captions, "--to", to, "--out", target) == f"{target}: written\n"

    (meeting,) = read_recording(target.read_bytes(), str(target))
    assert meeting.meeting_id == "standup"
    assert meeting.speech == {ann: ((1_000, 3_500),), "bob": ((3_000, 5_000),)}


def test_an_exported_log_is_the_same_meeting_from_its_first_word_and_has_no_allocation(
    captions: Path, tmp_path: Path
) -> None:
    target = tmp_path / "standup.jsonl"
    output(captions, "--to", "jsonl", "--out", target)

    (meeting,) = read_recording(target.read_bytes(), str(target))

    assert (meeting.meeting_id, meeting.granted_ms) == ("standup", {})
    assert meeting.speech == meeting.confirmed == {"Ann Lee": ((0, 2_500),), "bob": ((2_000, 4_000),)}


def test_csv_and_json_go_to_standard_output(captions: Path) -> None:
    assert output(captions, "--to", "csv").splitlines()[1] == "standup,Ann Lee,Ann Lee,1000,3500,2500,2500"
    assert json.loads(output(captions, "--to", "json"))["participants"][1]["speech_ms"] == [[3_000, 5_000]]


def test_another_format_and_a_file_of_several_meetings_are_usage_errors(captions: Path, tmp_path: Path) -> None:
    several = tmp_path / "two.rttm"
    several.write_text(
        "SPEAKER a 1 0 1 <NA> <NA> ann <NA> <NA>\nSPEAKER b 1 0 1 <NA> <NA> ann <NA> <NA>\n", encoding="utf-8"
    )

    with pytest.raises(UsageError, match="choose one of rttm, vtt, textgrid, jsonl, csv, json"):
        output(captions, "--to", "docx")
    with pytest.raises(UsageError, match=r"two\.rttm: holds 2 meetings \(a, b …\)"):
        output(several, "--to", "rttm")


def test_a_folder_that_is_not_there_is_refused_and_not_made(captions: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no folder; make it first"):
        output(captions, "--to", "rttm", "--out", tmp_path / "nope" / "x.rttm")

    assert not (tmp_path / "nope").exists()


@pytest.mark.parametrize("command", [("export", "--to", "rttm", "--out"), ("report", "--html")])
def test_a_recording_is_never_written_over(captions: Path, command: tuple[str, ...]) -> None:
    arguments = [command[0], str(captions), *command[1:], str(captions)]

    with pytest.raises(UsageError, match="is there already"):
        CliRunner().invoke(airtime, arguments, catch_exceptions=False)

    assert captions.read_text(encoding="utf-8") == CAPTIONS
