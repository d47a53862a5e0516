"""Instants and lengths as people read them."""

from __future__ import annotations

from argentum.reports.clock_text import minutes_seconds, seconds_text, subtitle_time


def test_an_hour_is_counted_in_minutes() -> None:
    assert minutes_seconds(61_999) == "01:01"
    assert minutes_seconds(3_600_000) == "60:00"
    assert minutes_seconds(-5) == "00:00"


def test_long_lengths_are_given_in_minutes() -> None:
    assert seconds_text(4700) == "4.7 s"
    assert seconds_text(754_000) == "12:34 min"
    assert [seconds_text(length_ms) for length_ms in (-4700, -754_000, -40)] == ["-4.7 s", "-12:34 min", "0.0 s"]


def test_caption_times_have_hours_and_milliseconds() -> None:
    assert subtitle_time(3_723_004, separator=".") == "01:02:03.004"
    assert subtitle_time(4, separator=",") == "00:00:00,004"
