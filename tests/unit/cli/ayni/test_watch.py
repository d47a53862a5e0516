"""`ayni watch` in a process of its own."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni_wiring import wall_clock_ms
from tests.ayni_builders import draft
from tests.command_line import COMMAND, argentum, started


@contextmanager
def watching(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    process = started("ayni", "watch", "--interval", "0.1", *arguments)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def line_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().rstrip("\n")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.sqlite3"
    ledger = SqliteLedger(path)
    ledger.append([draft("i-1")], now_ms=5)
    ledger.close()
    return path


def record(file: Path, entry_id: str) -> None:
    ledger = SqliteLedger(file)
    ledger.append([draft(entry_id, happened_at_ms=2_000)], now_ms=6)
    ledger.close()


def test_lines_come_as_others_write_and_ctrl_c_is_a_good_end(file: Path) -> None:
    with watching("--ledger", str(file)) as process:
        assert (
            line_of(process)
            == "entry 1  1970-01-01T00:00:01Z  alice → assistant  3 point, 2 point  balance 1.500  (i-1)"
        )
        assert line_of(process) == "  alice gave 3 and took 0: balance gift"
        assert line_of(process) == "  assistant gave 0 and took 2: balance 0.000"

        record(file, "i-2")
        assert line_of(process).startswith("entry 2  1970-01-01T00:00:02Z")
        assert line_of(process) == "  alice gave 6 and took 0: balance gift"
        assert line_of(process) == "  assistant gave 0 and took 4: balance 0.000"

        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)

    assert process.returncode == 0
    assert (out, err) == ("", "")


def test_documents_come_one_a_line(file: Path) -> None:
    with watching("--ledger", str(file), "--json") as process:
        kinds = [json.loads(line_of(process))["kind"] for _ in range(3)]
        record(file, "i-2")
        entry = json.loads(line_of(process))

    assert kinds == ["entry", "balance", "balance"]
    assert (entry["kind"], entry["id"], entry["entry"]) == ("entry", "i-2", 2)


def test_alerts_are_told_with_the_entries_that_bring_them(tmp_path: Path) -> None:
    path, day_ms, now_ms = tmp_path / "ledger.sqlite3", 86_400_000, wall_clock_ms()
    ledger = SqliteLedger(path)
    steps = (("ana", "ben"), ("cleo", "ben"), ("ana", "cleo"), ("cleo", "ana"))
    ledger.append(
        [
            draft(f"{day}-{giver}-{taker}", initiator=giver, responder=taker, happened_at_ms=now_ms - day * day_ms)
            for day in range(1, 40)
            for giver, taker in steps
        ],
        now_ms=now_ms,
    )
    ledger.close()

    with watching("--ledger", str(path), "--last", "0", "--json") as process:
        first = json.loads(line_of(process))
        while "ben" not in first["participants"]:
            first = json.loads(line_of(process))

    assert first["kind"] == "alert"
    assert first["questions"]


def test_ones_own_ledger_is_waited_for(argentum_home: Path) -> None:
    with watching() as process:
        given = ("--initiator", "ana", "--responder", "ben", "--contribution", "1", "--consumption", "1")
        assert argentum("ayni", "record", "--id", "first", *given).returncode == 0

        assert line_of(process).endswith("(first)")
    assert (argentum_home / "ayni" / "ledger.sqlite3").is_file()


def test_a_reader_that_has_seen_enough_ends_it(file: Path) -> None:
    with watching("--ledger", str(file), "--json") as process:
        line_of(process)
        assert process.stdout is not None
        process.stdout.close()
        record(file, "i-2")

        assert process.wait(timeout=20) == 0


def test_a_ledger_that_was_named_must_be_there(tmp_path: Path) -> None:
    result = argentum("ayni", "watch", "--ledger", str(tmp_path / "none.sqlite3"))

    assert result.returncode == 3
    assert "no such ledger" in result.stderr


def seen(screen: int, *, until: bytes | None) -> bytes:
    """Give what a terminal is sent, up to some text or to its end."""
    shown = b""
    while until is None or until not in shown:
        ready, _, _ = select.select([screen], [], [], 20)
        assert ready, shown
        try:
            piece = os.read(screen, 4096)
        except OSError:  # The other end is closed.
            piece = b""
        if not piece:
            assert until is None, shown
            break
        shown += piece
    return shown


def test_a_terminal_shows_balances_and_the_latest_entries_and_is_left_as_it_was(file: Path) -> None:
    screen, inside = os.openpty()
    process = subprocess.Popen(
        [*COMMAND, "ayni", "watch", "--ledger", str(file)],
        stdin=inside,
        stdout=inside,
        stderr=inside,
        env={**os.environ, "COLUMNS": "100", "LINES": "40", "TERM": "xterm", "PYTHONIOENCODING": "utf-8"},
    )
    os.close(inside)
    try:
        shown = seen(screen, until=b"Ctrl-C ends this.")
        process.send_signal(signal.SIGINT)
        shown += seen(screen, until=None)

        assert process.wait(timeout=20) == 0
    finally:
        process.kill()
        process.wait()
        os.close(screen)
    text = shown.decode()
    assert "over time" in text
    assert "entry 1  1970-01-01T00:00:01Z  alice → assistant" in text
    assert "\x1b[?25h" in text


def test_a_damaged_council_s_book_is_told_once_and_stops_nothing(file: Path) -> None:
    file.with_name("ledger.council.jsonl").write_bytes(b"not a line\n")

    with watching("--ledger", str(file)) as process:
        assert line_of(process).startswith("entry 1")
        assert process.stderr is not None
        assert "line 1 is no line of a council's book" in process.stderr.readline()
        assert "the thresholds are those of the settings" in process.stderr.readline()
        for number in (2, 3):
            record(file, f"i-{number}")
            while not line_of(process).startswith(f"entry {number}"):
                pass

        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)

    assert (process.returncode, err) == (0, "")
