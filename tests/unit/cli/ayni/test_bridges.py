"""Debates and meetings in the ledger, as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from argentum.cli import mallku_application as mallku
from argentum.cli.application import app as argentum_app
from argentum.errors import EntryConflictError, InteractionError, MissingPathError, TimelineFormatError, UsageError

MEETING = """\
SPEAKER standup 1 0.000 60.000 <NA> <NA> ana <NA> <NA>
SPEAKER standup 1 60.000 60.000 <NA> <NA> ben <NA> <NA>
SPEAKER standup 1 120.000 120.000 <NA> <NA> cleo <NA> <NA>
"""
LOG = """\
{"kind":"meeting_opened","id":"o","at_ms":0,"room":"council","planned_ms":600000}
{"kind":"participant_joined","id":"j1","at_ms":0,"participant":"p1","name":"Ann"}
{"kind":"participant_joined","id":"j2","at_ms":0,"participant":"p2","name":"Ben"}
{"kind":"speech_started","id":"s1","at_ms":1000,"participant":"p1"}
{"kind":"reaction_sent","id":"r1","at_ms":2000,"participant":"p2","code":"like"}
{"kind":"reaction_sent","id":"r2","at_ms":2000,"participant":"p2","code":"boring","visibility":"secret"}
{"kind":"time_lent","id":"l1","at_ms":30000,"participant":"p2","borrower":"p1","lent_ms":45000}
{"kind":"time_lent","id":"l2","at_ms":31000,"participant":"p2","borrower":"p1","lent_ms":900000}
{"kind":"speech_ended","id":"s2","at_ms":61000,"participant":"p1"}
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
    assert output("ayni", "verify").startswith("right: ")


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


def test_a_meetings_own_log_brings_what_was_lent_and_notes_how_speech_was_received(tmp_path: Path) -> None:
    log = tmp_path / "council.jsonl"
    log.write_text(LOG, encoding="utf-8")

    assert document("ayni", "import", str(log))["recorded"] == 2

    scores = {each["contribution_unit"]: each for each in document("ayni", "ledger")["scores"]}
    assert (scores["lent_second"]["initiator"], scores["lent_second"]["contribution"]) == ("Ben", 45.0)
    assert (scores["floor_second"]["responder"], scores["floor_second"]["consumption"]) == ("Ann", 60.0)
    assert scores["floor_second"]["note"] == "airtime in meeting council, received with 1 like"
    assert document("ayni", "import", str(log))["repeated"] == 2


def test_a_jitsi_log_is_a_meeting_and_interactions_in_lines_are_none(tmp_path: Path) -> None:
    jitsi = tmp_path / "jitsi.jsonl"
    jitsi.write_text(
        '{"at_ms": 0, "event": "dominantSpeakerChanged", "id": "a"}\n'
        '{"at_ms": 6000, "event": "dominantSpeakerChanged", "id": "b"}\n{"at_ms": 7000, "event": "participantLeft"}\n',
        encoding="utf-8",
    )
    lines = tmp_path / "interactions.jsonl"
    lines.write_text(
        '{"id": "i", "initiator": "a", "responder": "b", "contribution": 1, "consumption": 1}\n', encoding="utf-8"
    )

    assert document("ayni", "import", str(jitsi))["recorded"] == 2
    assert document("ayni", "import", str(lines))["recorded"] == 1


def test_a_weekly_meeting_gets_a_name_for_each_week(meeting: str) -> None:
    output("ayni", "import", meeting, "--at", "2025-06-02T09:00Z", "--meeting", "standup of 2 June")
    output("ayni", "import", meeting, "--at", "2025-06-09T09:00Z", "--meeting", "standup of 9 June")

    assert len(document("ayni", "ledger")["scores"]) == 12
    with pytest.raises(EntryConflictError, match="another meeting needs a name of its own: --meeting NAME"):
        output("ayni", "import", meeting, "--at", "2025-06-16T09:00Z", "--meeting", "standup of 9 June")


def test_a_name_for_what_is_not_one_meeting_is_refused(meeting: str, debate: str, tmp_path: Path) -> None:
    two = tmp_path / "two.rttm"
    two.write_text(MEETING + MEETING.replace("standup", "retro"), encoding="utf-8")
    plain = tmp_path / "plain.jsonl"
    plain.write_text("", encoding="utf-8")

    for path, said in (
        (debate, "has an id of its own"),
        (str(two), "holds 2 meetings"),
        (str(plain), "holds no meeting"),
    ):
        with pytest.raises(UsageError, match=said):
            output("ayni", "import", path, "--meeting", "june")
    with pytest.raises(UsageError, match="--meeting: found ' '"):
        output("ayni", "import", meeting, "--meeting", " ")


EVENTS = """\
{"source":"llm_api","timestamp":"2025-06-01T09:00:00Z","interaction_id":"c1","participants":["ana","model"],\
"initiator":"ana","raw_data":{"prompt_tokens":1000,"completion_tokens":500,"success":true}}
{"source":"prompt_manager","timestamp":"2025-06-01T10:00:00Z","interaction_id":"p1","participants":["builder","model"],\
"initiator":"builder","raw_data":{"template":"t","target_file_count":8,"success_rate":0.5}}
"""


def test_events_in_a_file_are_known_by_their_source(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    path.write_text(EVENTS, encoding="utf-8")

    assert document("ayni", "import", str(path)) == {"file": str(path), "recorded": 4, "repeated": 0}
    assert document("ayni", "import", str(path)) == {"file": str(path), "recorded": 0, "repeated": 4}


def test_a_file_with_one_wrong_event_is_refused_whole_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    path.write_text(EVENTS + EVENTS.splitlines()[0].replace("llm_api", "dream"), encoding="utf-8")

    with pytest.raises(InteractionError, match=r"events\.jsonl:3: event source: found 'dream'.*nothing was recorded"):
        output("ayni", "import", str(path))
    assert document("ayni", "ledger")["scores"] == []
