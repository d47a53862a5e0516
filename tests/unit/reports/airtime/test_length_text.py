"""Lengths and shares in words."""

from __future__ import annotations

import pytest

from argentum.reports.airtime.length_text import index_text, length_text, percent_text, seconds_text


@pytest.mark.parametrize(
    ("length_ms", "text"),
    [
        (0, "0:00"),
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


def test_indices_and_offsets_have_two_decimals() -> None:
    assert (index_text(0.3485), index_text(None)) == ("0.35", "–")
    assert (seconds_text(-1_234), seconds_text(None)) == ("-1.23 s", "–")
