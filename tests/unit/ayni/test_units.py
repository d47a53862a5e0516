"""Unlike units meet only by declared weights."""

from __future__ import annotations

from fractions import Fraction

import pytest

from argentum.ayni.units import POINT, Unit, counted_micro, unit_named
from argentum.errors import InteractionError

TOKEN = Unit(name="token", weight=Fraction("0.8"), scale=Fraction(1000), meaning="")
SECOND = Unit(name="second", weight=Fraction(1), scale=Fraction(60), meaning="")
UNITS = {unit.name: unit for unit in (POINT, TOKEN, SECOND)}


def test_an_amount_counts_by_weight_scale_and_quality() -> None:
    assert counted_micro(2_500_000_000, rate_pico=TOKEN.rate_pico, quality_micro=500_000) == 1_000_000


def test_the_default_unit_counts_as_it_is() -> None:
    assert counted_micro(123_456, rate_pico=POINT.rate_pico) == 123_456


@pytest.mark.parametrize("hours", [1, 24, 100])
def test_hours_in_seconds_come_to_whole_minutes(hours: int) -> None:
    assert counted_micro(hours * 3_600_000_000, rate_pico=SECOND.rate_pico) == hours * 60_000_000


def test_what_counts_at_all_never_vanishes_in_rounding() -> None:
    assert counted_micro(1, rate_pico=TOKEN.rate_pico) == 1
    assert counted_micro(1_000_000, rate_pico=TOKEN.rate_pico, quality_micro=0) == 0


def test_an_unknown_unit_is_refused_with_the_nearest_known_one() -> None:
    with pytest.raises(
        InteractionError, match="unit: found 'tokens', allowed: point, token, second; did you mean 'token'"
    ):
        unit_named("tokens", UNITS)
