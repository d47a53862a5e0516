"""Writes segments: a first sentence that makes the move, and claims until the wanted length is reached."""

from __future__ import annotations

from msgspec.structs import replace

from argentum.agents.profile import AgentProfile
from argentum.agents.simulated.chance import happens
from argentum.agents.simulated.composition import Composition
from argentum.agents.simulated.memory import Said
from argentum.agents.simulated.openers import Beginning, Openers, first_words
from argentum.agents.simulated.phrase_book import section
from argentum.agents.simulated.planner import Plan
from argentum.agents.simulated.realiser import Line, as_mention
from argentum.agents.simulated.spare_lines import SpareLines
from argentum.agents.simulated.table import ClaimWish, Table
from argentum.agents.simulated.temper import mood_after
from argentum.ports.writing import WritingRequest
from argentum.rng import Stream
from argentum.transcript.utterance import Draft, InterjectionType, Mood

_SHORT_TURN_WORDS = 6
_SHORTEST_LINE_WORDS = 4
_SHORTEST_WITH_ACKNOWLEDGEMENT_WORDS = 8
_QUESTION_WORDS = 8
_FOLLOW_UP_WORDS = 7
_FAREWELL_WORDS = 8
_INTRODUCTION_WORDS = 12
_LONG_ENOUGH = 0.84
_LAST_LINE_SLACK = 0.12
_MOST_LINES = 4
_CHALLENGING = frozenset(["rebut", "figure", "counter", "question", "after_interrupt"])
_ANSWERING = frozenset(
    ["rebut", "figure", "concede", "agree", "answer", "counter", "callback", "after_interrupt", "resume"]
)
_UNAVOIDABLE = frozenset(["answer", "resume", "after_interrupt", "closing", "farewell"])
_STILL_FRESH_SEGMENTS = 1
"""A remark is taken up while the segment it fell into, or one more, is the last that was heard; later nobody knows what
is meant."""
_NAMED_WHEN_ANSWERED = 0.5
_NAMES_TOPIC = 0.75


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
        acknowledged = self._acknowledge(plan, request, stream, out)
        if acknowledged is not None and plan.target is not None:
            plan = replace(plan, move="claim", target=None, subject=None)
        if plan.move == "opening":
            table.memory.opened.add(agent.id)
        plan, facing_line = self._begin(plan, agent, request, stream, out)
        if not table.memory.segments and request.speaking is None:
            self._introduce(stream, out)
        if plan.move in {"evidence", "counter"}:
            self._gloss(plan, request, stream, out)
        self.fill_up(out, plan, agent, stream, words=request.target_words, mood=request.mood)
        self._follow_up(plan, agent, request, stream, out)
        if plan.move == "question":
            plan = self._ask(plan, agent, request, stream, out)
        elif facing_line is not None and plan.target is not None:
            plan = self._name(plan, facing_line, stream, out)
        if plan.move in {"closing", "farewell"}:
            out.move_to_end(len(out.lines) and int(acknowledged is not None))
        elif request.last:
            self.say_goodbye(out, agent, stream)
        return self._draft(plan, request, stream, out, acknowledged=acknowledged)

    def _introduce(self, stream: Stream, out: Composition) -> None:
        """Say what the session is about: what is not understood in its own words, the rest by its full name."""
        asked = self.table.topic.asked
        if asked:
            out.add(Line(asked, (), len(asked.split()), topical=True), claims=False)
        elif not any(line.topical for line in out.lines):
            pool, words = section("moves/introduce"), _INTRODUCTION_WORDS
            out.add(self.table.realiser.say(pool, stream, want=words, slack=words), claims=False)

    def say_goodbye(self, out: Composition, agent: AgentProfile, stream: Stream) -> None:
        """End the session with somebody's last words, whatever else they had to answer."""
        pool = section(f"voices/{agent.style.voice}/closing", "moves/farewell")
        out.add(self.table.realiser.say(pool, stream, want=_FAREWELL_WORDS, slack=_FAREWELL_WORDS), claims=False)

    def fill_up(
        self, out: Composition, plan: Plan, agent: AgentProfile, stream: Stream, *, words: int, mood: Mood | None
    ) -> None:
        """Add claims until the text has about so many words."""
        slots = {"name": as_mention(self.table.profiles[plan.target].name)} if plan.target else {}
        if plan.move == "question" and words >= _QUESTION_WORDS + _SHORTEST_LINE_WORDS:
            words -= _QUESTION_WORDS
        while out.words < words * _LONG_ENOUGH and len(out.lines) < _MOST_LINES:
            rest = words - out.words
            if rest < _SHORTEST_LINE_WORDS and out.lines:
                return
            want = rest
            slack: int | None = max(1, round(words * _LAST_LINE_SLACK))
            if not out.lines and rest > first_words(agent, words):
                want, slack = first_words(agent, words) + int(stream.random() * 8) - 2, None
            elif rest > agent.style.sentence_words * 1.5 + 3:
                want, slack = rest // 2, None
            wish = ClaimWish(
                agent=agent,
                frame=plan.frame,
                polarity=plan.polarity,
                want=want,
                slack=slack,
                slots=slots,
                mood=mood,
                answers=plan.subject is not None,
                name_topic=not any(line.topical for line in out.lines) and happens(stream, _NAMES_TOPIC),
            )
            if not out.add(self.table.claim(wish, stream)):
                return

    def _follow_up(
        self, plan: Plan, agent: AgentProfile, request: WritingRequest, stream: Stream, out: Composition
    ) -> None:
        """Leave no announcement without what it announces."""
        if out.lines and out.lines[-1].leads and plan.move != "question":
            self.fill_up(out, plan, agent, stream, words=out.words + _FOLLOW_UP_WORDS, mood=request.mood)

    def _begin(
        self, plan: Plan, agent: AgentProfile, request: WritingRequest, stream: Stream, out: Composition
    ) -> tuple[Plan, int | None]:
        """Make the move, and give the number of the line that faces somebody; a move without words becomes a claim."""
        if request.target_words <= _SHORT_TURN_WORDS and plan.subject is not None:
            slots = self._openers.slots(plan.subject)
            want = max(3, request.target_words - out.words)
            line = self.table.realiser.say(section("moves/short"), stream, want=want, slots=slots, slack=2)
            if out.add(line):
                return plan, len(out.lines) - 1
        if plan.move in {"claim", "question"}:
            return plan, None
        wish = Beginning(
            plan=plan,
            agent=agent,
            target_words=request.target_words - out.words,
            tones=self.table.tones(agent, request.mood),
            stream=stream,
            evidence_wanted=request.evidence_wanted,
            speaking=self.table.memory.recall(request.speaking) if request.speaking is not None else None,
        )
        if self._openers.begin(wish, out):
            return plan, len(out.lines) - 1
        return replace(plan, move="claim", target=None, subject=None), None

    def _gloss(self, plan: Plan, request: WritingRequest, stream: Stream, out: Composition) -> None:
        """Say in a few words what a quotation shows."""
        rest = request.target_words - out.words
        if rest >= _SHORTEST_LINE_WORDS:
            pool = section("moves/gloss_fit" if plan.polarity >= 0 else "moves/gloss_doubt")
            out.add(self.table.realiser.say(pool, stream, want=rest, slack=3))

    def _name(self, plan: Plan, line: int, stream: Stream, out: Composition) -> Plan:
        """Call the other by name: always when it is not the last speaker, else now and then."""
        name = self.table.profiles[plan.target].name if plan.target else ""
        if plan.move == "callback":
            return plan if out.address(name, line) else replace(plan, move="claim", target=None)
        if happens(stream, _NAMED_WHEN_ANSWERED):
            out.address(name, line)
        return plan

    def _ask(self, plan: Plan, agent: AgentProfile, request: WritingRequest, stream: Stream, out: Composition) -> Plan:
        """End with a question to somebody, by name."""
        want = max(5, min(11, request.target_words - out.words))
        everything = section(*(f"frames/{frame}/question" for frame in self.table.frames[agent.id]))
        tones = self.table.tones(agent, request.mood)
        say = self.table.realiser.say
        line = (
            say(section(f"frames/{plan.frame}/question"), stream, want=want, slack=4, tones=tones)
            or say(everything, stream, want=want, slack=5, tones=tones)
            or self.table.realiser.say_again(everything, stream, want=want)
        )
        asked = plan.target is not None and out.add(line)
        if asked and plan.target and out.address(self.table.profiles[plan.target].name, len(out.lines) - 1):
            return plan
        return replace(plan, move="claim", target=None)

    def _acknowledge(self, plan: Plan, request: WritingRequest, stream: Stream, out: Composition) -> str | None:
        """Take up an interjection in a few words, unless the agent cannot but answer somebody else."""
        heard = request.acknowledge
        if heard is None or heard.agent_id not in self.table.profiles:
            return None
        if plan.move in _UNAVOIDABLE:
            return None
        if self.table.memory.segments_since(heard.utterance_id) > _STILL_FRESH_SEGMENTS:
            return None
        if request.target_words < _SHORTEST_WITH_ACKNOWLEDGEMENT_WORDS:
            return None
        slots = {"name": as_mention(self.table.profiles[heard.agent_id].name)}
        pool = section("moves/acknowledge/any", f"moves/acknowledge/{heard.interjection_type}")
        line = self.table.realiser.say(pool, stream, want=5, slots=slots, slack=2)
        return heard.agent_id if out.add(line, claims=False) else None

    def _draft(
        self, plan: Plan, request: WritingRequest, stream: Stream, out: Composition, *, acknowledged: str | None
    ) -> Draft:
        if not out.lines:
            out.add(self.spare.anything(stream))
        target = plan.target if plan.target != request.agent_id else None
        text = out.text
        self.table.memory.expect(
            Said(
                agent_id=request.agent_id,
                kind="segment",
                text=text,
                spans=out.spans,
                anchors=out.anchors,
                claims=out.claims,
                frame=plan.frame,
                move=plan.move,
                polarity=plan.polarity,
                asks=target if plan.move == "question" else None,
                cited=tuple(out.cited),
            )
        )
        against = plan.move in _CHALLENGING or (plan.move == "callback" and _disagrees(plan))
        return Draft(
            text=text,
            words=len(text.split()),
            acknowledged_ending=self._ending(request, stream, out) if request.dual_path else "",
            acknowledgements=self._acknowledgements(request, stream) if request.dual_path else {},
            reserve=self.spare.reserve(request.agent_id, stream),
            addressed_to=target,
            challenges=(target,) if target and against else (),
            answers=self._answers(plan, request.agent_id, target, acknowledged),
            citations=tuple(out.citations),
            mood=mood_after(request.mood, plan.move),
            on_topic=out.on_topic,
        )

    def _answers(self, plan: Plan, agent_id: str, target: str | None, acknowledged: str | None) -> tuple[str, ...]:
        """Give whose open points are taken up: of the one who is answered, and of the one whose interjection is."""
        owed = self.table.memory.owed.get(agent_id, {})
        asked = plan.subject is not None and plan.subject.asks == agent_id
        taken = [target] if target and plan.move in _ANSWERING and (target in owed or asked) else []
        if acknowledged and acknowledged in owed and acknowledged not in taken:
            taken.append(acknowledged)
        return tuple(taken)

    def _ending(self, request: WritingRequest, stream: Stream, out: Composition) -> str:
        """Give the other second half: a few words for whoever spoke in between, then the same continuation."""
        rest = " ".join(line.text for line in out.lines[1:])
        return " ".join(part for part in (self.spare.acknowledgement(request.agent_id, "any", stream), rest) if part)

    def _acknowledgements(self, request: WritingRequest, stream: Stream) -> dict[InterjectionType, str]:
        """Give a few words for each type of remark."""
        kinds: tuple[InterjectionType, ...] = ("support", "clarify", "challenge")
        words = {kind: self.spare.acknowledgement(request.agent_id, kind, stream) for kind in kinds}
        return {kind: line for kind, line in words.items() if line}


def _disagrees(plan: Plan) -> bool:
    return plan.subject is not None and plan.subject.polarity * plan.polarity <= 0
