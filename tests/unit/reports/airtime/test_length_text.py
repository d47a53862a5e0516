"""Lengths and shares in words."""

from __future__ import annotations

import pytest

from argentum.reports.airtime.length_text import (
    index_text,
    length_text,
    offset_text,
    percent_text,
    seconds_text,
    span_text,
)


@pytest.mark.parametrize(
    ("length_ms", "text"),
    [
        (0, "0:00"),
        (2_500, "0:03"),
        (3_500, "0:04"),
        (59_499, "0:59"),
        (59_500, "1:00"),
        (3_599_600, "1:00:00"),
        (36_061_000, "10:01:01"),
        (-61_000, "-1:01"),
        (-400, "0:00"),
    ],
)
def test_lengths_are_minutes_and_seconds_and_hours_when_there_are_any(length_ms: int, text: str) -> None:
    assert length_text(length_ms) == text


@pytest.mark.parametrize(
    ("share", "text"), [(None, "–"), (0.0, "0 %"), (0.026, "2.6 %"), (0.0996, "10 %"), (0.478, "48 %"), (1.5, "150 %")]
)
def test_small_shares_have_a_decimal(share: float | None, text: str) -> None:
    assert percent_text(share) == text


@pytest.mark.parametrize(
    ("offset_ms", "text"),
    [(1_500, "1.50 s after"), (-30, "0.03 s before"), (0, "0.00 s after"), (-90_000, "1:30 min before")],
)
def test_offsets_are_before_or_after(offset_ms: int, text: str) -> None:
    assert offset_text(offset_ms) == text


def test_breaks_are_told_beside_a_length_that_has_none_of_them() -> None:
    assert span_text([]) == "from the first word to the last"
    assert span_text([60_000]) == "from the first word to the last, without a break of 1:00"
    assert span_text([60_000, 90_000]) == "from the first word to the last, without 2 breaks, 2:30 together"


def test_indices_and_offsets_have_two_decimals() -> None:
    assert (index_text(0.3485), index_text(None)) == ("0.35", "–")
    assert (seconds_text(-1_234), seconds_text(None)) == ("-1.23 s", "–")
