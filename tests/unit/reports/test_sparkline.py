"""Small bars in text."""

from __future__ import annotations

from argentum.reports.sparkline import sparkline


def test_a_value_has_the_sign_of_its_height_and_a_missing_one_is_a_blank() -> None:
    assert sparkline([0.0, 0.5, None, 1.0]) == "▁▅ █"
    assert sparkline([0.0, 0.5, None, 1.0], ascii_only=True) == "_+ @"
