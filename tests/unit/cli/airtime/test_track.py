"""`argentum airtime track`, driven through a terminal of its own."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from argentum.airtime.event_log import decode_log, encode_log
from argentum.airtime.events import MeetingOpened, ParticipantJoined, SpeechEnded, SpeechStarted
from argentum.cli.airtime.command import app
from argentum.errors import UsageError

_LONGEST_S = 30
_LARGEST = 100_000
_PROGRAM = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # Whoever runs the tests may have it ignored.
from argentum.cli import main
main()
"""


class Terminal:
    """The command in a pseudo terminal: keys go in, the screen comes out."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.leader, follower = pty.openpty()
        command = [sys.executable, "-c", _PROGRAM, "airtime", "track", *arguments]
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "120", "LINES": "40", "PYTHONIOENCODING": "utf-8"}
        self.process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=follower, stdout=follower, stderr=follower
        )
        os.close(follower)
        self.screen = ""

    def until(self, text: str) -> None:
        """Read the screen until a text stands on it."""
        while text not in self.screen:
            ready, _, _ = select.select([self.leader], [], [], _LONGEST_S)
            assert ready, f"{text!r} did not appear in {self.screen!r}"
            self.screen += os.read(self.leader, 65536).decode("utf-8", errors="replace")
            assert len(self.screen) < _LARGEST, f"{text!r} did not appear"

    def press(self, keys: str) -> None:
        os.write(self.leader, keys.encode())

    def end(self, number: int | None = None) -> int:
        if number is not None:
            self.process.send_signal(number)
        code = self.process.wait(timeout=_LONGEST_S)
        os.close(self.leader)
        return code


def _spoken(log: Path) -> list[tuple[str, str]]:
    events = list(decode_log(log.read_text(encoding="utf-8"), source="log"))
    return [
        (type(event).__name__, event.participant) for event in events if isinstance(event, (SpeechStarted, SpeechEnded))
    ]


def test_keys_are_in_the_log_and_the_end_shows_the_figures(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "--room", "council", "--people", "Ann,Ben", "--minutes", "10")
    terminal.until("Ben")

    terminal.press("12")
    terminal.until("▸ Ben")
    terminal.press("q")
    terminal.until("The log is council.jsonl")

    assert terminal.end() == 0
    assert _spoken(tmp_path / "council.jsonl") == [
        ("SpeechStarted", "Ann"),
        ("SpeechEnded", "Ann"),
        ("SpeechStarted", "Ben"),
        ("SpeechEnded", "Ben"),
    ]


def test_a_killed_meeting_goes_on_with_its_log(tmp_path: Path) -> None:
    first = Terminal(tmp_path, "--room", "council", "--people", "Ann,Ben")
    first.until("Ben")
    first.press("1")
    first.until("▸ Ann")
    first.end(signal.SIGKILL)
    log = tmp_path / "council.jsonl"
    with log.open("a", encoding="utf-8") as file:
        file.write('{"kind":"tick","id":"brok')

    second = Terminal(tmp_path, "--room", "council")
    second.until("Ann")
    second.press("2q")
    second.until("The log is")

    assert second.end() == 0
    assert _spoken(log) == [
        ("SpeechStarted", "Ann"),
        ("SpeechEnded", "Ann"),
        ("SpeechStarted", "Ben"),
        ("SpeechEnded", "Ben"),
    ]


def test_an_interrupted_meeting_says_how_to_go_on(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "--room", "council", "--people", "Ann,Ben")
    terminal.until("Ben")

    terminal.process.send_signal(signal.SIGINT)
    terminal.until("the same command goes on with council.jsonl")

    assert terminal.end() == 130


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--room", "r", "--people", "Ann", "--enforcement", "hard"], "nobody can be muted in a physical room"),
        (["--room", "r", "--people", "Ann", "--preset", "equal-share-hard"], "nobody can be muted in a physical room"),
        (["--room", "../r", "--people", "Ann"], "is not a safe name"),
        (["--room", "r", "--people", "Ann"], "track needs a terminal"),
    ],
)
def test_what_cannot_be_is_said(arguments: list[str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        CliRunner().invoke(app, ["track", *arguments], catch_exceptions=False)


def test_two_terminals_cannot_follow_one_meeting(tmp_path: Path) -> None:
    first = Terminal(tmp_path, "--room", "council", "--people", "Ann,Ben")
    first.until("Ben")

    second = Terminal(tmp_path, "--room", "council")
    second.until("council.jsonl: another terminal is following this meeting")

    assert second.end() == 2
    first.press("q")
    first.until("The log is")
    assert first.end() == 0


def test_a_meeting_goes_on_where_its_log_ends_if_the_clock_was_set_back(tmp_path: Path) -> None:
    log = tmp_path / "council.jsonl"
    ahead_ms = time.time_ns() // 1_000_000 + 3_600_000
    opened = MeetingOpened(id="opened", at_ms=ahead_ms, room="council", facilitators=("facilitator",))
    joined = ParticipantJoined(id="joined-1", at_ms=ahead_ms, seq=1, participant="Ann")
    log.write_text(encode_log([opened, joined]), encoding="utf-8")

    terminal = Terminal(tmp_path, "--room", "council")
    terminal.until("s behind the log; the meeting goes on where the log ends.")
    terminal.until("Ann")
    terminal.press("1")
    terminal.until("▸ Ann")
    terminal.until("00:02")
    terminal.press("q")
    terminal.until("The log is")

    assert terminal.end() == 0
    began, ended = [
        event.at_ms
        for event in decode_log(log.read_text(encoding="utf-8"), source="log")
        if isinstance(event, (SpeechStarted, SpeechEnded))
    ]
    assert ended - began >= 1_000


def test_a_meeting_of_long_ago_is_refused_before_any_key(tmp_path: Path) -> None:
    log = tmp_path / "past.jsonl"
    log.write_text(encode_log([MeetingOpened(id="opened", at_ms=0, room="past")]), encoding="utf-8")

    terminal = Terminal(tmp_path, "--room", "past")
    terminal.until("this meeting began more than a week ago and cannot go on")

    assert terminal.end() == 2
