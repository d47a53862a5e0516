"""The council's book as a file."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest

from argentum.ayni.council_book import Note
from argentum.errors import EntryConflictError, StorageError, VerificationError
from argentum.workspace.council_file import CouncilFile


def note(own_id: str, **data: object) -> Note:
    return Note(kind="guidance", id=own_id, at_ms=1, data=data)


def _note_many(path: str, name: str) -> None:
    for number in range(20):
        CouncilFile(Path(path)).append([note(f"{name}-{number}")])


def test_there_is_no_file_before_the_first_note(tmp_path: Path) -> None:
    book = CouncilFile(tmp_path / "deep" / "council.jsonl")

    assert book.notes() == []
    assert list(tmp_path.iterdir()) == []


def test_another_reader_finds_what_was_noted(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "council.jsonl"

    CouncilFile(path).append([note("a"), note("b")])
    CouncilFile(path).append([note("c"), note("a")])

    assert [each.id for each in CouncilFile(path).notes()] == ["a", "b", "c"]
    assert path.stat().st_mode & 0o077 == 0, "what a council decides is nobody else's to read"


def test_a_refused_act_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "council.jsonl"
    CouncilFile(path).append([note("a", why="x")])
    before = path.read_bytes()

    with pytest.raises(EntryConflictError):
        CouncilFile(path).append([note("b"), note("a", why="y")])

    assert path.read_bytes() == before


def test_the_next_note_takes_the_place_of_what_a_killed_writer_left(tmp_path: Path) -> None:
    path = tmp_path / "council.jsonl"
    CouncilFile(path).append([note("a")])
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"n":2,"prev":"')

    CouncilFile(path).append([note("b")])

    assert path.read_bytes().startswith(whole)
    assert [each.id for each in CouncilFile(path).notes()] == ["a", "b"]


def test_writers_take_turns_and_none_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "council.jsonl"
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_note_many, args=(str(path), name)) for name in ("x", "y")]

    for each in writers:
        each.start()
    for each in writers:
        each.join()

    assert [each.exitcode for each in writers] == [0, 0]
    assert len(CouncilFile(path).notes()) == 40


def test_a_book_that_was_changed_is_neither_read_nor_written_to(tmp_path: Path) -> None:
    path = tmp_path / "council.jsonl"
    CouncilFile(path).append([note("a", why="x")])
    CouncilFile(path).append([note("b")])
    changed = path.read_bytes().replace(b'"x"', b'"y"')
    path.write_bytes(changed)

    with pytest.raises(VerificationError, match="line 1 was changed; line 2 does not follow"):
        CouncilFile(path).notes()
    with pytest.raises(VerificationError):
        CouncilFile(path).append([note("c")])
    assert path.read_bytes() == changed


def test_a_changed_or_removed_last_line_is_told(tmp_path: Path) -> None:
    path = tmp_path / "council.jsonl"
    CouncilFile(path).append([note("a")])
    CouncilFile(path).append([note("b", why="x")])
    whole = path.read_bytes()

    path.write_bytes(whole.replace(b'"x"', b'"y"'))
    with pytest.raises(VerificationError, match="line 2 was changed"):
        CouncilFile(path).notes()
    path.write_bytes(whole.splitlines(keepends=True)[0])
    with pytest.raises(VerificationError, match="line 2 is missing"):
        CouncilFile(path).append([note("c")])
    path.unlink()
    with pytest.raises(VerificationError, match="line 1 is missing"):
        CouncilFile(path).notes()


def test_a_writer_killed_before_the_head_leaves_a_book_that_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "council.jsonl"
    CouncilFile(path).append([note("a")])
    before = (tmp_path / "council.head").read_bytes()
    CouncilFile(path).append([note("b")])
    after = (tmp_path / "council.head").read_bytes()
    (tmp_path / "council.head").write_bytes(before)

    assert [each.id for each in CouncilFile(path).notes()] == ["a", "b"]
    CouncilFile(path).append([note("b")])
    assert (tmp_path / "council.head").read_bytes() == after, "what is acknowledged is told of by the head"
    CouncilFile(path).append([note("c")])
    assert [each.id for each in CouncilFile(path).notes()] == ["a", "b", "c"]


def test_a_head_that_cannot_be_written_leaves_the_book_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "council.jsonl"
    CouncilFile(path).append([note("a")])
    before = path.read_bytes()
    (tmp_path / f".council.head.{os.getpid()}.partial").mkdir()

    with pytest.raises(StorageError, match="cannot be written"):
        CouncilFile(path).append([note("b")])

    assert path.read_bytes() == before
    assert [each.id for each in CouncilFile(path).notes()] == ["a"]


def test_a_folder_in_its_place_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be written"):
        CouncilFile(tmp_path).append([note("a")])
