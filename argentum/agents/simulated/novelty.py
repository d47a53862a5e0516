"""Refuses sentences that were said before, or nearly so.

Two sentences count as the same when they are equal without case, punctuation, names and numbers, and also when they
become equal by taking out, putting in or replacing any one word. The index holds, for each sentence, its normal form
and every form with one word left out: two normal forms are one such step apart exactly when one of them is, or they
share, a form with one word left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from argentum.agents.simulated.lexicon import word_list

_SENTENCE_GAP = re.compile(r"(?<=[.!?])[”\"]?\s+")
# None and not the empty string: only with it `translate` takes its fast path through ASCII.
_DROPPED = str.maketrans(dict.fromkeys(".,;:!?¿¡…'’‘“”\"()-", None) | {"—": " ", "–": " ", "/": " "})


def sentences_in(text: str) -> list[str]:
    """Split at sentence ends."""
    return [sentence for sentence in _SENTENCE_GAP.split(text.strip()) if sentence]


class NoveltyRegister:
    """Everything that was written in a session, ready to be compared with."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        """Take the names of the speakers, which never make a sentence new."""
        self._ignored = word_list("number_words") | {
            form for name in names for word in name.lower().translate(_DROPPED).split() for form in (word, word + "s")
        }
        self._whole: set[str] = set()
        self._shortened: set[str] = set()

    def normal_form(self, sentence: str) -> tuple[str, ...]:
        """Give the words that count: lower case, without names, numbers and punctuation."""
        ignored = self._ignored
        return tuple(
            [
                word
                for word in sentence.lower().translate(_DROPPED).split()
                if word not in ignored and not word[0].isdigit()
            ]
        )

    def is_new(self, sentences: Iterable[str]) -> bool:
        """Tell whether none of the sentences was written before, nor two of them are the same."""
        return self._all_new([_forms(self.normal_form(sentence)) for sentence in sentences])

    def add(self, sentences: Iterable[str]) -> None:
        """Register sentences as written."""
        for sentence in sentences:
            whole, shortened = _forms(self.normal_form(sentence))
            self._whole.add(whole)
            self._shortened.update(shortened)

    def admit(self, sentences: list[str]) -> bool:
        """Register the sentences if all of them are new; tell whether they were."""
        forms = [_forms(self.normal_form(sentence)) for sentence in sentences]
        if not self._all_new(forms):
            return False
        for whole, shortened in forms:
            self._whole.add(whole)
            self._shortened.update(shortened)
        return True

    def _all_new(self, forms: list[tuple[str, list[str]]]) -> bool:
        for place, (whole, shortened) in enumerate(forms):
            if self._knows(whole, shortened):
                return False
            for other, other_shortened in forms[:place]:
                if (
                    whole == other
                    or whole in other_shortened
                    or other in shortened
                    or not set(shortened).isdisjoint(other_shortened)
                ):
                    return False
        return True

    def _knows(self, whole: str, shortened: list[str]) -> bool:
        if whole in self._whole or whole in self._shortened:
            return True
        return not (self._whole.isdisjoint(shortened) and self._shortened.isdisjoint(shortened))


def _forms(words: tuple[str, ...]) -> tuple[str, list[str]]:
    """Give the sentence as one string, and with each of its words left out."""
    whole = " ".join(words)
    shortened: list[str] = []
    start = 0
    for word in words:
        end = start + len(word)
        shortened.append(whole[:start] + whole[end + 1 :] if start else whole[end + 1 :])
        start = end + 1
    if len(words) > 1:
        shortened[-1] = whole[: -len(words[-1]) - 1]
    return whole, shortened
