"""Writes kickers: one sentence of 8 to 12 words that cuts in, and the segment that follows it."""

from __future__ import annotations

from argentum.agents.profile import AgentProfile
from argentum.agents.simulated.composition import Composition
from argentum.agents.simulated.memory import Said
from argentum.agents.simulated.openers import SIDES
from argentum.agents.simulated.planner import Plan, phase_of
from argentum.agents.simulated.reaction import Reaction, Wish, react
from argentum.agents.simulated.segment_writer import SegmentWriter
from argentum.agents.simulated.table import Table
from argentum.agents.simulated.temper import mood_after
from argentum.ports.writing import WritingRequest
from argentum.rng import Stream
from argentum.transcript.utterance import Draft

SHORTEST_WORDS, LONGEST_WORDS = 8, 12
_USUAL_WORDS = 10
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
        polarity = table.planner.side(agent, stream)
        reaction = self._react(heard, agent, polarity, request, stream)
        line = reaction.line if reaction is not None else None
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
        if request.last:
            self._segments.say_goodbye(follow_on, agent, stream)
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
                    claims=part.claims,
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
            takes_up=reaction.takes_up if reaction is not None and request.speaking is not None else (),
            mood=mood_after(request.mood, "kicker"),
            on_topic=follow_on.on_topic,
        )

    def _react(
        self, heard: Said | None, agent: AgentProfile, polarity: int, request: WritingRequest, stream: Stream
    ) -> Reaction | None:
        together = heard is not None and polarity * heard.polarity > 0
        wish = Wish(
            book="moves/kicker_ally" if together else "moves/kicker",
            tails="moves/kicker_ally_tails" if together else "moves/kicker_tails",
            sections=(SIDES[polarity],),
            question=False,
            usual_words=_USUAL_WORDS,
            slack=1,
            shortest=SHORTEST_WORDS,
            longest=LONGEST_WORDS,
            tones=self._table.tones(agent, request.mood),
        )
        reaction = react(self._table, heard, wish, stream)
        if reaction is not None and heard is not None:
            heard.taken_up += 1
        return reaction
