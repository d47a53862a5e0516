"""What measured latencies say about the next answer."""

from __future__ import annotations

from argentum.timing.latency import LatencyMeter


def measured(*latencies_ms: int) -> LatencyMeter:
    meter = LatencyMeter(1200)
    for latency_ms in latencies_ms:
        meter.observe(latency_ms)
    return meter


def test_before_anything_is_measured_the_guess_counts() -> None:
    meter = LatencyMeter(1200)

    assert (meter.measured, meter.p95_ms, meter.median_ms) == (False, 1200, 1200)
    assert meter.deadline_ms(start_ms=1200, factor=2.5) == 1200


def test_of_a_few_answers_the_slowest_counts_with_half_as_much_again() -> None:
    assert measured(800, 1000, 600).p95_ms == 1500


def test_of_many_answers_the_ninety_fifth_percentile_counts() -> None:
    assert measured(*range(100, 2100, 100)).p95_ms == 2000
    assert measured(*[500] * 39, 9000).p95_ms == 500


def test_only_the_newest_forty_count() -> None:
    assert measured(*[9000] * 40, *[400] * 40).p95_ms == 400


def test_a_deadline_follows_the_measure_but_not_below_where_it_started() -> None:
    assert measured(4000).deadline_ms(start_ms=1200, factor=2.5) == 15_000
    assert measured(100).deadline_ms(start_ms=1200, factor=2.5) == 1200


def test_patience_grows_with_time_outs_up_to_a_limit_and_an_answer_ends_it() -> None:
    meter = LatencyMeter(1000)
    deadlines = []
    for _ in range(5):
        deadlines.append(meter.deadline_ms(start_ms=1000, factor=2.5))
        meter.timed_out()

    meter.observe(100)

    assert deadlines == [1000, 1500, 2250, 3375, 4000]
    assert meter.deadline_ms(start_ms=1000, factor=2.5) == 1000


def test_an_answer_is_overdue_a_third_after_the_percentile() -> None:
    assert measured(1000).overdue_ms() == 1950
