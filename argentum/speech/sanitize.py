"""Text from agents and people, made safe for a voice (plan section 10, strictness and validation)."""

from __future__ import annotations

import re
import unicodedata

from argentum.speech.sentences import first_words, word_count

_CODE_FENCE = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_MARKUP = re.compile(r"</?[A-Za-z!?][^<>]*>")
_ENVELOPE = re.compile(r"<<<[A-Z_]+>>>|<<[^<>]*>>")
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_QUOTES = str.maketrans({"“": "", "”": "", "„": "", "«": "", "»": "", '"': "", "`": ""})
_SPACE = re.compile(r"\s+")


def sanitize_text(text: str) -> str:
    """Strip what a provider could take for control: SSML, code fences, quotation marks, invisible characters.

    Apostrophes stay, and so does a `<` that opens no tag: "3 < 5" is speech. Applying it twice changes nothing more.
    """
    if not text:
        return text
    plain = text if text.isascii() else unicodedata.normalize("NFC", text)
    if plain.isprintable() and "<" not in plain and "`" not in plain:
        # No markup, nothing hidden: what nearly every text is. Quotation marks and spare spaces are left to see to.
        plain = plain.translate(_QUOTES) if '"' in plain or not plain.isascii() else plain
        plain = _SPACE.sub(" ", plain).strip() if "  " in plain or plain[:1] == " " or plain[-1:] == " " else plain
        if plain.isascii() or unicodedata.is_normalized("NFC", plain):
            return plain
    before = None
    while before != plain:
        before = plain
        plain = _CODE_FENCE.sub(" ", plain)
        plain = _ENVELOPE.sub(" ", plain)
        plain = _MARKUP.sub(" ", plain)
        plain = "".join(
            " " if character in "\n\r\t" else character
            for character in plain
            if character in "\n\r\t" or unicodedata.category(character) not in _HIDDEN
        ).translate(_QUOTES)
        plain = unicodedata.normalize("NFC", _SPACE.sub(" ", plain).strip())
    return plain


def truncated(text: str, most_words: int) -> str:
    """Cut a text after `most_words` words and mark the cut with an ellipsis; shorter texts stay as they are."""
    if word_count(text) <= most_words:
        return text
    return first_words(text, most_words).rstrip(" ,;:.!?–—-") + "…"
