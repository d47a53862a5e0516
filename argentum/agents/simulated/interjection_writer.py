"""Writes interjections: at most twelve words that take up what is being said."""

from __future__ import annotations

from collections.abc import Sequence

from argentum.agents.simulated.chance import happens, pick
from argentum.agents.simulated.memory import Said, echo_of
from argentum.agents.simulated.phrase_book import section
from argentum.agents.simulated.realiser import Line, as_mention
from argentum.agents.simulated.table import Table
from argentum.agents.simulated.temper import mood_after
from argentum.agents.simulated.topic import Mention
from argentum.ports.writing import WritingRequest
from argentum.rng import Stream
from argentum.transcript.utterance import Draft, InterjectionType

LONGEST_WORDS = 12
_USUAL_WORDS = 7
_SLACK = 4
_VARIETY = 4.0
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
        polarity = table.planner.side(agent, heard, stream)
        wanted = request.interjection_type or _suited(heard, polarity, stream)
        line = self._say(wanted, heard, table.tones(agent, request.mood), stream)
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
            mood=mood_after(request.mood, "agree" if wanted == "support" else "question"),
            on_topic=0.9 if line is not None and line.topical else 0.7,
        )

    def _say(self, wanted: InterjectionType, heard: Said | None, tones: Sequence[str], stream: Stream) -> Line | None:
        pool = section(f"moves/interject_{wanted}")
        count = len(heard.spans) if heard is not None else 0
        for nth in range(max(1, count)):
            line = self._table.realiser.say(
                pool,
                stream,
                want=_USUAL_WORDS,
                slots=self._slots(heard, nth),
                slack=_SLACK,
                tones=tones,
                variety=_VARIETY,
            )
            if line is not None and line.words <= LONGEST_WORDS:
                return line
        heads, tails = section(f"moves/interject_{wanted}_heads"), section("moves/interject_tails")
        return self._table.realiser.say_pair(heads, tails, stream, longest=LONGEST_WORDS, slots=self._slots(heard, 0))

    def _slots(self, heard: Said | None, nth: int) -> dict[str, Mention]:
        if heard is None:
            return {}
        slots: dict[str, Mention] = {}
        if heard.agent_id in self._table.profiles:
            slots["name"] = as_mention(self._table.profiles[heard.agent_id].name)
        echo = echo_of(heard, nth)
        if echo:
            slots["echo"] = as_mention(echo)
        if heard.figures:
            slots["figure"] = as_mention(heard.figures[-1])
        return slots


def _suited(heard: Said | None, polarity: int, stream: Stream) -> InterjectionType:
    agreement = polarity * heard.polarity if heard is not None else 0
    if happens(stream, 0.2):
        return "clarify"
    if agreement:
        return "support" if agreement > 0 else "challenge"
    return pick(stream, ("challenge", 0.55), ("clarify", 0.45))
