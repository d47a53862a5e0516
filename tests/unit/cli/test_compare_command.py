"""`argentum compare` reads sessions from their journals and sets them side by side."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from argentum.cli import main

TOPIC = "Should libraries lend tools?"


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int | str | None, str, str]:
    with pytest.raises(SystemExit) as end:
        main(list(arguments))
    out, err = capsys.readouterr()
    return end.value.code, out, err


@pytest.fixture
def study(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> list[str]:
    """Two seeds of one preset, the second with a key changed by a flag."""
    folders = [str(tmp_path / "plain"), str(tmp_path / "quiet")]
    for seed, (folder, more) in enumerate(zip(folders, ((), ("--interjections", "0")), strict=True), start=1):
        run = ("debate", TOPIC, "--text-free", "--segments", "8", "--seed", str(seed), "--out", folder, *more)
        assert _run(capsys, *run)[0] == 0
    return folders


def test_the_changed_key_is_a_column_with_the_value_of_both(
    capsys: pytest.CaptureFixture[str], study: list[str]
) -> None:
    code, out, err = _run(capsys, "compare", *study)

    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == f"topic: {TOPIC}"
    heading, plain, quiet = lines[-3:]
    assert heading.split()[:3] == ["session", "seed", "max_per_segment"]
    assert plain.split()[:3] == [study[0], "1", "1"]
    assert quiet.split()[:3] == [study[1], "2", "0"]


def test_csv_and_json_say_the_same(capsys: pytest.CaptureFixture[str], study: list[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(_run(capsys, "compare", *study, "--csv")[1])))
    sessions = json.loads(_run(capsys, "compare", *study, "--json")[1])["sessions"]

    assert [row["interjections.max_per_segment"] for row in rows] == ["1", "0"]
    assert [float(row["jain"]) for row in rows] == [session["jain"] for session in sessions]
    assert [row["sealed"] for row in rows] == ["yes", "yes"]


def test_a_changed_journal_is_refused_by_its_name(capsys: pytest.CaptureFixture[str], study: list[str]) -> None:
    journal = Path(study[1]) / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b'"price":', b'"price": ', 1))

    code, out, err = _run(capsys, "compare", *study)

    assert (code, out) == (1, "")
    assert err.startswith(f"argentum: {journal}: line ")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("one",), "compare: found one folder, allowed: two or more; for one there is: argentum show one"),
        (("one", "two", "--json", "--csv"), "--json and --csv: give one of the two"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    code, _, err = _run(capsys, "compare", *arguments)

    assert code == 2
    assert told in err
