"""Files that a user names for output: nothing of theirs is ever written over.

A mistyped name must not cost a recording, a journal or a ledger, of which there is only one. A page is different: it
follows from what it was made of, and people make the same one again and again, so a page of ours gives way to the next.
"""

from __future__ import annotations

import re
from pathlib import Path

from argentum.errors import UsageError
from argentum.workspace.atomic_file import storage_error

_TITLE_OF_OURS = re.compile(
    rb"\A<!doctype html>.*?<title>[^<]* \xe2\x80\x93 argentum( airtime| ayni)?</title>", re.DOTALL
)
_HEAD_BYTES = 65_536
"""The title of a page stands behind its style sheet."""


def new_file(path: Path, option: str = "--out") -> Path:
    """Give the path of a file that is to be made.

    Raises `UsageError` when something of this name is there.
    """
    if path.exists() or path.is_symlink():
        raise UsageError(f"{option} {path}: is there already; choose a new name")
    return path


def page_file(path: Path, option: str = "--out") -> Path:
    """Give the path of a page that is to be written; an earlier page of argentum may be replaced.

    Raises `UsageError` when anything else of this name is there, `StorageError` when that cannot be read.
    """
    if not path.is_file():
        return new_file(path, option)
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError as error:
        raise storage_error(path, error, done="read") from error
    if not _TITLE_OF_OURS.match(head):
        raise UsageError(f"{option} {path}: is there already and no page of argentum; choose a new name")
    return path
