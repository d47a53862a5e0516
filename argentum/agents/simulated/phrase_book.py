"""The shipped phrase books: text files with a section per purpose, each compiled when it is first opened.

A debate opens the books of its moves, of the values that are argued from and of the voices at the table, and its first
sentence waits for no others.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from argentum.agents.simulated.phrase import Phrase, compile_phrase

_FOLDER = Path(__file__).with_name("phrases")

Book = dict[str, tuple[Phrase, ...]]


def phrase_book() -> Book:
    """Open all books: every section of every file by its name."""
    files = sorted(file.relative_to(_FOLDER).with_suffix("").as_posix() for file in _FOLDER.rglob("*.txt"))
    return {section: lines for file in files for section, lines in _opened(file).items()}


@cache
def section(*names: str) -> tuple[Phrase, ...]:
    """Join sections into one pool; a section that does not exist is empty.

    The sections of `frames/cost.txt` are called `frames/cost/pro` and so on, by file and heading; what stands before
    the first heading is called like the file.
    """
    return tuple([phrase for name in names for phrase in _opened(_file_of(name)).get(name, ())])


def _file_of(section: str) -> str:
    folder, _, rest = section.partition("/")
    return f"{folder}/{rest.partition('/')[0]}"


@cache
def _opened(file: str) -> Book:
    path = _FOLDER / f"{file}.txt"
    if not path.is_file():
        return {}
    sections: dict[str, list[Phrase]] = {}
    section = file
    for line_number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        text = line.strip()
        if not text or text.startswith("//"):
            continue
        if text.startswith("["):
            section = f"{file}/{text.strip('[]')}"
            continue
        sections.setdefault(section, []).append(compile_phrase(text, f"{file}.txt:{line_number}"))
    return {name: tuple(lines) for name, lines in sections.items()}
