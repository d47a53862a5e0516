"""The first sentence of a segment: how a move begins."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from argentum.agents.profile import AgentProfile
from argentum.agents.simulated.chance import happens
from argentum.agents.simulated.composition import Composition
from argentum.agents.simulated.evidence_desk import Quotation
from argentum.agents.simulated.frames import spoken_name
from argentum.agents.simulated.memory import Said, echo_of
from argentum.agents.simulated.novelty import sentences_in
from argentum.agents.simulated.phrase import Phrase
from argentum.agents.simulated.phrase_book import section
from argentum.agents.simulated.planner import Plan
from argentum.agents.simulated.realiser import Line, as_mention
from argentum.agents.simulated.table import Table
from argentum.agents.simulated.topic import Mention
from argentum.ports.evidence import Passage
from argentum.rng import Stream
from argentum.speech.sanitize import sanitize_text
from argentum.transcript.utterance import Citation

SIDES = {1: "pro", -1: "contra", 0: "tension"}
_SHORTEST_QUOTE_WORDS = 9
_FIRST_VARIETY = 20.0
_FOLLOWING_WORDS = 6
_QUOTED_AT_MOST = 1.25
_QUOTED_AT_MOST_WHEN_WANTED = 1.5
_SOURCE_WORDS = 3
_LONGEST_TITLE_WORDS = 7
_WORDS_FOR_A_TITLE = 19
_TWO_SENTENCES_FROM_WORDS = 10
_POOLS: dict[str, tuple[str, ...]] = {
    "rebut": ("moves/rebut",),
    "figure": ("moves/figure", "moves/rebut"),
    "concede": ("moves/concede",),
    "agree": ("moves/agree",),
    "callback": ("moves/callback",),
    "resume": ("moves/resume",),
    "after_interrupt": ("moves/after_interrupt",),
    "common": ("moves/common",),
    "reframe": ("moves/reframe",),
}


_QUESTIONS: dict[str, str] = {
    "who": "who",
    "whom": "who",
    "whose": "who",
    "why": "why",
    "when": "when",
    "what": "what",
    "which": "what",
    "where": "what",
    "how": "how",
}


_AMOUNTS = frozenset(["much", "many", "often", "long", "far", "big"])
_INVERTED = frozenset(
    ["is", "are", "was", "were", "do", "does", "did", "would", "will", "can", "could", "should", "have", "has", "may"]
)


class Beginning(Struct, frozen=True, kw_only=True):
    """What the first sentence has to go by."""

    plan: Plan
    agent: AgentProfile
    target_words: int
    tones: Sequence[str]
    stream: Stream
    evidence_wanted: bool
    speaking: Said | None
    """What is being said meanwhile, by whomever."""


class Openers:
    """Begins segments."""

    def __init__(self, table: Table) -> None:
        """Share the table."""
        self._table = table

    def begin(self, wish: Beginning, out: Composition) -> bool:
        """Say the first sentence of the move; tell whether it could be said."""
        plan = wish.plan
        if plan.move in {"evidence", "counter"}:
            return self._quote(wish, out)
        voice = f"voices/{wish.agent.style.voice}"
        if plan.move == "opening":
            own = section(f"{voice}/opening")
            want = max(8, round(wish.target_words * 1.1)) - 4
            line = self._table.realiser.say(
                own,
                wish.stream,
                want=want,
                tones=wish.tones,
                slack=want,
                room=wish.target_words + 4,
                variety=_FIRST_VARIETY,
            )
            if line is not None:
                return out.add(line)
        pool = {
            "opening": section("moves/opening"),
            "closing": self._closings(plan.polarity),
            "farewell": section(f"{voice}/closing", "moves/farewell"),
            "answer": section("moves/answer/any", f"moves/answer/{_kind_of_question(plan.subject)}"),
            "tension": section(f"frames/{plan.frame}/tension"),
        }.get(plan.move) or section(*_POOLS.get(plan.move, ()))
        if plan.subject is None:
            want = first_words(wish.agent, wish.target_words)
            slack = max(3, want // 2)
            line = self._table.realiser.say(
                pool, wish.stream, want=want, tones=wish.tones, slack=slack, room=wish.target_words
            )
            return out.add(line)
        return out.add(self._take_up(wish, pool, plan.subject))

    def _closings(self, polarity: int) -> Sequence[Phrase]:
        """Give the last words but one: somebody who may speak again does not say goodbye."""
        if self._table.topic.kind == "idea":
            return section("frames/reason/closing")
        return section(f"moves/closing_{SIDES[polarity]}")

    def slots(self, said: Said | None, *, nth: int = 0) -> dict[str, Mention]:
        """Give what a sentence about an utterance can be filled with."""
        if said is None:
            return {}
        slots: dict[str, Mention] = {}
        if said.agent_id in self._table.profiles:
            slots["name"] = as_mention(self._table.profiles[said.agent_id].name)
        echo = echo_of(said, nth)
        if echo:
            slots["echo"] = as_mention(echo)
        matter = spoken_name(said.frame)
        if matter:
            slots["matter"] = as_mention(matter)
        if said.figures:
            slots["figure"] = as_mention(said.figures[-1 - nth % len(said.figures)])
        return slots

    def _take_up(self, wish: Beginning, pool: Sequence[Phrase], said: Said) -> Line | None:
        """Answer a subject, with one or another of the things it said."""
        realiser, stream = self._table.realiser, wish.stream
        want = first_words(wish.agent, wish.target_words)
        for nth in range(min(3, max(1, len(said.spans)))):
            slots = self.slots(said, nth=nth + said.taken_up)
            slack = max(4, want // 2)
            line = realiser.say(
                pool,
                stream,
                want=want,
                slots=slots,
                tones=wish.tones,
                slack=slack,
                room=wish.target_words + _FOLLOWING_WORDS,
            )
            if line is not None:
                said.taken_up += 1
                return line
        slots = self.slots(said)
        room = wish.target_words
        line = realiser.say(pool, stream, want=want, slots=slots, tones=wish.tones, slack=room, room=2 * room)
        return line or realiser.say_again(pool, stream, want=want, slots=slots)

    def _quote(self, wish: Beginning, out: Composition) -> bool:
        """Quote a passage, against a quoted one if the move is to counter it."""
        plan, stream, realiser = wish.plan, wish.stream, self._table.realiser
        chosen = self._choose(wish)
        if chosen is None:
            return False
        quotation, pool_name = chosen
        passage = quotation.passage
        slots = self.slots(plan.subject)
        slots["quote"] = as_mention(sanitize_text(passage.text)[:-1])
        slots["source"] = as_mention(self._source(passage, wish))
        want = max(wish.target_words, len(passage.text.split()) + 2)
        plain = section("moves/quote")
        line = realiser.say(section(f"moves/{pool_name}"), stream, want=want, slots=slots, tones=wish.tones, slack=8)
        line = line or realiser.say(plain, stream, want=want, slots=slots, tones=wish.tones, slack=20)
        line = line or realiser.say_again(plain, stream, want=want, slots=slots)
        if line is None:
            return False
        self._table.desk.bring(wish.agent.id, passage.passage_id)
        out.add(line)
        out.cited.append(passage.passage_id)
        out.citations.append(
            Citation(
                label=passage.label,
                document=passage.document,
                quote=sanitize_text(passage.text),
                relevance=quotation.relevance,
            )
        )
        return True

    def _choose(self, wish: Beginning) -> tuple[Quotation, str] | None:
        """Find a passage, and say in which way it is to be brought in."""
        plan, desk = wish.plan, self._table.desk
        share = _QUOTED_AT_MOST_WHEN_WANTED if wish.evidence_wanted else _QUOTED_AT_MOST
        longest = max(_SHORTEST_QUOTE_WORDS, round(wish.target_words * share) - _SOURCE_WORDS)
        if plan.subject is not None and plan.subject.cited:
            against = desk.against(plan.subject.cited[-1], plan.polarity, longest)
            if against is not None:
                return against, "next_line" if against.follows is not None else "counter"
        quotation = desk.for_point(plan.frame, wish.agent.knowledge, plan.polarity, longest)
        if quotation is None:
            return None
        if plan.polarity and quotation.polarity != plan.polarity:
            return quotation, "quote_despite"
        if plan.subject is None or plan.subject.polarity * plan.polarity >= 0:
            return quotation, "quote"
        return quotation, "counter" if plan.subject.cited else "counter_claim"

    def _source(self, passage: Passage, wish: Beginning) -> str:
        """Name the source aloud: by title and label until both were heard, then by one of them.

        "The same paper" is the one that was quoted last, in the segment before this one.
        """
        table, speaking = self._table, wish.speaking
        quoted_now = speaking is not None and speaking.cited and table.desk.label_of(speaking.cited[-1])
        if passage.label not in table.memory.introduced and passage.label != quoted_now:
            return f"{passage.label} ({passage.document})"
        last = table.memory.last_cited(speaking)
        if last is not None and table.desk.label_of(last) == passage.label and happens(wish.stream, 0.6):
            return "the same paper"
        long_title = len(passage.document.split()) > _LONGEST_TITLE_WORDS
        if long_title or wish.target_words < _WORDS_FOR_A_TITLE or happens(wish.stream, 0.25):
            return passage.label
        return f"{passage.label}, {passage.document}"


def first_words(agent: AgentProfile, target_words: int) -> int:
    """Give the length of a first sentence: the agent's own measure, and about half of what is asked for."""
    if target_words < _TWO_SENTENCES_FROM_WORDS:
        return target_words
    return max(4, min(agent.style.sentence_words + 2, round(target_words * 0.52), target_words - 4))


def _kind_of_question(said: Said | None) -> str:
    """Tell by its first words what a question wants: a person, a reason, an amount, a yes or a no."""
    asked = [sentence for sentence in sentences_in(said.text) if sentence.endswith("?")] if said is not None else []
    if not asked:
        return "any"
    words = [word.strip(",.?").lower() for word in asked[-1].split()]
    for place, word in enumerate(words):
        if word in _QUESTIONS:
            amount = word == "how" and words[place + 1 : place + 2] and words[place + 1] in _AMOUNTS
            return "amount" if amount else _QUESTIONS[word]
        if word in _INVERTED:
            return "yes_no"
    return "any"
