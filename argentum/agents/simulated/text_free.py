"""Agents without words: they address and challenge one another as people do, for studies of the economy."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from argentum.ports.writing import WritingRequest
from argentum.rng import Streams
from argentum.transcript.utterance import Draft, Utterance

_ADDRESSES = 0.72
"""Share of segments that speak to somebody (economy study, section 1: .70 to .75)."""
_TO_PREVIOUS = 0.6
_LENGTH_LOG_SD = 0.12
"""A writer misses its target length by about so much (floor-timing study, section 2.1)."""
_RESERVE_WORDS = 7


class TextFreePanel:
    """Writes nothing but lengths and addressees.

    A segment addresses somebody with probability .72: the previous speaker with .6, else anyone of the others alike.
    Chance comes from the stream `text_free`, in the order of the requests.
    """

    def __init__(self, agent_ids: Sequence[str], streams: Streams) -> None:
        """Take who is at the table."""
        self._others = {agent: tuple(other for other in agent_ids if other != agent) for agent in agent_ids}
        self._stream = streams.named("text_free")
        self._last_speaker: str | None = None

    def hear(self, utterance: Utterance) -> None:
        """Note who spoke."""
        if utterance.kind != "interjection":
            self._last_speaker = utterance.agent_id

    def write(self, request: WritingRequest) -> Draft:
        """Give a draft with words to count and nobody's words."""
        words = self._words(request.target_words)
        if request.purpose == "interjection":
            return Draft(words=words, interjection_type=request.interjection_type)
        speaking = request.speaking.agent_id if request.speaking is not None else self._last_speaker
        if request.purpose == "kicker":
            target = (speaking,) if speaking is not None and speaking != request.agent_id else ()
            follow_on = self._words(round(1.2 * request.target_words))
            return Draft(words=words, follow_on_words=follow_on, challenges=target, answers=target)
        addressed = self._addressed(request.agent_id, speaking)
        answers = (speaking,) if speaking is not None and speaking != request.agent_id else ()
        return Draft(
            words=words,
            reserve_words=_RESERVE_WORDS,
            addressed_to=addressed,
            challenges=() if addressed is None else (addressed,),
            answers=answers,
        )

    def _words(self, target: int) -> int:
        return max(1, round(target * exp(self._stream.gauss(0.0, _LENGTH_LOG_SD))))

    def _addressed(self, agent_id: str, previous: str | None) -> str | None:
        stream = self._stream
        others = self._others[agent_id]
        if not others or stream.random() >= _ADDRESSES:
            return None
        if previous is not None and previous != agent_id and stream.random() < _TO_PREVIOUS:
            return previous
        return stream.choice(others)
