"""Who follows whom."""

from __future__ import annotations

import pytest

from argentum.metrics.floor_intervals import HeardClip, heard_clips
from argentum.metrics.turn_taking import longest_wait_segments, return_rate, turn_speakers
from tests.sample_session import AGENTS, sample_messages

MESSAGE = sample_messages()[1]


def _segments(order: str) -> list[HeardClip]:
    return [HeardClip(at, at + 1, agent, "segment", MESSAGE) for at, agent in enumerate(order)]


def test_neighbouring_segments_of_one_agent_are_one_turn() -> None:
    assert turn_speakers(_segments("aabbba")) == ["a", "b", "a"]


def test_an_interjection_does_not_end_a_turn() -> None:
    clips = heard_clips(sample_messages())

    assert turn_speakers(clips) == ["ada", "ben", "chloe", "dmitri", "ada", "ben"]


def test_rotation_never_returns_and_a_dialogue_always_does() -> None:
    assert return_rate(list("abcabc")) == 0.0
    assert return_rate(list("ababab")) == 1.0
    assert return_rate(list("abacb")) == pytest.approx(1 / 3)


def test_two_turns_have_no_return_rate() -> None:
    assert return_rate(["a", "b"]) is None


def test_waits_at_both_ends_count() -> None:
    assert longest_wait_segments(_segments("aaab"), ("a", "b")) == 3
    assert longest_wait_segments(_segments("baaaa"), ("a", "b")) == 4


def test_a_kicker_ends_a_wait() -> None:
    clips = [
        *_segments("aa"),
        HeardClip(2, 3, "b", "hard_interrupt", MESSAGE),
        HeardClip(3, 4, "a", "segment", MESSAGE),
    ]

    assert longest_wait_segments(clips, ("a", "b")) == 2


def test_nobody_waits_alone_or_without_segments() -> None:
    assert longest_wait_segments(_segments("aaa"), ("a",)) == 0
    assert longest_wait_segments([], AGENTS) == 0
