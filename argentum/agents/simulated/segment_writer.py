"""Writes segments: a first sentence that makes the move, and claims until the wanted length is reached."""

from __future__ import annotations

from argentum.agents.profile import AgentProfile
from argentum.agents.simulated.composition import Composition
from argentum.agents.simulated.memory import Said, echo_of
from argentum.agents.simulated.openers import Openers, first_words
from argentum.agents.simulated.phrase_book import section
from argentum.agents.simulated.planner import Plan
from argentum.agents.simulated.realiser import as_mention
from argentum.agents.simulated.spare_lines import SpareLines
from argentum.agents.simulated.table import Table
from argentum.agents.simulated.temper import mood_after
from argentum.ports.writing import WritingRequest
from argentum.rng import Stream
from argentum.transcript.utterance import Draft, Mood

_SHORT_TURN_WORDS = 6
_QUESTION_WORDS = 8
_LONG_ENOUGH = 0.84
_MOST_LINES = 4
_CHALLENGING = frozenset({"rebut", "figure", "counter", "question", "after_interrupt"})
_ANSWERING = frozenset({"rebut", "figure", "concede", "agree", "answer", "counter", "callback", "after_interrupt", "resume"})
_NAMED_WHEN_ANSWERED = 0.5


class SegmentWriter:
    """Writes the segments of every agent."""

    def __init__(self, table: Table) -> None:
        """Share the table."""
        self.table = table
        self.spare = SpareLines(table)
        self._openers = Openers(table)

    def write(self, request: WritingRequest, stream: Stream) -> Draft:
        """Write one segment."""
        table = self.table
        agent = table.profiles[request.agent_id]
        plan = table.planner.plan(request, stream, has_evidence=not table.desk.is_empty)
        out = Composition()
        acknowledged = self._acknowledge(request, stream, out)
        plan, first = self._begin(plan, agent, request, stream, out)
        if plan.move in {"evidence", "counter"} and out.words < request.target_words - 4:
            fits = "gloss_fit" if plan.polarity >= 0 else "gloss_doubt"
            out.add(table.realiser.say(section(f"moves/{fits}"), stream, want=max(4, request.target_words - out.words), slack=3))
        self.fill_up(out, plan, agent, request.target_words, request.mood, stream)
        if plan.move == "question":
            plan = self._ask(plan, agent, request, stream, out)
        if first is not None and plan.target is not None and plan.move != "question":
            previous = plan.move != "callback"
            named = not previous or stream.random() < _NAMED_WHEN_ANSWERED
            if named and not out.address(table.profiles[plan.target].name, first) and not previous:
                plan = _without_target(plan)
        return self._draft(plan, request, stream, out, acknowledged=acknowledged)

    def fill_up(self, out: Composition, plan: Plan, agent: AgentProfile, target_words: int, mood: Mood | None, stream: Stream) -> None:
        """Add claims until the text is about as long as wanted."""
        slots = {"name": as_mention(self.table.profiles[plan.target].name)} if plan.target else {}
        if plan.move == "question" and target_words >= _QUESTION_WORDS + 4:
            target_words -= _QUESTION_WORDS
        while out.words < target_words * _LONG_ENOUGH and len(out.lines) < _MOST_LINES:
            rest = target_words - out.words
            if rest < 4 and out.lines:
                return
            want = rest
            if not out.lines:
                want = first_words(agent, target_words)
            elif rest > agent.style.sentence_words * 1.5 + 3:
                want = rest // 2
            if not out.add(self.table.claim(agent, plan.frame, plan.polarity, stream, want=want, slots=slots, mood=mood)):
                return

    def _begin(
        self, plan: Plan, agent: AgentProfile, request: WritingRequest, stream: Stream, out: Composition
    ) -> tuple[Plan, int | None]:
        """Make the move; a move that finds no words becomes a plain claim. Gives the number of the line that faces somebody."""
        tones = self.table.tones(agent, request.mood)
        if request.target_words <= _SHORT_TURN_WORDS and plan.subject is not None:
            line = self.table.realiser.say(
                section("moves/short"), stream, want=max(3, request.target_words - out.words), slots=self._openers.slots(plan), slack=2
            )
            if out.add(line):
                return plan, len(out.lines) - 1
        if plan.move not in {"claim", "question"}:
            if self._openers.begin(plan, agent, request.target_words - out.words, tones, stream, out):
                return plan, len(out.lines) - 1
            plan = Plan(move="claim", frame=plan.frame, polarity=plan.polarity, target=None, subject=None, phase=plan.phase)
        return plan, None

    def _ask(self, plan: Plan, agent: AgentProfile, request: WritingRequest, stream: Stream, out: Composition) -> Plan:
        """End with a question to somebody, by name."""
        want = max(5, min(11, request.target_words - out.words))
        frames = self.table.frames[agent.id]
        pools = (section(f"frames/{plan.frame}/question"), section(*(f"frames/{frame}/question" for frame in frames)))
        for pool in pools:
            line = self.table.realiser.say(pool, stream, want=want, slack=4, tones=self.table.tones(agent, request.mood))
            if out.add(line):
                break
        else:
            line = self.table.realiser.say_again(pools[1], stream, want=want)
            if not out.add(line):
                return _without_target(plan)
        if plan.target is None or not out.address(self.table.profiles[plan.target].name, len(out.lines) - 1):
            return _without_target(plan)
        return plan

    def _acknowledge(self, request: WritingRequest, stream: Stream, out: Composition) -> str | None:
        """Take up an interjection in a few words."""
        heard = request.acknowledge
        if heard is None or heard.agent_id not in self.table.profiles or request.target_words < 8:
            return None
        slots = {"name": as_mention(self.table.profiles[heard.agent_id].name)}
        echo = echo_of(self.table.memory.recall(heard))
        if echo:
            slots["echo"] = as_mention(echo)
        line = self.table.realiser.say(section("moves/acknowledge"), stream, want=5, slots=slots, slack=2)
        return heard.agent_id if out.add(line) else None

    def _draft(
        self, plan: Plan, request: WritingRequest, stream: Stream, out: Composition, *, acknowledged: str | None
    ) -> Draft:
        if not out.lines:
            out.add(self.spare.anything(stream))
        target = plan.target if plan.target and plan.target != request.agent_id else None
        answers = self._answers(plan, request.agent_id, target, acknowledged)
        challenges = (target,) if target and (plan.move in _CHALLENGING or (plan.move == "callback" and self._disagrees(plan))) else ()
        text = out.text
        self.table.memory.expect(
            Said(
                agent_id=request.agent_id,
                kind="segment",
                text=text,
                spans=out.spans,
                frame=plan.frame,
                polarity=plan.polarity,
                asks=target if plan.move == "question" else None,
                cited=tuple(out.cited),
            )
        )
        return Draft(
            text=text,
            words=len(text.split()),
            acknowledged_ending=self._ending(request, stream, out) if request.dual_path else "",
            reserve=self.spare.reserve(request.agent_id, stream),
            addressed_to=target,
            challenges=challenges,
            answers=answers,
            citations=tuple(out.citations),
            mood=mood_after(request.mood, plan.move),
            on_topic=out.on_topic,
        )

    def _answers(self, plan: Plan, agent_id: str, target: str | None, acknowledged: str | None) -> tuple[str, ...]:
        owed = self.table.memory.owed.get(agent_id, {})
        taken = [target] if target and plan.move in _ANSWERING and target in owed else []
        if plan.subject is not None and plan.subject.agent_id not in taken and target == plan.subject.agent_id and plan.move in _ANSWERING:
            asked = plan.subject.asks == agent_id
            taken += [target] if asked else []
        if acknowledged and acknowledged not in taken and acknowledged in owed:
            taken.append(acknowledged)
        return tuple(taken)

    def _disagrees(self, plan: Plan) -> bool:
        return plan.subject is not None and plan.subject.polarity * plan.polarity <= 0

    def _ending(self, request: WritingRequest, stream: Stream, out: Composition) -> str:
        """Give the other second half: a few words for whoever spoke in between, then the same continuation."""
        rest = " ".join(line.text for line in out.lines[1:])
        return " ".join(part for part in (self.spare.acknowledgement(request.agent_id, stream), rest) if part)


def _without_target(plan: Plan) -> Plan:
    move = "claim" if plan.move in {"question", "callback"} else plan.move
    return Plan(move=move, frame=plan.frame, polarity=plan.polarity, target=None, subject=plan.subject, phase=plan.phase)
