"""Agents without words, for studies of the economy: they speak, address each other and owe answers, in microseconds.

Whom they address follows section 1 of the economy of the floor: somebody with probability .72, in .6 of these cases the
previous speaker.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from argentum.errors import UsageError
from argentum.ports.writing import WritingRequest
from argentum.rng import Stream, Streams
from argentum.smoothing import at_least
from argentum.transcript.utterance import Draft, InterjectionType, Utterance

_LENGTH_SPREAD = 0.12
_ADDRESSES = 0.72
_IMPORTANCE_FLOOR, _IMPORTANCE_SPREAD = 0.3, 0.6
_RESERVE_WORDS = 7
_TYPES: tuple[InterjectionType, ...] = ("support", "clarify", "challenge")


class TextFreePanel:
    """Stands in for `SimulatedPanel` where only who speaks when matters: drafts without text."""

    def __init__(self, agent_ids: Sequence[str], streams: Streams, *, return_bias: float = 0.6) -> None:
        """Take who is there.

        `return_bias` is the share of the addresses that go to the previous speaker, 0 to 1.

        Raises:
            UsageError: There is nobody, or an id occurs twice.
        """
        if not agent_ids or len(set(agent_ids)) < len(agent_ids):
            raise UsageError("a panel needs at least one agent, each with an id of its own")
        self._agent_ids = tuple(agent_ids)
        self._stream = streams.named("text-free")
        self._return_bias = return_bias
        self._previous: str | None = None
        self._before: str | None = None

    def hear(self, utterance: Utterance) -> None:
        """Note who spoke last; interjections do not take the floor."""
        if utterance.kind != "interjection" and utterance.agent_id != self._previous:
            self._before = self._previous
            self._previous = utterance.agent_id

    def write(self, request: WritingRequest) -> Draft:
        """Give a length and an addressee."""
        stream = self._stream
        speaking = request.speaking.agent_id if request.speaking is not None else self._previous
        previous = speaking if speaking != request.agent_id else self._before
        if request.purpose == "interjection":
            return self._interjection(request, previous, stream)
        if request.purpose == "kicker":
            challenged = (previous,) if previous is not None and previous != request.agent_id else ()
            return Draft(
                words=_length(request.target_words, stream),
                follow_on_words=_length(request.follow_on_words or request.target_words, stream),
                addressed_to=previous,
                challenges=challenged,
            )
        target = self._target(request.agent_id, previous, stream)
        # No answers are named: whoever speaks has answered everybody (the same section: the challenges go to 0).
        return Draft(
            words=_length(request.target_words, stream),
            reserve_words=_RESERVE_WORDS,
            addressed_to=target,
            challenges=() if target is None else (target,),
        )

    def _interjection(self, request: WritingRequest, previous: str | None, stream: Stream) -> Draft:
        kind = request.interjection_type or _TYPES[int(stream.random() * len(_TYPES))]
        challenged = (previous,) if previous is not None and kind != "support" else ()
        return Draft(
            words=_length(request.target_words, stream),
            interjection_type=kind,
            importance=round(_IMPORTANCE_FLOOR + _IMPORTANCE_SPREAD * stream.random(), 3),
            addressed_to=previous,
            challenges=challenged,
        )

    def _target(self, agent_id: str, previous: str | None, stream: Stream) -> str | None:
        if len(self._agent_ids) == 1 or stream.random() >= _ADDRESSES:
            return None
        if previous is not None and previous != agent_id and stream.random() < self._return_bias:
            return previous
        own = self._agent_ids.index(agent_id)
        place = int(stream.random() * (len(self._agent_ids) - 1))
        return self._agent_ids[place + (place >= own)]


def _length(words: int, stream: Stream) -> int:
    """Spread a wanted length log-normally by 12 %; at least one word."""
    return at_least(round(words * math.exp(stream.gauss(0.0, _LENGTH_SPREAD))), 1)
