"""A file is written whole or not at all."""

from __future__ import annotations

import errno
import io
import os
from pathlib import Path
from typing import BinaryIO

import pytest

from argentum.errors import StorageError
from argentum.workspace.atomic_file import make_folder, write_bytes_atomically, write_text_atomically


class FailingDisk(io.FileIO):
    """A file that takes half of what it is given and then fails as a full or broken disk does."""

    def __init__(self, path: Path, code: int) -> None:
        super().__init__(path, "wb")
        self.code = code

    def write(self, data: object) -> int:
        assert isinstance(data, bytes)
        super().write(data[: len(data) // 2])
        raise OSError(self.code, os.strerror(self.code))


def test_text_arrives_as_utf8_with_plain_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "new" / "folder" / "a.txt"

    write_text_atomically(file, "Grüße\nund mehr\n")

    assert file.read_bytes() == "Grüße\nund mehr\n".encode()
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        (errno.ENOSPC, "(no space left on device); free some disk space or choose another folder"),
        (errno.EROFS, "(read-only file system); choose a folder that is not read-only"),
        (errno.EACCES, "(permission denied); choose a folder that may be written to"),
        (errno.EIO, "(input/output error); choose another folder"),
    ],
)
def test_a_failing_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path, code: int, remedy: str) -> None:
    file = tmp_path / "a.json"
    file.write_text("old", encoding="utf-8")

    def failing(path: Path) -> BinaryIO:
        return FailingDisk(path, code)

    with pytest.raises(StorageError) as caught:
        write_bytes_atomically(file, b"new and longer", open_temporary=failing)

    assert str(caught.value) == f"{file}: cannot be written {remedy}"
    assert file.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_an_interruption_while_writing_leaves_nothing_half_written(tmp_path: Path) -> None:
    file = tmp_path / "a.json"

    def interrupted(path: Path) -> BinaryIO:
        path.write_bytes(b"hal")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_bytes_atomically(file, b"half", open_temporary=interrupted)

    assert list(tmp_path.iterdir()) == []


def test_a_folder_under_the_wanted_name_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()

    with pytest.raises(StorageError, match="taken: cannot be written"):
        write_text_atomically(tmp_path / "taken", "text")

    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_a_file_in_the_way_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(StorageError, match="a file stands where a folder is needed"):
        make_folder(tmp_path / "file" / "below")


def test_making_a_folder_twice_is_fine(tmp_path: Path) -> None:
    assert make_folder(make_folder(tmp_path / "a" / "b")) == tmp_path / "a" / "b"
