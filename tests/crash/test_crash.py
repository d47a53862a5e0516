"""Processes that are killed, interrupted or run out of disk leave a journal that can be read and gone on with."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
from pathlib import Path

import pytest

from argentum.drivers.journal import complete_lines
from tests.command_line import COMMAND, ROOT, argentum, started
from tests.journals import replayed

TOPIC = "Should cities ban private cars from their centres?"
DEBATE = ("debate", TOPIC, "--docs", "briefs", "--segments", "10", "--seed", "7")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Give the files of the uninterrupted run."""
    folder = tmp_path_factory.mktemp("whole") / "session"
    done = argentum(*DEBATE, "--out", str(folder), environment={"PYTHONHASHSEED": "1"})
    assert done.returncode == 0
    return files_of(folder)


def files_of(folder: Path) -> dict[str, bytes]:
    """Read what a session folder holds, but for the time that the run took."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name != "summary.json"}


FIRST_WORDS = 8
"""Lines until somebody has spoken: what runs, four documents, the topic, and two sentences."""


def wait_for_lines(process: subprocess.Popen[str], lines: int) -> None:
    """Read the transcript of a paced run until so many lines have been said."""
    assert process.stdout is not None
    for _ in range(lines):
        assert process.stdout.readline()


def test_another_process_with_another_hash_seed_writes_the_same_bytes(whole: dict[str, bytes], tmp_path: Path) -> None:
    done = argentum(*DEBATE, "--out", str(tmp_path / "again"), environment={"PYTHONHASHSEED": "4242"})

    assert done.returncode == 0
    assert files_of(tmp_path / "again") == whole


def test_a_killed_run_goes_on_to_the_same_bytes(whole: dict[str, bytes], tmp_path: Path) -> None:
    folder = tmp_path / "killed"
    process = started(*DEBATE, "--out", str(folder), "--pace", "20")
    wait_for_lines(process, FIRST_WORDS)
    process.kill()
    process.communicate()

    journal = (folder / "journal.jsonl").read_bytes()
    assert len(journal) < len(whole["journal.jsonl"])
    assert replayed(journal)[1] is None
    assert argentum("debate", "--resume", str(folder)).returncode == 0

    assert files_of(folder) == whole


def test_an_interrupted_run_is_saved_ends_with_130_and_goes_on(whole: dict[str, bytes], tmp_path: Path) -> None:
    folder = tmp_path / "interrupted"
    process = started(*DEBATE, "--out", str(folder), "--pace", "20")
    wait_for_lines(process, FIRST_WORDS)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)

    assert process.returncode == 130
    assert told == f"argentum: interrupted; the result so far is saved, go on with --resume {folder}\n"
    assert sorted(files_of(folder)) == sorted(whole)
    assert argentum("debate", "--resume", str(folder)).returncode == 0

    assert files_of(folder) == whole


def test_a_full_disk_is_told_in_one_line_and_leaves_only_whole_lines(tmp_path: Path) -> None:
    folder = tmp_path / "full"

    done = subprocess.run(
        [*COMMAND, *DEBATE, "--out", str(folder)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=dict(os.environ),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000)),
        timeout=60,
    )

    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"argentum: {folder / 'journal.jsonl'}")
    assert [file.name for file in folder.iterdir()] == ["journal.jsonl"]
    journal = (folder / "journal.jsonl").read_bytes()
    assert journal.endswith(b"\n")
    assert replayed(journal)[1] is None
    assert len(complete_lines(journal)) > 5
