"""How much one key may send."""

from __future__ import annotations

from argentum.server.rate_limit import RateLimit


def test_a_burst_is_allowed_and_then_a_steady_rate() -> None:
    limit = RateLimit(20, 40, 0)

    burst = [limit.allows(0) for _ in range(41)]
    later = [limit.allows(100) for _ in range(3)]

    assert burst == [True] * 40 + [False]
    assert later == [True, True, False]


def test_what_is_too_much_at_once_takes_nothing_out() -> None:
    limit = RateLimit(20, 40, 0)

    assert not limit.allows(0, 41)
    assert limit.allows(0, 40)


def test_a_bucket_never_holds_more_than_a_burst() -> None:
    limit = RateLimit(20, 40, 0)

    assert limit.allows(3_600_000, 40)
    assert not limit.allows(3_600_000)


def test_a_clock_that_is_set_back_gives_and_takes_nothing() -> None:
    limit = RateLimit(20, 40, 1_000)
    limit.allows(1_000, 40)

    assert not limit.allows(0)
    assert not limit.allows(1_000)
    assert limit.allows(1_050)
