"""Writes kickers: one sentence of 8 to 12 words that cuts in, and the segment that follows it."""

from __future__ import annotations

from collections.abc import Sequence

from argentum.agents.simulated.composition import Composition
from argentum.agents.simulated.memory import Said, echo_of
from argentum.agents.simulated.phrase_book import section
from argentum.agents.simulated.planner import Plan, phase_of
from argentum.agents.simulated.realiser import Line, as_mention
from argentum.agents.simulated.segment_writer import SegmentWriter
from argentum.agents.simulated.table import Table
from argentum.agents.simulated.temper import mood_after
from argentum.agents.simulated.topic import Mention
from argentum.ports.writing import WritingRequest
from argentum.rng import Stream
from argentum.transcript.utterance import Draft

SHORTEST_WORDS, LONGEST_WORDS = 8, 12
_USUAL_WORDS = 10
_VARIETY = 4.0
_SHORTEST_FOLLOW_ON_WORDS = 8


class KickerWriter:
    """Writes the kickers of every agent."""

    def __init__(self, table: Table, segments: SegmentWriter) -> None:
        """Share the table and the way segments are filled up."""
        self._table = table
        self._segments = segments

    def write(self, request: WritingRequest, stream: Stream) -> Draft:
        """Write one kicker with its follow-on."""
        table = self._table
        agent = table.profiles[request.agent_id]
        heard = (
            table.memory.recall(request.speaking)
            if request.speaking is not None
            else table.memory.last_by_other(agent.id)
        )
        speaker = heard.agent_id if heard is not None and heard.agent_id != agent.id else None
        polarity = table.planner.side(agent, heard, stream)
        line = self._say(heard, table.tones(agent, request.mood), stream)
        text = line.text if line is not None else ""
        plan = Plan(
            move="claim",
            frame=table.planner.frame(agent, heard, stream),
            polarity=polarity,
            target=speaker,
            subject=heard,
            phase=phase_of(table.memory, agent.id, len(table.profiles)),
        )
        follow_on = Composition()
        words = max(_SHORTEST_FOLLOW_ON_WORDS, request.follow_on_words or request.target_words)
        self._segments.fill_up(follow_on, plan, agent, stream, words=words, mood=request.mood)
        spoken = Composition()
        spoken.add(line)
        for kind, part in (("kicker", spoken), ("segment", follow_on)):
            table.memory.expect(
                Said(
                    agent_id=agent.id,
                    kind=kind,
                    text=part.text,
                    spans=part.spans,
                    anchors=part.anchors,
                    frame=plan.frame,
                    polarity=polarity,
                )
            )
        owed = table.memory.owed.get(agent.id, {})
        return Draft(
            text=text,
            words=len(text.split()),
            follow_on=follow_on.text,
            follow_on_words=follow_on.words,
            addressed_to=speaker,
            challenges=(speaker,) if speaker else (),
            answers=(speaker,) if speaker in owed else (),
            mood=mood_after(request.mood, "kicker"),
            on_topic=follow_on.on_topic,
        )

    def _say(self, heard: Said | None, tones: Sequence[str], stream: Stream) -> Line | None:
        realiser = self._table.realiser
        pool = section("moves/kicker")
        for nth in range(max(1, len(heard.spans) if heard is not None else 1)):
            slots = self._slots(heard, nth)
            line = realiser.say(pool, stream, want=_USUAL_WORDS, slots=slots, slack=1, tones=tones, variety=_VARIETY)
            if line is not None:
                if heard is not None:
                    heard.taken_up += 1
                return line
        return realiser.say_pair(
            section("moves/kicker_heads"),
            section("moves/kicker_tails"),
            stream,
            shortest=SHORTEST_WORDS,
            longest=LONGEST_WORDS,
            slots=self._slots(heard, 0),
        )

    def _slots(self, heard: Said | None, nth: int) -> dict[str, Mention]:
        if heard is None:
            return {}
        slots: dict[str, Mention] = {}
        if heard.agent_id in self._table.profiles:
            slots["name"] = as_mention(self._table.profiles[heard.agent_id].name)
        echo = echo_of(heard, nth)
        if echo:
            slots["echo"] = as_mention(echo)
        return slots
