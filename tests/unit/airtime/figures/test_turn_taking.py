"""Figures under flat names, for one meeting and pooled."""

from __future__ import annotations

import pytest

from argentum.airtime.figures.events import TurnTakingEvents, turn_taking_events
from argentum.airtime.figures.turn_taking import turn_taking
from argentum.airtime.figures.windows import talk_over_time
from argentum.airtime.timeline import Segment, timeline_of

MINUTE_MS = 60_000


def _events(*segments: Segment) -> TurnTakingEvents:
    return turn_taking_events(timeline_of("m", segments))


def test_rates_are_per_minute_of_the_span() -> None:
    figures = turn_taking([_events(Segment(0, 20_000, "ann"), Segment(21_500, 30_000, "bob"))])

    assert figures["span_ms"] == 30_000
    assert figures["turns_per_min"] == 4.0
    assert (figures["gaps_per_min"], figures["gap_s_per_min"], figures["gap_ms_p50"]) == (2.0, 3.0, 1_500)
    assert (figures["silences_over_1s_per_min"], figures["silences_over_2s_per_min"]) == (2.0, 0.0)
    assert figures["silence_share"] == pytest.approx(0.05)


def test_dead_air_is_longer_than_its_second_and_not_as_long() -> None:
    segments = [Segment(0, 28_000, "ann"), Segment(29_000, 30_000, "bob")]

    exactly = turn_taking([_events(*segments)])
    longer = turn_taking([_events(segments[0], segments[1]._replace(start_ms=29_001))])

    assert (exactly["silences_over_1s_per_min"], longer["silences_over_1s_per_min"]) == (0.0, 2.0)


def test_own_silences_up_to_the_bridge_are_no_pauses() -> None:
    figures = turn_taking(
        [_events(Segment(0, 1_000, "ann"), Segment(1_200, 2_000, "ann"), Segment(2_201, 3_000, "ann"))]
    )

    assert figures["ipus_per_min"] == 40.0
    assert figures["pauses_per_min"] == 20.0


def test_percentiles_are_pooled_over_the_events_of_all_meetings() -> None:
    first = _events(Segment(0, 1_000, "ann"), Segment(1_100, 2_200, "bob"))
    second = _events(Segment(0, 1_000, "ann"), Segment(1_500, 2_600, "bob"))

    figures = turn_taking([first, second])

    assert figures["fto_turn_level_count"] == 2
    assert (figures["fto_turn_level_ms_p5"], figures["fto_turn_level_ms_p50"]) == (120.0, 300.0)


def test_what_did_not_happen_is_undefined_and_not_zero() -> None:
    figures = turn_taking([_events()])

    assert figures["span_ms"] == 0
    assert figures["turns_per_min"] is None
    assert figures["fto_turn_level_ms_p50"] is None
    assert figures["return_rate"] is None


def test_evenness_over_time_keeps_the_place_of_a_silent_window() -> None:
    timeline = timeline_of("m", [Segment(0, MINUTE_MS, "ann"), Segment(2 * MINUTE_MS, 3 * MINUTE_MS, "bob")])

    windows = talk_over_time(timeline, window_ms=MINUTE_MS)

    assert [(window.start_ms, window.gini) for window in windows] == [(0, 0.5), (60_000, None), (120_000, 0.5)]
