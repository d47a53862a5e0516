from __future__ import annotations

from argentum.rng import Stream, Streams


def draws(stream: Stream) -> list[float]:
    """Draw an odd number of normal values: the generator keeps the second of each pair for later."""
    return [stream.gauss(0.0, 1.0) for _ in range(5)]


def test_a_restarted_stream_draws_as_a_fresh_one_of_that_name() -> None:
    streams = Streams(7)
    stream = streams.fresh("before")
    draws(stream)

    streams.restart(stream, "after")

    assert draws(stream) == draws(streams.fresh("after"))


def test_a_named_stream_goes_on_and_a_fresh_one_begins_again() -> None:
    streams = Streams(7)

    first = draws(streams.named("one"))

    assert draws(streams.named("one")) != first
    assert draws(streams.fresh("one")) == first
