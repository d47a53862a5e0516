"""JSON files with the line of every key.

The standard parser tells no positions of keys, and a YAML parser reads JSON's numbers, tabs and surrogate pairs in its
own way; so objects and arrays are walked here and scalars are left to the standard library.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from pathlib import Path

from argentum.workspace.located_tree import KeyPath, LocatedTree, TreeDraft, read_configuration_text

_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


def read_json(path: Path, *, shown_as: str | None = None) -> LocatedTree:
    """Read a JSON file.

    Raises `MissingPathError`, or `ConfigurationError` for a broken file or a key that comes twice.
    """
    source = shown_as or str(path)
    return parse_json(read_configuration_text(path, shown_as=source), source=source)


def parse_json(text: str, *, source: str) -> LocatedTree:
    """Read JSON text; errors as for `read_json`. An empty text is a broken file, unlike in YAML."""
    draft = TreeDraft(source)
    reader = _Reader(text, draft)
    content, end = reader.value(reader.after_space(0), ())
    end = reader.after_space(end)
    if end < len(text):
        raise reader.broken("text after the end", end)
    return draft.finished(content)


class _Reader:
    """Walks one text; positions are character offsets."""

    def __init__(self, text: str, draft: TreeDraft) -> None:
        self.text = text
        self.draft = draft
        self.line_ends = [match.start() for match in re.finditer("\n", text)]

    def line(self, position: int) -> int:
        return bisect_left(self.line_ends, position) + 1

    def broken(self, what: str, position: int) -> Exception:
        return self.draft.broken(f"broken JSON ({what})", line=self.line(position), language="JSON")

    def after_space(self, position: int) -> int:
        match = _SPACE.match(self.text, position)
        return match.end() if match else position

    def value(self, position: int, path: KeyPath) -> tuple[object, int]:
        self.draft.check_depth(path, 0 if not path else self.line(position))
        start = self.text[position : position + 1]
        if start == "{":
            return self.keys(position + 1, path)
        if start == "[":
            return self.items(position + 1, path)
        return self.scalar(position)

    def scalar(self, position: int) -> tuple[object, int]:
        try:
            return _DECODER.raw_decode(self.text, position)
        except json.JSONDecodeError as error:
            raise self.broken(error.msg.lower(), error.pos) from None
        except ValueError:
            raise self.broken("a number of too many digits", position) from None

    def keys(self, position: int, path: KeyPath) -> tuple[dict[str, object], int]:
        content: dict[str, object] = {}
        position = self.after_space(position)
        if self.text.startswith("}", position):
            return content, position + 1
        while True:
            if not self.text.startswith('"', position):
                raise self.broken("a key in double quotes is missing", position)
            key, end = self.scalar(position)
            below = (*path, str(key))
            self.draft.note_key(below, self.line(position))
            position = self.after_space(end)
            if not self.text.startswith(":", position):
                raise self.broken("a colon is missing", position)
            content[str(key)], end = self.value(self.after_space(position + 1), below)
            position, more = self.next_or_end(end, "}")
            if not more:
                return content, position

    def items(self, position: int, path: KeyPath) -> tuple[list[object], int]:
        content: list[object] = []
        position = self.after_space(position)
        if self.text.startswith("]", position):
            return content, position + 1
        while True:
            below = (*path, str(len(content)))
            self.draft.note_key(below, self.line(position))
            item, end = self.value(position, below)
            content.append(item)
            position, more = self.next_or_end(end, "]")
            if not more:
                return content, position

    def next_or_end(self, position: int, closing: str) -> tuple[int, bool]:
        position = self.after_space(position)
        if self.text.startswith(closing, position):
            return position + 1, False
        if not self.text.startswith(",", position):
            raise self.broken(f"a comma or {closing!r} is missing", position)
        return self.after_space(position + 1), True
