"""Who asks for the floor, in the order in which they should get it.

The progressive stack orders by how much people have said, in bands around the median, so that a few seconds more do
not cost a place: under half the median first, then the middle, then those half as much above it. Direct replies go
before new points. A hand stays up until its owner has really spoken, because people get interrupted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

DWELL_MS = 10_000
"""Speech after which a hand goes down by itself."""


class Hand(NamedTuple):
    """One raised hand."""

    participant_id: str
    raised_ms: int
    reply: bool
    talk_before_ms: int
    """What its owner had said when raising it."""


class SpeakingQueue:
    """The raised hands of a meeting."""

    __slots__ = ("_hands",)

    def __init__(self) -> None:
        """Begin with no hand up."""
        self._hands: dict[str, Hand] = {}

    def raise_hand(self, participant_id: str, *, at_ms: int, reply: bool, talk_ms: int) -> bool:
        """Take a place; whoever has one keeps it, though a point may become a reply. Tells whether anything changed."""
        hand = self._hands.get(participant_id)
        if hand is None:
            self._hands[participant_id] = Hand(participant_id, at_ms, reply, talk_ms)
            return True
        if reply and not hand.reply:
            self._hands[participant_id] = hand._replace(reply=True)
            return True
        return False

    def lower_hand(self, participant_id: str) -> bool:
        """Give up a place; tells whether there was one."""
        return self._hands.pop(participant_id, None) is not None

    def has_spoken(self, participant_id: str, talk_ms: int) -> bool:
        """Lower the hand of somebody who has spoken for `DWELL_MS` since raising it; tells whether it went down."""
        hand = self._hands.get(participant_id)
        return hand is not None and talk_ms - hand.talk_before_ms >= DWELL_MS and self.lower_hand(participant_id)

    def first_come(self) -> tuple[str, ...]:
        """Give the order of raising, direct replies first."""
        ordered = sorted(self._hands.values(), key=lambda hand: (not hand.reply, hand.raised_ms, hand.participant_id))
        return tuple(hand.participant_id for hand in ordered)

    def least_spoken_first(self, talk_ms: Mapping[str, int]) -> tuple[str, ...]:
        """Give the order of the progressive stack; `talk_ms` has everybody who shares the time, hands up or not."""
        bands = {participant: band(own, sorted(talk_ms.values())) for participant, own in talk_ms.items()}

        def place(hand: Hand) -> tuple[bool, int, int, int, str]:
            who = hand.participant_id
            return not hand.reply, bands.get(who, 1), talk_ms.get(who, 0), hand.raised_ms, who

        return tuple(hand.participant_id for hand in sorted(self._hands.values(), key=place))


def band(talk_ms: int, ordered_ms: list[int]) -> int:
    """Place somebody against the median of all: 0 under half of it, 2 half as much above it or more, else 1."""
    count = len(ordered_ms)
    twice_median = ordered_ms[(count - 1) // 2] + ordered_ms[count // 2] if count else 0
    if 4 * talk_ms < twice_median:
        return 0
    return 2 if twice_median and 4 * talk_ms >= 3 * twice_median else 1
