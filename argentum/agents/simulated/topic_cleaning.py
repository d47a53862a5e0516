"""Makes a typed topic safe to say: no markup, no control characters, no preamble."""

from __future__ import annotations

import re
import unicodedata

from argentum.agents.simulated.english import lower_first
from argentum.agents.simulated.lexicon import word_list

_LONGEST_CHARACTERS = 200
_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,80}>")
_MARKUP = str.maketrans(dict.fromkeys('<>*_#\\`[]{}|~^="“”„«»', " ") | {"’": "'", "‘": "'"})
_PREAMBLE = re.compile(
    r"^(?:this house (?:believes|thinks) (?:that )?|this house would |resolved:? (?:that )?|(?:motion|topic|debate): "
    r"|whether |i (?:think|believe) (?:that )?|do you (?:think|believe) (?:that )?|let's (?:talk about|discuss) "
    r"|discuss:? )+",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?:,? (?:and|but) (?:if so|why|how|when|who)\b.*|,? or not|,? yes or no)$", re.IGNORECASE)


def clean(text: str) -> str:
    """Take out markup, control characters and doubled spaces; keep every letter of every script."""
    plain = unicodedata.normalize("NFC", _ESCAPE.sub("", text))
    kept = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in plain)
    flat = " ".join(_TAG.sub(" ", kept).translate(_MARKUP).split())
    return flat if len(flat) <= _LONGEST_CHARACTERS else flat[:_LONGEST_CHARACTERS].rsplit(" ", 1)[0]


def lowered_start(whole: str) -> str:
    """Start in lower case, as in the middle of a sentence, what does not look like a name.

    Only the first word can owe its capital to its place. `Brexit`, `AI` and `José` keep theirs, and so does a word
    before another capital (`Black Lives Matter`); `Pineapple` becomes `pineapple`.
    """
    words = whole.split(maxsplit=2)
    if words and not words[0].isascii():
        return whole
    if len(words) > 1 and words[0].lower() not in word_list("stop_words") and words[1][:1].isupper():
        return whole
    return lower_first(whole)


def without_preamble(text: str) -> str:
    """Leave the matter itself: `Resolved: that we should go, and if so, when?` becomes `we should go`."""
    return _TAIL.sub("", _PREAMBLE.sub("", text).rstrip(" ?!.…")).strip(" ,;:-")
