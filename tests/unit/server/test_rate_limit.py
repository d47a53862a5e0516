"""How much one key may send."""

from __future__ import annotations

from argentum.server.rate_limit import RATES, RateLimit, RateLimits


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


def test_each_key_has_a_bucket_for_each_thing() -> None:
    limits = RateLimits()
    most = RATES["records"][1]

    asked = [limits.allows(b"ann", "records", 0) for _ in range(most + 1)]

    assert asked == [True] * most + [False]
    assert limits.allows(b"ann", "reading", 0)
    assert limits.allows(b"ben", "records", 0)
    assert limits.allows(b"ann", "records", 1_000)


def test_buckets_that_are_full_again_are_forgotten_and_the_others_are_not() -> None:
    limits = RateLimits()
    for number in range(5_000):
        limits.allows(f"key-{number}".encode(), "participant", 0)
    limits.allows(b"flood", "participant", 4_000, RATES["participant"][1])

    for number in range(5_000):
        limits.allows(f"other-{number}".encode(), "participant", 4_500)

    assert len(limits) <= 5_001
    assert not limits.allows(b"flood", "participant", 4_500, 11)
    assert limits.allows(b"flood", "participant", 4_500, 10)


def test_every_bucket_that_is_empty_holds_something_after_a_second() -> None:
    assert all(per_s >= 1 for per_s, _ in RATES.values())
