"""Sentences and words as a voice says them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.speech.sentences import first_words, split_sentences, word_count


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        ("One.", ["One."]),
        ("One. Two! Three? Four…", ["One.", "Two!", "Three?", "Four…"]),
        ("Dr. Weiss agrees. So does J. Smith.", ["Dr. Weiss agrees.", "So does J. Smith."]),
        ("It fell by 3.5 percent. Good.", ["It fell by 3.5 percent.", "Good."]),
        ("Wait… what? No.", ["Wait… what?", "No."]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


@pytest.mark.parametrize(
    ("text", "words"), [("", 0), ("one two", 2), ("one – two", 2), ("12 % of 3", 3), ("…", 0), ("  a  b ", 2)]
)
def test_only_what_can_be_said_is_a_word(text: str, words: int) -> None:
    assert word_count(text) == words


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, ""), (-1, ""), (1, "One –"), (2, "One – two,"), (3, "One – two, three."), (9, "One – two, three.")],
)
def test_the_first_words_keep_their_marks(count: int, text: str) -> None:
    assert first_words("One – two, three.", count) == text


@given(text=st.text(), count=st.integers(0, 30))
def test_the_first_words_are_that_many_or_all(text: str, count: int) -> None:
    assert word_count(first_words(text, count)) == min(count, word_count(text))


@given(text=st.text(alphabet="aB .!?\n“”", max_size=80))
def test_splitting_loses_no_word(text: str) -> None:
    assert sum(word_count(sentence) for sentence in split_sentences(text)) == word_count(text)
