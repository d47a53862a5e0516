"""The share of talk about the topic."""

from __future__ import annotations

import pytest

from argentum.metrics.on_topic import on_topic_ratio
from tests.sample_session import sample_messages


def test_rated_utterances_count_from_one_half() -> None:
    assert on_topic_ratio(sample_messages()) == pytest.approx(5 / 6)


def test_without_a_rating_nothing_is_claimed() -> None:
    assert on_topic_ratio([]) is None
