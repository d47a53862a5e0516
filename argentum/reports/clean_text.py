"""Text of agents and documents, made safe to print: one line, no control characters, no direction overrides."""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"\s+")
# Embeddings, overrides and isolates let a text reorder what stands beside it.
_DIRECTION = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def clean_text(text: str) -> str:
    """Collapse white space to single spaces and drop control characters, so that no escape sequence gets through."""
    one_line = _SPACE.sub(" ", text).strip().translate(_DIRECTION)
    return "".join(char for char in one_line if unicodedata.category(char) not in {"Cc", "Cs"})


def before_a_cut(text: str) -> str:
    """Drop the comma before the dash of a cut: what follows it was not heard, so it separates nothing."""
    return text.rstrip(",;: ")
