"""The journal's file: whole lines, nothing written over, cut back only on resume."""

from __future__ import annotations

from pathlib import Path

import pytest

from argentum.errors import MissingPathError, StorageError, UsageError
from argentum.workspace.journal_file import JOURNAL_NAME, JournalFile, read_journal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "session" / JOURNAL_NAME


def test_a_line_can_be_read_by_others_at_once(path: Path) -> None:
    journal = JournalFile(path)

    journal.append(b"one")

    assert read_journal(path.parent) == b"one\n"
    journal.close()


def test_a_new_journal_never_takes_the_place_of_another(path: Path) -> None:
    JournalFile(path).close()

    with pytest.raises(UsageError, match="holds a session already; go on with it by --resume"):
        JournalFile(path)


def test_going_on_cuts_the_half_written_line_off(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"one\ntw")

    journal = JournalFile(path, resumed=True)
    journal.go_on_after(4)
    journal.append(b"two")
    journal.sync()
    journal.close()

    assert path.read_bytes() == b"one\ntwo\n"


def test_a_resume_that_comes_to_nothing_leaves_the_journal_as_it_was(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"one\ntw")

    journal = JournalFile(path, resumed=True)
    journal.go_on_after(4)
    read = journal.content()
    journal.close()

    assert read == path.read_bytes() == b"one\ntw"


@pytest.mark.parametrize("resumed", [False, True])
def test_a_journal_that_is_being_written_is_not_written_by_another(path: Path, resumed: bool) -> None:
    writer = JournalFile(path)
    writer.append(b"one")

    with pytest.raises(UsageError, match="another run is writing" if resumed else "holds a session already"):
        JournalFile(path, resumed=resumed)
    writer.append(b"two")
    writer.close()

    JournalFile(path, resumed=True).close()
    assert path.read_bytes() == b"one\ntwo\n"


def test_there_must_be_a_journal_to_go_on_with(path: Path) -> None:
    with pytest.raises(MissingPathError, match="no such folder"):
        JournalFile(path, resumed=True)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "session").write_text("a file", encoding="utf-8")

    with pytest.raises(StorageError, match="session"):
        JournalFile(tmp_path / "session" / JOURNAL_NAME)


def test_closing_twice_does_nothing(path: Path) -> None:
    journal = JournalFile(path)

    journal.close()
    journal.close()

    assert path.exists()


@pytest.mark.parametrize("make", [False, True])
def test_a_folder_without_a_journal_is_told(tmp_path: Path, make: bool) -> None:
    folder = tmp_path / "nothing"
    if make:
        folder.mkdir()

    with pytest.raises(MissingPathError, match="it is not a session folder" if make else "no such folder"):
        read_journal(folder)
