"""The one door for everything that is printed."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from argentum.cli.standard_streams import guarded_streams
from tests.command_line import COMMAND, ROOT

TOPIC = "Was José right?"
DEBATE = ("debate", TOPIC, "--text-free", "--segments", "40", "--seed", "3")
DERIVED = 6


def _into(target: str, *arguments: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run `argentum` in a shell that sends its output somewhere."""
    script = f'"$@" {target}'
    return subprocess.run(
        ["/bin/bash", "-c", script, "bash", *COMMAND, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        timeout=120,
    )


@pytest.mark.parametrize(
    ("encoding", "written"),
    [("ascii", "Tomas -- 3 x 1 -> ? ss"), ("latin-1", "Tomás -- 3 × 1 -> ? ß"), ("utf-8", "Tomás — 3 × 1 → 猫 ß")],
)
def test_what_an_encoding_lacks_is_spelt_out(encoding: str, written: str) -> None:
    data = io.BytesIO()

    with redirect_stdout(io.TextIOWrapper(data, encoding=encoding, newline="\n")), guarded_streams():
        sys.stdout.write("Tomás — 3 × 1 → 猫 ß")
        sys.stdout.flush()
        found = data.getvalue().decode(encoding)

    assert found == written


def test_a_reader_that_goes_away_is_no_failure() -> None:
    reading, writing = os.pipe()
    os.close(reading)

    with (
        os.fdopen(writing, "w", encoding="utf-8") as out,
        redirect_stdout(out),
        guarded_streams() as streams,
    ):
        sys.stdout.write("unheard")
        code = streams.exit_code("argentum", 0)

    assert code == 0


def test_a_full_output_is_told_in_a_line_and_keeps_a_worse_exit_code() -> None:
    said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")

    with (
        Path("/dev/full").open("w", encoding="utf-8") as out,
        redirect_stdout(out),
        redirect_stderr(said),
        guarded_streams() as streams,
    ):
        sys.stdout.write("lost")
        codes = (streams.exit_code("argentum", 0), streams.exit_code("argentum", 130))

    said.seek(0)
    assert codes == (3, 130)
    assert said.readline() == (
        "argentum: standard output: cannot be written (no space left on device); redirect it to a file or a terminal\n"
    )


@pytest.mark.parametrize(("target", "reason"), [(">/dev/full", "no space left on device"), (">&-", "it is closed")])
def test_a_session_is_saved_when_its_output_cannot_be_written(tmp_path: Path, target: str, reason: str) -> None:
    folder = tmp_path / "session"

    done = _into(target, *DEBATE, "--out", str(folder))

    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert f"standard output: cannot be written ({reason})" in done.stderr
    assert len(list(folder.iterdir())) == 1 + DERIVED


def test_a_session_goes_on_silently_when_its_reader_goes_away(tmp_path: Path) -> None:
    folder = tmp_path / "session"

    done = _into("| head -n 1; exit ${PIPESTATUS[0]}", *DEBATE, "--out", str(folder))
    shown = _into("| head -n 1; exit ${PIPESTATUS[0]}", "show", str(folder), "--view", "transcript")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1
    assert len(list(folder.iterdir())) == 1 + DERIVED
    assert (shown.returncode, shown.stderr) == (0, "")


@pytest.mark.parametrize(
    "environment", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
)
def test_names_and_topic_survive_an_output_without_accents(tmp_path: Path, environment: dict[str, str]) -> None:
    folder = tmp_path / "session"

    done = _into("", *DEBATE, "--agent", "Tomás", "--agent", "Amara", "--out", str(folder), environment=environment)

    assert (done.returncode, done.stderr) == (0, "")
    assert "Topic: Was Jose right?" in done.stdout
    assert "Tomas" in done.stdout
    assert TOPIC in (folder / "journal.jsonl").read_text(encoding="utf-8")


def test_an_export_in_latin_1_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "session"
    _into("", "debate", "Was José — right?", "--segments", "3", "--out", str(folder))

    done = _into(">/dev/null", "export", str(folder), "--to", "json", environment={"PYTHONIOENCODING": "latin-1"})

    assert (done.returncode, done.stderr) == (0, "")
