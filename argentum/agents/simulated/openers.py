"""The first sentence of a segment: how a move begins."""

from __future__ import annotations

from collections.abc import Sequence

from argentum.agents.profile import AgentProfile
from argentum.agents.simulated.composition import Composition
from argentum.agents.simulated.evidence_desk import Quotation
from argentum.agents.simulated.memory import echo_of
from argentum.agents.simulated.phrase_book import section
from argentum.agents.simulated.planner import Plan
from argentum.agents.simulated.realiser import Line, as_mention
from argentum.agents.simulated.table import Table
from argentum.agents.simulated.topic import Mention
from argentum.rng import Stream
from argentum.transcript.utterance import Citation

_SIDES = {1: "pro", -1: "contra", 0: "tension"}
_SHORTEST_QUOTE_WORDS = 9
_LONGEST_TITLE_WORDS = 7
_POOLS: dict[str, tuple[str, ...]] = {
    "rebut": ("moves/rebut",),
    "figure": ("moves/figure", "moves/rebut"),
    "concede": ("moves/concede",),
    "agree": ("moves/agree",),
    "answer": ("moves/answer",),
    "callback": ("moves/callback",),
    "resume": ("moves/resume",),
    "after_interrupt": ("moves/after_interrupt",),
    "common": ("moves/common",),
    "reframe": ("moves/reframe",),
}


class Openers:
    """Begins segments; knows which document was quoted last."""

    def __init__(self, table: Table) -> None:
        """Share the table."""
        self._table = table
        self._last_label: str | None = None

    def begin(self, plan: Plan, agent: AgentProfile, target_words: int, tones: Sequence[str], stream: Stream, out: Composition) -> bool:
        """Say the first sentence of the move; tell whether it could be said."""
        if plan.move in {"evidence", "counter"}:
            return self._quote(plan, agent, target_words, tones, stream, out)
        if plan.move == "opening":
            pools = section(f"voices/{agent.style.voice}/opening", "moves/opening")
        elif plan.move == "closing":
            pools = section(f"voices/{agent.style.voice}/closing", f"moves/closing_{_SIDES[plan.polarity]}")
        elif plan.move == "tension":
            pools = section(f"frames/{plan.frame}/tension")
        else:
            pools = section(*_POOLS.get(plan.move, ()))
        want = first_words(agent, target_words)
        if plan.subject is None:
            return out.add(self._table.realiser.say(pools, stream, want=want, tones=tones, slack=max(3, want // 2)))
        return out.add(self._take_up(plan, pools, want, target_words, tones, stream))

    def slots(self, plan: Plan, *, nth: int = 0) -> dict[str, Mention]:
        """Give what a sentence about the subject of a plan can be filled with."""
        said = plan.subject
        if said is None:
            return {}
        slots = {"name": as_mention(self._table.profiles[said.agent_id].name)} if said.agent_id in self._table.profiles else {}
        echo = echo_of(said, nth)
        if echo:
            slots["echo"] = as_mention(echo)
        if said.figures:
            slots["figure"] = as_mention(said.figures[-1 - nth % len(said.figures)])
        return slots

    def _take_up(
        self, plan: Plan, pools: Sequence[object], want: int, target_words: int, tones: Sequence[str], stream: Stream
    ) -> Line | None:
        """Answer a subject, with one or another of the things it said."""
        said = plan.subject
        assert said is not None  # noqa: S101 - the caller has looked
        for nth in range(min(3, max(1, len(said.spans)))):
            slots = self.slots(plan, nth=nth + said.taken_up)
            wide = max(3, want // 2) if nth else max(2, want // 3)
            line = self._table.realiser.say(section(*_POOLS[plan.move]), stream, want=want, slots=slots, tones=tones, slack=wide)
            if line is not None:
                said.taken_up += 1
                return line
        pool = section(*_POOLS[plan.move])
        line = self._table.realiser.say(pool, stream, want=target_words, slots=self.slots(plan), tones=tones, slack=target_words)
        return line or self._table.realiser.say_again(pool, stream, want=want, slots=self.slots(plan))

    def _quote(
        self, plan: Plan, agent: AgentProfile, target_words: int, tones: Sequence[str], stream: Stream, out: Composition
    ) -> bool:
        """Quote a passage, against a quoted one if the move is to counter it."""
        longest = max(_SHORTEST_QUOTE_WORDS, round(target_words * 1.2) - 2)
        said = plan.subject
        desk = self._table.desk
        quotation: Quotation | None = None
        if said is not None and said.cited:
            quotation = desk.against(said.cited[-1], plan.polarity, longest)
        pool_name = "counter" if quotation is not None else "quote"
        if quotation is not None and quotation.follows is not None:
            pool_name = "next_line"
        if quotation is None:
            quotation = desk.for_point(plan.frame, agent.knowledge, plan.polarity, longest)
        if quotation is None:
            return False
        passage = quotation.passage
        if pool_name == "quote" and plan.polarity and quotation.polarity != plan.polarity:
            pool_name = "quote_despite"
        slots = self.slots(plan)
        slots["quote"] = as_mention(passage.text[:-1])
        slots["source"] = as_mention(self._source(passage.label, passage.document, target_words, stream))
        pool = section(f"moves/{pool_name}")
        line = self._table.realiser.say(
            pool, stream, want=max(target_words - 4, len(passage.text.split()) + 3), slots=slots, tones=tones, slack=8
        )
        if line is None:
            line = self._table.realiser.say(section("moves/quote"), stream, want=target_words, slots=slots, tones=tones, slack=20)
        if line is None:
            line = self._table.realiser.say_again(section("moves/quote"), stream, want=target_words, slots=slots)
        if line is None:
            return False
        desk.quoted(passage.passage_id)
        self._last_label = passage.label
        out.add(line)
        out.cited.append(passage.passage_id)
        out.citations.append(
            Citation(label=passage.label, document=passage.document, quote=passage.text, relevance=quotation.relevance)
        )
        return True

    def _source(self, label: str, document: str, target_words: int, stream: Stream) -> str:
        """Name the source aloud: by title, or by label where time or breath is short."""
        if label == self._last_label and stream.random() < 0.6:
            return "the same paper"
        if len(document.split()) > _LONGEST_TITLE_WORDS or target_words < 17 or stream.random() < 0.25:
            return label
        return f"“{document}”"


def first_words(agent: AgentProfile, target_words: int) -> int:
    """Give the length of a first sentence: the agent's own measure, and about half of what is asked for."""
    if target_words < 10:
        return target_words
    return max(4, min(agent.style.sentence_words + 2, round(target_words * 0.52), target_words - 4))
