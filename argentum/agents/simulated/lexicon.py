"""The word lists that the grammar and the analysis of topics go by."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("lexicon.txt")


@cache
def _sections() -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        text = line.strip()
        if text.startswith("["):
            lines = sections.setdefault(text.strip("[]"), [])
        elif text and not text.startswith("//"):
            lines.append(text)
    return sections


@cache
def word_list(section: str) -> frozenset[str]:
    """Give a list of words."""
    return frozenset(word for line in _sections()[section] for word in line.split())


@cache
def pairs(section: str) -> dict[str, str]:
    """Give a list of `word = other words`."""
    return {left.strip(): right.strip() for left, _, right in (line.partition("=") for line in _sections()[section])}
