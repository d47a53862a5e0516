"""How well beats came when they were planned."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from argentum.metrics.beats import beat_drifts_ms, beat_miss_rate
from argentum.transcript.message import ClipTiming
from tests.sample_session import FACTS, sample_messages


def test_drift_has_no_sign() -> None:
    assert beat_drifts_ms(sample_messages()) == [10, 5, 30]


def test_the_drivers_count_of_missed_beats_wins() -> None:
    assert beat_miss_rate(sample_messages(), FACTS) == 1 / 16


def test_without_a_count_planned_beats_without_an_actual_time_are_missed() -> None:
    facts = replace(FACTS, beats=None, beats_missed=None)
    message = sample_messages()[1]
    timing = ClipTiming(start_ms=0, duration_ms=5000, beat_planned_ms=(1000, 3000, 6000), beat_actual_ms=(1010,))
    late = replace(message, metadata=replace(message.metadata, timing=timing))

    assert beat_miss_rate([late], facts) == pytest.approx(1 / 2)


def test_no_beat_cannot_be_missed() -> None:
    assert beat_miss_rate([], replace(FACTS, beats=None)) is None
