"""Named streams of chance: the only module that imports `random`.

A stream is derived from the session's seed and a stable name, so that a new draw in one place does not move the
draws of another. `random.Random` seeds itself from a string by SHA-512, not by `hash()`, which keeps the streams equal
in different processes and under different hash seeds.
"""

from __future__ import annotations

from random import Random as Stream

__all__ = ["Stream", "Streams"]


class Streams:
    """The streams of one session, each made once and kept.

    `named` returns the same object for the same name, so that draws go on where they stopped; `fresh` returns a new
    stream at its beginning, for draws that must depend on a name alone (a request id, a clip id) and not on what was
    drawn before.
    """

    __slots__ = ("_kept", "seed")

    def __init__(self, seed: int) -> None:
        """Take the session's seed, any integer."""
        self.seed = seed
        self._kept: dict[str, Stream] = {}

    def named(self, name: str) -> Stream:
        """Give the stream of this name, going on where its last user stopped."""
        stream = self._kept.get(name)
        if stream is None:
            stream = self._kept[name] = self.fresh(name)
        return stream

    def fresh(self, name: str) -> Stream:
        """Give a new stream for this name, at its beginning."""
        return Stream(f"{self.seed}/{name}")

    def restart(self, stream: Stream, name: str) -> None:
        """Set a stream to the beginning of the one of this name; for somebody who needs one stream after the other.

        Half the price of a new one: `random.Random` seeds a new object twice.
        """
        stream.seed(f"{self.seed}/{name}")
