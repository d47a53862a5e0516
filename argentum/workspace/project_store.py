"""Making projects and giving them documents."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from argentum.errors import InputError, MissingPathError, UsageError
from argentum.workspace.atomic_file import make_folder, storage_error, write_bytes_atomically, write_text_atomically
from argentum.workspace.documents import LARGEST_FILE_BYTES, SUFFIXES, decoded
from argentum.workspace.layout import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedDocuments:
    """What `add_documents` did, by the names inside the project."""

    copied: tuple[str, ...]
    unchanged: tuple[str, ...]
    """Documents that were there already, byte for byte."""


def create_project(project: Project, *, title: str, description: str, created_at: str, force: bool) -> None:
    """Write a manifest and the folders beside it; `created_at` is an instant in ISO 8601.

    The manifest sets no knob: a default that is copied into a file no longer follows the presets.
    Raises `UsageError` when the project exists and `force` is not given, `StorageError` when it cannot be written.
    With `force` only the manifest is written anew; agents, documents and sessions stay.
    """
    if project.manifest.exists() and not force:
        raise UsageError(f"{project.slug}: the project exists already; --force writes a new manifest over the old one")
    manifest = {
        "project_id": project.slug,
        "display_name": title or project.slug,
        "description": description,
        "created_at": created_at,
        "updated_at": created_at,
        "default_agents": [],
        "conversation": {},
    }
    for folder in (project.agents, project.documents, project.sessions):
        make_folder(folder)
    write_text_atomically(project.manifest, json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")


def add_documents(project: Project, sources: list[Path]) -> AddedDocuments:
    """Copy documents into a project; a folder brings all its text files and keeps its inner order.

    Nothing is copied unless everything can be: raises `MissingPathError` for a path that is not there, `InputError` for
    a file of another kind, for one that is too large or not UTF-8, and for a name that the project has with another
    content.
    """
    wanted: dict[str, bytes] = {}
    for source in sources:
        for name, file in _documents_in(source):
            data = _read(file)
            decoded(file, data)
            if wanted.setdefault(name, data) != data:
                raise InputError(f"{file}: another document called {name} is to be added, too; rename one of them")
    copied: list[str] = []
    unchanged: list[str] = []
    for name, data in wanted.items():
        target = project.documents / name
        if not target.exists():
            copied.append(name)
        elif target.is_file() and target.read_bytes() == data:
            unchanged.append(name)
        else:
            raise InputError(f"{name}: the project has another document of this name; rename one of them")
    for name in copied:
        write_bytes_atomically(project.documents / name, wanted[name])
    return AddedDocuments(copied=tuple(copied), unchanged=tuple(unchanged))


def remove_documents(project: Project, names: Sequence[str]) -> None:
    """Remove documents by their names in the project; all of them or, with `UsageError` for a wrong name, none."""
    known = document_names(project)
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise UsageError(f"{name}: the project has no such document; see argentum project docs list{hint}")
    for name in names:
        try:
            (project.documents / name).unlink(missing_ok=True)
        except OSError as error:
            raise storage_error(project.documents / name, error) from error


def document_names(project: Project) -> tuple[str, ...]:
    """Name a project's documents, relative to its folder of documents, in alphabetical order."""
    return tuple(name for name, _ in _files_below(project.documents)) if project.documents.is_dir() else ()


def _documents_in(source: Path) -> Iterator[tuple[str, Path]]:
    if source.is_dir():
        found = list(_files_below(source))
        if not found:
            raise InputError(f"{source}: no document in this folder; it should have {' or '.join(SUFFIXES)} files")
        yield from found
    elif not source.exists():
        raise MissingPathError(f"{source}: no such file or folder")
    elif source.suffix.lower() not in SUFFIXES:
        raise InputError(f"{source}: not a document that agents can read; use {' or '.join(SUFFIXES)} files")
    else:
        yield source.name, source


def _files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Give the documents below a folder with their relative names; hidden files, readmes and links are left out."""
    for file in sorted(folder.rglob("*")):
        relative = file.relative_to(folder)
        left_out = file.stem.lower() == "readme" or any(part.startswith(".") for part in relative.parts)
        if not left_out and not file.is_symlink() and file.is_file() and file.suffix.lower() in SUFFIXES:
            yield relative.as_posix(), file


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST_FILE_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise InputError(f"{file}: cannot be read ({reason})") from error
    if len(data) > LARGEST_FILE_BYTES:
        raise InputError(f"{file}: larger than {LARGEST_FILE_BYTES} bytes; split it")
    return data
