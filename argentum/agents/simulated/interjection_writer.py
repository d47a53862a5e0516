"""Writes interjections: at most twelve words that take up what is being said."""

from __future__ import annotations

from collections.abc import Sequence

from argentum.agents.simulated.chance import happens, pick
from argentum.agents.simulated.memory import Said
from argentum.agents.simulated.reaction import Reaction, Wish, react
from argentum.agents.simulated.table import Table
from argentum.agents.simulated.temper import mood_after
from argentum.ports.writing import WritingRequest
from argentum.rng import Stream
from argentum.transcript.utterance import Draft, InterjectionType

LONGEST_WORDS = 12
_USUAL_WORDS = 7
_SLACK = 4
_SHORTEST_WORDS = 3
_IMPORTANCE: dict[str, tuple[float, float]] = {"support": (0.3, 0.3), "clarify": (0.5, 0.25), "challenge": (0.55, 0.3)}


class InterjectionWriter:
    """Writes the interjections of every agent."""

    def __init__(self, table: Table) -> None:
        """Share the table."""
        self._table = table

    def write(self, request: WritingRequest, stream: Stream) -> Draft:
        """Write one interjection of the wanted type, or of one that suits the agent's stance."""
        table = self._table
        agent = table.profiles[request.agent_id]
        heard = (
            table.memory.recall(request.speaking)
            if request.speaking is not None
            else table.memory.last_by_other(agent.id)
        )
        polarity = table.planner.side(agent, stream)
        wanted = request.interjection_type or _suited(heard, polarity, stream)
        reaction = self._react(wanted, heard, table.tones(agent, request.mood), stream)
        line = reaction.line if reaction is not None else None
        text = line.text if line is not None else ""
        speaker = heard.agent_id if heard is not None and heard.agent_id != agent.id else None
        if heard is not None and line is not None:
            heard.taken_up += 1
        table.memory.expect(
            Said(
                agent_id=agent.id,
                kind="interjection",
                text=text,
                spans=line.spans if line is not None else (),
                anchors=line.anchors if line is not None else (),
                frame=heard.frame if heard is not None else "",
                polarity=polarity,
            )
        )
        low, spread = _IMPORTANCE[wanted]
        weight = low + spread * stream.random() + (0.1 if heard is not None and heard.cited else 0.0)
        return Draft(
            text=text,
            words=len(text.split()),
            interjection_type=wanted,
            importance=round(min(1.0, weight), 3),
            addressed_to=speaker,
            challenges=(speaker,) if speaker and wanted != "support" else (),
            takes_up=reaction.takes_up if reaction is not None and request.speaking is not None else (),
            mood=mood_after(request.mood, "agree" if wanted == "support" else "question"),
        )

    def _react(
        self, wanted: InterjectionType, heard: Said | None, tones: Sequence[str], stream: Stream
    ) -> Reaction | None:
        wish = Wish(
            book=f"moves/interject_{wanted}",
            tails="moves/interject_tails",
            sections=(),
            question=wanted == "clarify",
            usual_words=_USUAL_WORDS,
            slack=_SLACK,
            shortest=_SHORTEST_WORDS,
            longest=LONGEST_WORDS,
            tones=tones,
        )
        return react(self._table, heard, wish, stream)


def _suited(heard: Said | None, polarity: int, stream: Stream) -> InterjectionType:
    agreement = polarity * heard.polarity if heard is not None else 0
    if happens(stream, 0.2):
        return "clarify"
    if agreement:
        return "support" if agreement > 0 else "challenge"
    return pick(stream, ("challenge", 0.55), ("clarify", 0.45))
