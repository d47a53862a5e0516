"""`argentum serve`, as a user starts and ends it."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.command_line import argentum

_ROOT = Path(__file__).parents[3]


@contextmanager
def _serving(*arguments: str, key: str | None = None) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """Start a server; gives it with what it printed up to `Ctrl-C ends it`."""
    environment = {**os.environ, **({} if key is None else {"ARGENTUM_OPERATOR_KEY": key})}
    command = [sys.executable, "-m", "argentum", "serve", "--port", "0", *arguments]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=_ROOT, env=environment
    ) as process:
        assert process.stdout is not None
        lines = []
        for line in process.stdout:
            lines.append(line.rstrip("\n"))
            if line.startswith("Ctrl-C"):
                break
        try:
            yield process, lines
        finally:
            process.kill()


def test_a_server_says_where_it_is_and_ends_by_ctrl_c(tmp_path: Path) -> None:
    with _serving("--data", str(tmp_path)) as (process, lines):
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)

    assert lines[0].startswith("argentum serves rooms at http://127.0.0.1:")
    assert f"Open rooms at:     {lines[0].split()[4].rstrip(';')}/ with the key in {tmp_path / 'operator.key'}" in lines
    assert (process.returncode, errors) == (130, "argentum: interrupted\n")


def test_a_key_that_was_made_is_not_printed_into_a_log_and_stays_the_same(tmp_path: Path) -> None:
    keys = []
    for _ in range(2):
        with _serving("--data", str(tmp_path)) as (_, lines):
            keys.append((tmp_path / "operator.key").read_text(encoding="ascii").strip())
        assert keys[-1] not in "\n".join(lines)

    assert keys[0] == keys[1]


def test_what_is_no_ledger_is_refused_at_the_start(tmp_path: Path) -> None:
    notes = tmp_path / "notes.vtt"
    notes.write_text("WEBVTT\n", encoding="utf-8")

    refused = argentum("serve", "--port", "0", "--data", str(tmp_path / "rooms"), "--ledger", str(notes))

    assert refused.returncode == 3
    assert refused.stderr.startswith(f"argentum: {notes}: ")
    assert notes.read_text(encoding="utf-8") == "WEBVTT\n"


def test_the_operators_own_key_is_not_printed(tmp_path: Path) -> None:
    own = "a-key-that-is-long-enough-for-an-operator"

    with _serving("--data", str(tmp_path), key=own) as (_, lines):
        printed = "\n".join(lines)

    assert own not in printed
    assert "ARGENTUM_OPERATOR_KEY" in printed


def test_a_folder_serves_one_server(tmp_path: Path) -> None:
    with _serving("--data", str(tmp_path)):
        second = argentum("serve", "--port", "0", "--data", str(tmp_path))

    assert second.returncode == 2
    assert second.stderr == (
        f"argentum: {tmp_path}: another server is using this folder; stop it, or name one with --data\n"
    )


def test_a_port_that_is_taken_is_told_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        refused = argentum("serve", "--port", str(port), "--data", str(tmp_path))

    assert refused.returncode == 2
    assert refused.stderr.startswith(
        f"argentum: --port {port}: 127.0.0.1 cannot be listened at (address already in use)"
    )
    assert refused.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "environment", "code", "told"),
    [
        (["--host", "0.0.0.0"], {}, 2, "--host 0.0.0.0: others could reach this server"),  # noqa: S104 - refused
        (["--pace", "2"], {}, 2, "--pace: only simulated people can be hurried; add --demo"),
        (["--meeting-host", "https://meet.example.org/x"], {}, 2, "--meeting-host https://meet.example.org/x"),
        (["--public-url", "airtime.example.org"], {}, 2, "--public-url 'airtime.example.org': give scheme and host"),
        (["--public-url", "https://example.org/air"], {}, 2, "--public-url 'https://example.org/air': give scheme"),
        (["--public-url", "https://a@example.org"], {}, 2, "--public-url 'https://a@example.org': give scheme"),
        ([], {"ARGENTUM_OPERATOR_KEY": "short"}, 4, "ARGENTUM_OPERATOR_KEY: 5 characters can be guessed"),
    ],
)
def test_what_is_not_safe_is_refused(
    tmp_path: Path, arguments: list[str], environment: dict[str, str], code: int, told: str
) -> None:
    refused = argentum("serve", "--port", "0", "--data", str(tmp_path), *arguments, environment=environment)

    assert refused.returncode == code
    assert refused.stderr.startswith(f"argentum: {told}")
    assert refused.stderr.count("\n") == 1


def test_another_programs_file_in_the_folder_is_told(tmp_path: Path) -> None:
    raw = sqlite3.connect(tmp_path / "rooms.sqlite3")
    raw.execute("CREATE TABLE theirs (x)")
    raw.close()

    refused = argentum("serve", "--port", "0", "--data", str(tmp_path))

    assert refused.returncode == 3
    assert "found a database of another program, allowed: rooms of a server" in refused.stderr


def test_without_the_extra_it_says_what_to_install() -> None:
    script = (
        "import importlib.util as u, sys\n"
        "find = u.find_spec\n"
        "u.find_spec = lambda name, *more: None if name in {'fastapi', 'uvicorn'} else find(name, *more)\n"
        "from argentum.cli import main\n"
        "main(['serve'])\n"
    )

    refused = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)

    assert refused.returncode == 2
    assert (
        refused.stderr
        == "argentum: serve needs fastapi and uvicorn: pip install '.[server]' in a checkout of argentum\n"
    )


def test_a_demonstration_says_that_its_people_are_simulated(tmp_path: Path) -> None:
    with _serving("--demo", "--pace", "20", "--data", str(tmp_path)) as (process, _):
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(5)]

    assert "The people of the room demo-simulated-people are simulated; 20 minutes in 1.0" in told[1]
    assert [line.split()[0] for line in told[2:]] == ["facilitator:", "participant:", "observer:"]
    assert "/rooms/demo-simulated-people/observer#key=" in told[4]


def test_what_the_server_keeps_is_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "made" / "rooms"

    with _serving("--data", str(folder)):
        modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in [folder, *folder.iterdir()]}

    assert modes.pop("rooms") == 0o700
    assert set(modes) >= {"rooms.sqlite3", "rooms.sqlite3-wal"}
    assert set(modes.values()) == {0o600}
