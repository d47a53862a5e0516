"""Calls per utterance."""

from __future__ import annotations

from argentum.metrics.llm_cost import llm_calls_per_utterance, utterances
from tests.sample_session import FACTS, sample_messages


def test_segments_interjections_and_kickers_are_utterances() -> None:
    assert utterances(sample_messages()) == 9


def test_all_calls_are_divided_by_what_was_heard() -> None:
    assert llm_calls_per_utterance(sample_messages(), FACTS) == 1.0
    assert llm_calls_per_utterance([], FACTS) is None
