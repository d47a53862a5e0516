"""Reads a folder of documents into passages."""

from __future__ import annotations

from pathlib import Path

from argentum.errors import InputError, MissingPathError
from argentum.ports.evidence import Passage
from argentum.workspace.passages import passages_of, title_of

SUFFIXES = (".md", ".txt")
LARGEST_FILE_BYTES = 2_000_000
MOST_FILES = 400
MOST_PASSAGES = 20_000


def read_documents(folder: Path) -> tuple[Passage, ...]:
    """Read every Markdown and text file below a folder, in the order of their paths.

    Hidden files and folders are left out, and so are readme files, which are about the folder.

    Raises:
        MissingPathError: The folder is not there, or it is a file.
        InputError: A file is too large or not UTF-8, or nothing in the folder can be quoted.
    """
    if not folder.exists():
        raise MissingPathError(f"{folder}: there is no such folder; --docs takes a folder with .md or .txt files")
    if not folder.is_dir():
        raise MissingPathError(f"{folder}: this is a file; --docs takes the folder that it is in")
    files = _files_in(folder)
    if len(files) > MOST_FILES:
        raise InputError(
            f"{folder}: {len(files)} documents; at most {MOST_FILES} can be read, so choose a smaller folder"
        )
    passages: list[Passage] = []
    number = 0
    for file in files:
        text = _read(file)
        texts = passages_of(text)
        if not texts:
            continue
        number += 1
        first, last = len(passages), len(passages) + len(texts) - 1
        passages.extend(
            Passage(
                passage_id=position,
                label=f"Doc {number}",
                document=title_of(text) or file.stem.replace("-", " ").replace("_", " "),
                file=file.relative_to(folder).as_posix(),
                text=passage,
                previous=position - 1 if position > first else None,
                following=position + 1 if position < last else None,
            )
            for position, passage in enumerate(texts, start=first)
        )
    if not passages:
        raise InputError(
            f"{folder}: no document to quote from; it should have .md or .txt files with whole sentences "
            "of 6 to 34 words"
        )
    if len(passages) > MOST_PASSAGES:
        raise InputError(
            f"{folder}: {len(passages)} passages; at most {MOST_PASSAGES} can be indexed, so choose a smaller folder"
        )
    return tuple(passages)


def _files_in(folder: Path) -> list[Path]:
    """Give the readable documents below the folder, sorted by their path in it."""
    found = [
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES
        and path.is_file()
        and path.stem.lower() != "readme"
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _read(file: Path) -> str:
    try:
        size = file.stat().st_size
        if size > LARGEST_FILE_BYTES:
            raise InputError(f"{file}: {size:,} bytes; a document may have at most {LARGEST_FILE_BYTES:,}")
        return decoded(file, file.read_bytes())
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror or error}); check its permissions") from error


def decoded(file: Path, data: bytes) -> str:
    """Read the bytes of a document as text. Raises `InputError` when they are not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{file}: byte {error.start} is not UTF-8; save the document as UTF-8 text") from error
