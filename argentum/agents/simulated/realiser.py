"""Turns a wish ("a rebuttal of about nine words") into a sentence that nobody has said yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from argentum.agents.simulated.lexicon import word_list
from argentum.agents.simulated.novelty import NoveltyRegister, sentences_in
from argentum.agents.simulated.phrase import SLOT_WORDS, Phrase, render
from argentum.agents.simulated.phrase_book import section
from argentum.agents.simulated.topic import Mention, Topic, mention
from argentum.rng import Stream

_LOOKED_AT = 10
_OFF_BY_A_WORD = 0.25
_SUITS = 0.5
_NOT_ON_TOPIC = 3.0
_TRIES = 6
_LEAD_TRIES = 40
_PAIR_TRIES = 12
_STEP = 7
_FULL_MENTIONS = 2
_FULL_AGAIN = 0.22
_FORGOTTEN_EVERY = 16
_FOLLOWING_WORDS = 5
_VARIETY = 3.0
_STRIDES = (37, 41, 43)
_AGAIN_TRIES = 6
_LONGER_AGAIN_WORDS = 6
_TELLING_SLOTS = frozenset(["echo", "matter", "figure", "quote"])
_KEPT_CAPITAL = ("I ", "I'", "“")
_OUT_OF_REACH_WORDS = 1_000_000
"""Length of a slot that nothing fills: longer than any wish, so that no line with it fits."""


class Line(Struct, frozen=True, gc=False):
    """A sentence or two, said for the first time."""

    text: str
    spans: tuple[str, ...]
    words: int
    topical: bool
    """Whether it names the topic by a word of its own, and not only as "this step"."""
    leads: bool = False
    """Whether something must follow it."""
    claims: bool = True
    """Whether it says something that can be agreed with or disputed; courtesies and announcements do not."""

    @property
    def anchors(self) -> tuple[str, ...]:
        """For each span the words that carry it: itself, or the whole line without its last mark."""
        whole = self.text.rstrip(".?!")
        return tuple(span if span in self.text else whole for span in self.spans)


class _Pool(Struct):
    """The lines of a pool that were left when it was last looked through."""

    pool: Sequence[Phrase]
    """Kept, so that nothing else gets its identity."""
    lines: list[Phrase]
    said: int
    """How many lines had been said then."""


class Realiser:
    """One per session: knows the topic's words, which lines were used and what was said."""

    def __init__(self, topic: Topic, names: Sequence[str]) -> None:
        """Start with every line unused."""
        self.topic = topic
        self.register = NoveltyRegister(names)
        self._names = frozenset(names)
        self._used: set[Phrase] = set()
        self._own_slots = frozenset(topic.slots)
        self._naming = frozenset(
            form.text
            for forms in topic.slots.values()
            for form in forms
            if any(term in form.text.lower() for term in topic.terms)
        )
        self._topic_forms = tuple(form.text for forms in topic.slots.values() for form in forms)
        self._open: dict[int, _Pool] = {}
        self._longer = _longer_than_usual(topic, form=0)
        """By slot of the topic, the words that its next mention is longer than usual."""
        self._expected: dict[Phrase, tuple[tuple[str, ...], int]] = {}
        """Of the lines that were looked at, most of a book never is: slots that the topic does not fill, and the words
        to be expected if these are of usual length."""
        self._fillable: dict[tuple[int, frozenset[str]], tuple[Sequence[Phrase], list[Phrase]]] = {}
        self._joined_so_far: dict[tuple[int, int], int] = {}
        self._mentions = 0

    def say(
        self,
        pool: Sequence[Phrase],
        stream: Stream,
        *,
        want: int,
        slots: Mapping[str, Mention] | None = None,
        tones: Sequence[str] = (),
        slack: int | None = None,
        name_topic: bool = False,
        room: int = 0,
        variety: float = _VARIETY,
    ) -> Line | None:
        """Choose an unused line of about `want` words and fill it in; nothing when the pool has none that fits.

        With `name_topic`, lines that name the topic come first. `room` is the length of the whole text: lines that
        only announce something are used if they leave room for what they announce. The higher `variety`, the less
        counts how well a line fits.
        """
        filled = slots or {}
        if not pool:
            return None
        allowed = max(2, want // 3) if slack is None else slack
        for phrase in self._candidates(
            pool,
            stream,
            want=want,
            slack=allowed,
            filled=filled,
            tones=tones,
            name_topic=name_topic,
            room=room,
            variety=variety,
        ):
            line = self._fill(phrase, filled, stream)
            if abs(line.words - want) <= allowed + 1 and self.register.admit(sentences_in(line.text)):
                self._used.add(phrase)
                return line
        return None

    def say_again(
        self, pool: Sequence[Phrase], stream: Stream, *, want: int, slots: Mapping[str, Mention] | None = None
    ) -> Line | None:
        """Use a line again; for sessions that outlast the books.

        A line that is filled with somebody's words is a new one with others. In front of a plain statement stands a
        lead-in that makes it another sentence; what calls, asks or orders does not stand behind one.
        """
        leads = section("moves/leads")
        filled = slots or {}
        usable = [phrase for phrase in self._usable(pool, filled) if phrase.sentences == 1]
        told = [phrase for phrase in usable if not _TELLING_SLOTS.isdisjoint(phrase.needed)]
        for _ in range(_AGAIN_TRIES if told else 0):
            line = self._fill(told[int(stream.random() * len(told))], filled, stream)
            if line.words <= want + _LONGER_AGAIN_WORDS and self.register.admit(sentences_in(line.text)):
                return line
        usable = [phrase for phrase in usable if _is_plain(phrase)]
        if not usable:
            return None
        for attempt in range(_LEAD_TRIES):
            phrase = usable[int(stream.random() * len(usable))]
            lead = leads[int(stream.random() * len(leads))]
            front = render(lead, filled, stream)[0].rstrip(".") if self._can_fill(lead, filled) else "And once more"
            if attempt > _LEAD_TRIES // 2:
                second = leads[int(stream.random() * len(leads))]
                front = f"{front}, and {self.lowered(render(second, filled, stream)[0].rstrip('.'))}"
            line = self._fill(phrase, filled, stream)
            if line.words > want + 6 and attempt < _LEAD_TRIES // 2:
                continue
            text = f"{front}, {self.lowered(line.text)}"
            if self.register.admit(sentences_in(text)):
                return Line(text, line.spans, len(text.split()), line.topical, line.leads)
        return None

    def say_pair(
        self,
        heads: Sequence[Phrase],
        tails: Sequence[Phrase],
        stream: Stream,
        *,
        longest: int,
        shortest: int = 3,
        slots: Mapping[str, Mention] | None = None,
    ) -> Line | None:
        """Join a beginning and an end; for short lines, whose book runs dry first.

        When chance finds nothing new, two beginnings and an end are joined in a fixed order that never starts again.
        With some thirty of each this lasts for tens of thousands of lines.
        """
        filled = slots or {}
        usable_heads, usable_tails = self._usable(heads, filled), self._usable(tails, filled)
        if not usable_heads or not usable_tails:
            return None
        for _ in range(_PAIR_TRIES):
            head = self._fill(usable_heads[int(stream.random() * len(usable_heads))], filled, stream)
            tail = self._fill(usable_tails[int(stream.random() * len(usable_tails))], filled, stream)
            line = self._joined((head, tail), shortest, longest)
            if line is not None:
                return line
        key = (id(heads), id(tails))
        first, second = len(usable_heads), len(usable_heads) * len(usable_heads)
        for number in range(self._joined_so_far.get(key, 0), second * len(usable_tails)):
            self._joined_so_far[key] = number + 1
            one, other = usable_heads[number % first], usable_heads[number // first % first]
            tail_phrase = usable_tails[(number // second + number * _STEP) % len(usable_tails)]
            if one is other or tail_phrase.needed - self._own_slots:
                continue
            parts = [self._fill(phrase, filled, stream) for phrase in (one, other, tail_phrase)]
            line = self._joined(parts, shortest, longest)
            if line is not None:
                return line
        return None

    def _joined(self, parts: Sequence[Line], shortest: int, longest: int) -> Line | None:
        """Join parts into one sentence if that has the right length and is new."""
        words = sum(part.words for part in parts)
        if not shortest <= words <= longest:
            return None
        fronts = [part.text.rstrip(".?!") for part in parts[:-1]]
        text = ", ".join([fronts[0], *[self.lowered(front) for front in fronts[1:]], self.lowered(parts[-1].text)])
        if not self.register.admit(sentences_in(text)):
            return None
        spans = tuple([span for part in parts for span in part.spans])
        return Line(text, spans, words, any(part.topical for part in parts))

    def lowered(self, text: str) -> str:
        """Start a sentence in lower case, to stand behind something else, unless it starts with a name."""
        first = text.split(" ", 1)[0].rstrip(",.'s?!")
        if text.startswith(_KEPT_CAPITAL) or first in self._names or first[1:] != first[1:].lower():
            return text
        if text.startswith(self._topic_forms):
            return text
        return text[:1].lower() + text[1:]

    def _candidates(
        self,
        pool: Sequence[Phrase],
        stream: Stream,
        *,
        want: int,
        slack: int,
        filled: Mapping[str, Mention],
        tones: Sequence[str],
        name_topic: bool,
        room: int,
        variety: float,
    ) -> list[Phrase]:
        """Look around in the pool from a random place, in strides; the lines that fit best come first.

        Neighbours in a book are alike in what they need: without strides, the first line after a row that cannot be
        filled in would come far too often.
        """
        lines = self._unused(pool)
        count = len(lines)
        if not count:
            return []
        stride = next(stride for stride in _STRIDES if count % stride)
        random, used, own, expected = stream.random, self._used, self._own_slots, self._expected
        place = int(random() * count) - stride
        fewest, most = want - slack - 1, want + slack + 1
        longer = {name: mention.words - SLOT_WORDS.get(name, 1) for name, mention in filled.items()}
        found: list[tuple[float, int, Phrase]] = []
        for step in range(count):
            place = (place + stride) % count
            phrase = lines[place]
            tone = phrase.tone
            if phrase in used or (tone and tone not in tones):
                continue
            missing, words = expected.get(phrase) or self._measured(phrase)
            for name in missing:
                words += longer.get(name, _OUT_OF_REACH_WORDS)
            if not fewest <= words <= most or (phrase.leads and room < phrase.usual_words + _FOLLOWING_WORDS):
                continue
            worse = abs(words - want) * _OFF_BY_A_WORD - (_SUITS if tone else 0.0) + random() * variety
            if name_topic and own.isdisjoint(phrase.needed):
                worse += _NOT_ON_TOPIC
            found.append((worse, step, phrase))
            if len(found) >= _LOOKED_AT:
                break
        found.sort()
        return [phrase for _, _, phrase in found[:_TRIES]]

    def _unused(self, pool: Sequence[Phrase]) -> list[Phrase]:
        """Give every line of a pool that is left.

        Books run dry in long sessions: what was used is forgotten now and then, so that nobody looks at it again.
        """
        kept = self._open.get(id(pool))
        used = self._used
        if kept is None:
            kept = self._open[id(pool)] = _Pool(pool=pool, lines=list(pool), said=len(used))
        elif len(used) - kept.said >= _FORGOTTEN_EVERY:
            kept.lines = [phrase for phrase in kept.lines if phrase not in used]
            kept.said = len(used)
        return kept.lines

    def _measured(self, phrase: Phrase) -> tuple[tuple[str, ...], int]:
        """Tell what a line needs besides the topic, and how long it will about be."""
        words, longer = phrase.usual_words, self._longer
        missing: list[str] = []
        for name in phrase.needs:
            more = longer.get(name)
            if more is None:
                missing.append(name)
            else:
                words += more
        measured = self._expected[phrase] = tuple(missing), words
        return measured

    def _usable(self, pool: Sequence[Phrase], filled: Mapping[str, Mention]) -> list[Phrase]:
        """Give the lines of a pool whose slots are all there; used ones, too."""
        key = (id(pool), frozenset(filled))
        kept = self._fillable.get(key)
        if kept is None:
            known = self._own_slots.union(filled)
            kept = self._fillable[key] = (pool, [phrase for phrase in pool if phrase.needed <= known])
        return kept[1]

    def _can_fill(self, phrase: Phrase, filled: Mapping[str, Mention]) -> bool:
        return phrase.needed <= self._own_slots.union(filled)

    def _fill(self, phrase: Phrase, filled: Mapping[str, Mention], stream: Stream) -> Line:
        chosen: dict[str, Mention] = {}
        topical = introduces = False
        for name in phrase.needs:
            given = filled.get(name)
            if given is None:
                forms = self.topic.slots[name]
                introduces = True
                if len(forms) == 1 or self._mentions < _FULL_MENTIONS or stream.random() < _FULL_AGAIN:
                    given = forms[0]
                else:
                    given = forms[1 + int(stream.random() * (len(forms) - 1))]
                topical = topical or given.text in self._naming
            chosen[name] = given
        text, spans = render(phrase, chosen, stream)
        if introduces:
            self._mentions += 1
            if self._mentions == _FULL_MENTIONS:
                self._longer = _longer_than_usual(self.topic, form=1)
                self._expected = {}
        return Line(text, spans, len(text.split()), topical, phrase.leads)


def _is_plain(phrase: Phrase) -> bool:
    """Tell whether a line states something and begins with its subject, so that a lead-in can stand before it."""
    kind, text, _, _ = next(part for part in phrase.parts if part[1] or part[2])
    if kind != 0:
        return "?" not in phrase.parts[-1][1]
    return text.split(" ", 1)[0].rstrip(",").lower() in word_list("subjects") and "?" not in phrase.parts[-1][1]


def _longer_than_usual(topic: Topic, *, form: int) -> dict[str, int]:
    """Compare the full mentions of a topic, or the first shorter ones, with slots of usual length."""
    return {
        name: forms[form if len(forms) > 1 else 0].words - SLOT_WORDS.get(name, 1)
        for name, forms in topic.slots.items()
    }


def as_mention(text: str) -> Mention:
    """Make a slot filling that is no part of the topic, such as a name or an echo."""
    return mention(text)
