"""Virtual time is held back to the clock, late instants happen at once."""

from __future__ import annotations

import pytest

from argentum.drivers.pace import RealTimePace


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 6))
        self.now_s += seconds


@pytest.mark.parametrize(("factor", "slept"), [(1.0, [2.0, 3.0]), (4.0, [0.5, 0.75])])
def test_an_instant_happens_when_the_clock_has_reached_it(factor: float, slept: list[float]) -> None:
    clock = Clock()
    pace = RealTimePace(factor, clock=clock, sleep=clock.sleep)

    for at_ms in (0, 2000, 5000):
        pace.wait_until(at_ms)

    assert clock.slept == slept


def test_an_instant_that_is_late_happens_at_once_and_does_not_move_the_next() -> None:
    clock = Clock()
    pace = RealTimePace(1.0, clock=clock, sleep=clock.sleep)
    pace.wait_until(0)
    clock.now_s += 3

    pace.wait_until(1000)
    pace.wait_until(5000)

    assert clock.slept == [2.0]


def test_nobody_waits_for_what_is_repeated_from_a_record() -> None:
    clock = Clock()
    repeating = [True]
    pace = RealTimePace(1.0, catching_up=lambda: repeating[0], clock=clock, sleep=clock.sleep)
    pace.wait_until(60_000)
    repeating[0] = False

    pace.wait_until(61_000)
    pace.wait_until(63_000)

    assert clock.slept == [2.0]
