"""The shipped phrase books: text files with a section per purpose, compiled once per process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from argentum.agents.simulated.phrase import Phrase, compile_phrase

_FOLDER = Path(__file__).with_name("phrases")

Book = dict[str, tuple[Phrase, ...]]


@cache
def phrase_book() -> Book:
    """Read all books; the sections of `cost.txt` are called `cost/pro` and so on, by file and heading."""
    sections: dict[str, list[Phrase]] = {}
    number = 0
    for file in sorted(_FOLDER.rglob("*.txt")):
        name = file.relative_to(_FOLDER).with_suffix("").as_posix()
        section = name
        for line_number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            text = line.strip()
            if not text or text.startswith("//"):
                continue
            if text.startswith("["):
                section = f"{name}/{text.strip('[]')}"
                continue
            sections.setdefault(section, []).append(compile_phrase(text, number, f"{name}.txt:{line_number}"))
            number += 1
    return {name: tuple(lines) for name, lines in sections.items()}


@cache
def phrase_count() -> int:
    """Count the lines of all books."""
    return sum(len(lines) for lines in phrase_book().values())


@cache
def section(*names: str) -> tuple[Phrase, ...]:
    """Join sections into one pool; a section that does not exist is empty."""
    book = phrase_book()
    return tuple(phrase for name in names for phrase in book.get(name, ()))
