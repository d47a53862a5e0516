"""Beats and word boundaries of a clip."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.timing.beats import beat_times, boundary_within, next_word_boundary, words_heard

TEN_WORDS = tuple(range(300, 3300, 300))
ENDS = st.lists(st.integers(1, 800), min_size=1, max_size=40).map(
    lambda lengths: tuple(sum(lengths[: place + 1]) for place in range(len(lengths)))
)


@pytest.mark.parametrize(
    ("sentences", "beats", "expected"),
    [
        ((10,), 1, (1500,)),
        ((10,), 2, (1200, 2100)),
        ((10,), 3, (900, 1800, 2400)),
        ((5, 5), 2, (1500, 2100)),  # beat 1 is moved to the end of the sentence
        ((3, 5, 2), 2, (900, 2400)),
        ((1, 9), 2, (1200, 2100)),  # a sentence that ends before a fifth of the clip is too early
    ],
)
def test_beats_fall_near_their_places_and_on_ends_of_sentences(
    sentences: tuple[int, ...], beats: int, expected: tuple[int, ...]
) -> None:
    assert beat_times(TEN_WORDS, sentences, beats) == expected


@pytest.mark.parametrize("words", [0, 1, 2])
def test_a_clip_of_fewer_than_three_words_has_no_beat(words: int) -> None:
    assert beat_times(TEN_WORDS[:words], (words,), 2) == ()


@given(ends=ENDS, beats=st.integers(1, 3), sentence=st.integers(1, 12))
def test_beats_ascend_and_are_ends_of_words_before_the_last(ends: tuple[int, ...], beats: int, sentence: int) -> None:
    counts = tuple(min(sentence, len(ends) - start) for start in range(0, len(ends), sentence))

    found = beat_times(ends, counts, beats)

    assert list(found) == sorted(set(found))
    assert set(found) <= set(ends[:-1])
    assert len(found) <= beats


@pytest.mark.parametrize(("from_ms", "boundary"), [(0, 300), (300, 300), (301, 600), (3000, 3000), (3001, None)])
def test_the_next_boundary_is_the_first_end_of_a_word_from_there(from_ms: int, boundary: int | None) -> None:
    assert next_word_boundary(TEN_WORDS, from_ms) == boundary


@pytest.mark.parametrize(
    ("from_ms", "latest_ms", "boundary"),
    [(500, 1000, 600), (500, 599, 300), (900, 900, 900), (0, 299, None), (5000, 2000, 1800), (9000, 9000, 3000)],
)
def test_a_boundary_within_a_limit_is_never_later_than_it(from_ms: int, latest_ms: int, boundary: int | None) -> None:
    assert boundary_within(TEN_WORDS, from_ms, latest_ms) == boundary


@pytest.mark.parametrize(("until_ms", "words"), [(0, 0), (299, 0), (300, 1), (3000, 10), (9999, 10)])
def test_words_count_when_they_were_heard_whole(until_ms: int, words: int) -> None:
    assert words_heard(TEN_WORDS, until_ms) == words
