from __future__ import annotations

import time

from argentum.workspace.steady_clock import SteadyClock


def test_the_clock_begins_with_that_of_the_machine_and_never_runs_backwards() -> None:
    before_ms = time.time_ns() // 1_000_000
    clock = SteadyClock()
    times = [clock() for _ in range(100)]

    assert clock.behind_ms == 0
    assert times[0] >= before_ms
    assert times == sorted(times)


def test_after_a_log_that_is_ahead_it_goes_on_where_the_log_ends() -> None:
    ahead_ms = time.time_ns() // 1_000_000 + 3_600_000

    clock = SteadyClock(not_before_ms=ahead_ms)

    assert clock() >= ahead_ms
    assert 0 < clock.behind_ms <= 3_600_000
