"""What was heard of something that was said, to the word."""

from __future__ import annotations

import pytest

from argentum.orchestration.piece import Clip, Piece
from argentum.timing.turn_plan import TurnPlan
from argentum.transcript.utterance import Citation, Draft
from tests.builders import a_clip, a_piece


def a_sounding_piece(text: str, *, start_ms: int = 10_000) -> Piece:
    piece = a_piece(ready_ms=9000)
    piece.clips = [a_clip(len(text.split()), start_ms=start_ms, text=text)]
    piece.start_ms = start_ms
    return piece


@pytest.mark.parametrize(
    ("heard_ms", "text"), [(0, ""), (299, ""), (300, "Streets"), (899, "Streets belong"), (900, "Streets belong to")]
)
def test_a_word_counts_as_heard_when_it_was_heard_to_its_end(heard_ms: int, text: str) -> None:
    piece = a_sounding_piece("Streets belong to people.")

    assert piece.heard_text(heard_ms) == text


def test_it_is_heard_at_most_for_its_planned_length() -> None:
    piece = a_sounding_piece("Streets belong to people.")

    assert [piece.heard_until(now_ms) for now_ms in (10_000, 10_500, 11_200, 99_000)] == [0, 500, 1200, 1200]


def in_halves() -> Piece:
    piece = a_sounding_piece("First half.")
    piece.clips += [a_clip(3, text="Plain second half."), a_clip(4, text="Second half, taking up.")]
    return piece


def test_a_dual_path_piece_plans_its_plain_ending_until_the_join() -> None:
    piece = in_halves()

    assert piece.planned_total_ms() == 600 + 900
    assert piece.planned_text() == "First half. Plain second half."


def test_after_the_join_the_chosen_ending_counts_with_the_wait_before_it() -> None:
    piece = in_halves()
    piece.playing = 2
    piece.clips[2].start_ms = 11_600

    assert piece.planned_total_ms() == 1600 + 1200
    assert piece.planned_text() == "First half. Second half, taking up."
    assert piece.heard_text(1600 + 600) == "First half. Second half,"


def test_a_cut_piece_keeps_only_the_citations_whose_quote_was_heard() -> None:
    heard, unheard = (
        Citation(label=f"Doc {number}", document="brief.md", quote=quote, relevance=0.5)
        for number, quote in enumerate(("ten chairs", "forty cars"), start=1)
    )
    piece = a_sounding_piece("It takes ten chairs and forty cars.")
    piece.draft = Draft(citations=(heard, unheard))

    assert piece.citations_heard("It takes ten chairs and") == (heard, unheard)
    piece.cut = True
    assert piece.citations_heard("It takes ten chairs and") == (heard,)


def test_a_turn_goes_on_until_its_last_clip() -> None:
    piece = a_piece()
    piece.turn_plan = TurnPlan(agent_id="ann", target_ms=12_000, clips_ms=(5000, 7000), pauses_ms=(0,), offset_ms=0)

    assert piece.turn_goes_on
    piece.turn_clip = 1
    assert not piece.turn_goes_on


def test_others_know_a_spare_sentence_as_a_segment() -> None:
    assert a_piece("reserve").utterance(text="One more thing.", duration_ms=900).kind == "segment"


def test_a_clip_counts_the_words_of_its_sentences_and_without_text_its_words() -> None:
    assert a_clip(5, text="One two. Three four five.").sentence_word_counts() == (2, 3)
    assert Clip("clip", "", 7, requested_ms=0).sentence_word_counts() == (7,)
