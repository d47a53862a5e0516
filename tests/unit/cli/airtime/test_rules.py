"""`argentum airtime simulate`, `replay` and `compare`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from argentum.airtime.ruleset import PRESETS as RULESETS
from argentum.cli.airtime.command import app
from argentum.errors import ArgentumError, MissingPathError, TimelineFormatError, UsageError

_RTTM = """\
SPEAKER council 1 0.00 240.00 <NA> <NA> ann <NA> <NA>
SPEAKER council 1 241.00 30.00 <NA> <NA> ben <NA> <NA>
SPEAKER council 1 255.00 3.00 <NA> <NA> ann <NA> <NA>
SPEAKER council 1 272.00 28.00 <NA> <NA> cid <NA> <NA>
"""


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    path = tmp_path / "council.rttm"
    path.write_text(_RTTM, encoding="utf-8")
    return path


def _run(*arguments: object) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def _error(kind: type[ArgentumError], *arguments: object) -> str:
    with pytest.raises(kind) as caught:
        CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)
    return str(caught.value)


def test_a_replay_tells_who_would_have_been_warned_and_muted_and_when(meeting: Path) -> None:
    lines = _run("replay", meeting, "--rule", "equal-share", "--enforcement", "hard").splitlines()

    assert lines[0].startswith("equal-share, hard, default policy, 5:00 min: Jain ")
    assert "01:40  ann: muted (time exhausted)" in lines
    assert any(line.startswith("ann") and "2:23" in line for line in lines)


def test_a_replay_as_json_has_outcome_and_decisions(meeting: Path) -> None:
    document = json.loads(_run("replay", meeting, "--enforcement", "hard", "--json"))

    assert [each["id"] for each in document["participants"]] == ["ann", "ben", "cid"]
    assert document["participants"][0]["blocked_ms"] == 143_000
    assert sum(each["share"] for each in document["participants"]) == pytest.approx(1)
    assert {"time_warning", "mute_command"} <= {each["kind"] for each in document["decisions"]}


def test_custom_times_are_given_in_seconds(meeting: Path) -> None:
    document = json.loads(_run("replay", meeting, "--allocation", "ann=60", "--enforcement", "hard", "--json"))

    assert document["rule"] == "custom"
    assert [each["allocated_ms"] for each in document["participants"]] == [60_000, 120_000, 120_000]


def test_a_comparison_has_a_line_a_rule(meeting: Path) -> None:
    lines = _run("compare", meeting).splitlines()

    assert [line.split()[0] for line in lines] == [
        "rule",
        "equal-share",
        "progressive-stack",
        "round-robin",
        "reaction-based",
        "advisory",
        "token",
    ]


def test_a_simulation_is_the_same_every_time() -> None:
    arguments = ("simulate", "--rule", "progressive-stack", "--participants", "6", "--minutes", "10", "--seed", "3")

    assert _run(*arguments) == _run(*arguments)


def test_simulated_participants_take_custom_times() -> None:
    document = json.loads(
        _run("simulate", "--allocation", "p1=1800", "--minutes", "60", "--participants", "3", "--json")
    )

    assert document["behaviours"] == {"p1": "talker", "p2": "quiet", "p3": "interrupter"}
    assert [each["allocated_ms"] for each in document["participants"]] == [1_800_000, 900_000, 900_000]


def test_a_simulated_log_reads_back_as_a_meeting(tmp_path: Path) -> None:
    log = tmp_path / "meeting.jsonl"
    simulated = json.loads(
        _run("simulate", "--minutes", "10", "--log", log, "--json", "--rule", "advisory", "--enforcement", "advisory")
    )

    replayed = json.loads(_run("replay", log, "--rule", "advisory", "--json"))
    reported = json.loads(_run("report", log, "--json"))

    assert replayed["participants"] == simulated["participants"]
    assert {each["id"]: each["talk_ms"] for each in reported["participants"]} == {
        each["id"]: each["talk_ms"] for each in simulated["participants"]
    }


def test_several_meetings_give_means() -> None:
    document = json.loads(_run("simulate", "--meetings", "3", "--minutes", "10", "--json"))

    assert document["meetings"] == 3
    assert document["jain_least"] <= document["jain"]


def test_a_cast_can_be_named() -> None:
    first = _run("simulate", "--cast", "talker,ally,ally", "--minutes", "5").splitlines()[0]

    assert first == "p1 talker, p2 ally, p3 ally"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--rule", "loudest"), "--rule loudest: choose one of equal-share"),
        (("--enforcement", "iron"), "--enforcement iron: choose one of advisory"),
        (("--policy", "kind"), "--policy kind: choose one of default"),
        (("--rule", "custom"), "--rule custom: name at least one time"),
        (("--rule", "token", "--allocation", "p1=5"), "--allocation: goes with --rule custom"),
        (("--allocation", "p1"), "--allocation p1: expected a person and 0 to 86400 seconds"),
        (("--allocation", "p1=nan"), "--allocation p1=nan: expected a person"),
        (("--allocation", "p1=-5"), "--allocation p1=-5: expected a person"),
        (("--allocation", "p1=5", "--allocation", "p1=6"), "--allocation p1=6: p1 has an allocation already"),
        (("--allocation", "p9=5"), "--allocation p9: participants are p1 to p6"),
        (("--slot-seconds", "0"), "--slot-seconds 0: choose 1 to 86400"),
        (("--cast", "talker,bore"), "--cast bore: choose from talker"),
        (("--cast", "ally"), "--cast: allies come in pairs"),
        (("--cast", "plain,quiet", "--participants", "3"), "--participants 3: --cast names 2"),
        (("--meetings", "2", "--log", "x.jsonl"), "--log: goes with one meeting"),
    ],
)
def test_a_wrong_option_says_what_would_be_right(arguments: tuple[str, ...], message: str) -> None:
    assert _error(UsageError, "simulate", *arguments).startswith(message)


def test_a_missing_and_a_broken_recording_are_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"kind":"meeting_opened","id":"o","at_ms":0}\n', encoding="utf-8")

    assert "not found" in _error(MissingPathError, "replay", tmp_path / "nothing.rttm")
    assert "not found" in _error(MissingPathError, "replay", tmp_path / "nothing.jsonl")
    assert f"{broken}:1" in _error(TimelineFormatError, "replay", broken)


def test_several_meetings_in_one_file_are_refused(tmp_path: Path) -> None:
    two = tmp_path / "two.rttm"
    two.write_text(_RTTM + _RTTM.replace("council", "board"), encoding="utf-8")

    assert "holds 2 meetings (council, board)" in _error(UsageError, "compare", two)


def test_an_allocation_may_use_display_names_and_a_typing_error_is_told(tmp_path: Path) -> None:
    log = tmp_path / "council.jsonl"
    assert "p1" in _run("simulate", "--participants", "2", "--minutes", "2", "--log", log)
    named = log.read_text(encoding="utf-8").replace('"participant":"p1"', '"participant":"p1","name":"Ann"', 1)
    log.write_text(named, encoding="utf-8")

    document = json.loads(_run("replay", log, "--allocation", "Ann=30", "--json"))

    assert document["participants"][0]["allocated_ms"] == 30_000
    told = _error(UsageError, "replay", log, "--allocation", "Anm=30")
    assert told == "--allocation Anm: nobody of this name was there; there were: Ann, p2"


def test_somebody_silent_who_was_granted_time_is_there_in_a_replay(meeting: Path) -> None:
    arguments = ["replay", str(meeting), "--allocation", "zoe=60", "--enforcement", "hard", "--json"]

    result = CliRunner().invoke(app, arguments, catch_exceptions=False)

    assert "--allocation zoe: nobody of this name is in the recording" in result.stderr
    allocated = {each["id"]: each["allocated_ms"] for each in json.loads(result.stdout)["participants"]}
    assert allocated == {"ann": 80_000, "ben": 80_000, "cid": 80_000, "zoe": 60_000}


def test_a_preset_says_rule_and_level_in_one(meeting: Path) -> None:
    document = json.loads(_run("replay", meeting, "--preset", "equal-share-hard", "--json"))

    assert (document["rule"], document["enforcement"]) == ("equal-share", "hard")


def test_every_preset_of_the_library_can_be_chosen(meeting: Path) -> None:
    chosen = [json.loads(_run("replay", meeting, "--preset", name, "--json")) for name in RULESETS]

    assert [(each["rule"], each["enforcement"]) for each in chosen] == [
        (ruleset.rule, ruleset.effective_enforcement) for ruleset in RULESETS.values()
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--preset", "fair"], "--preset fair: choose one of equal-share-soft, "),
        (["--preset", "round-robin", "--rule", "token"], "--preset round-robin: says rule and level; leave --rule out"),
        (["--preset", "round-robin", "--enforcement", "hard"], "leave --enforcement out"),
        (["--preset", "round-robin", "--allocation", "ann=9"], "--allocation: goes with --rule custom"),
    ],
)
def test_what_contradicts_a_preset_is_said(meeting: Path, arguments: list[str], message: str) -> None:
    assert message in _error(UsageError, "replay", meeting, *arguments)


def test_the_advisory_rule_tells_afterwards_who_used_how_much_of_what_was_expected(meeting: Path) -> None:
    lines = _run("replay", meeting, "--preset", "advisory-only").splitlines()

    assert "ann has used 243% of expected share" in lines
    assert "ann has spoken 2 minutes more than average" in lines
    assert json.loads(_run("replay", meeting, "--preset", "equal-share-hard", "--json"))["usage"] == []
