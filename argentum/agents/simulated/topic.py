"""What a debate is about, in the forms that a sentence can need.

A topic that proposes something gets a `course` (what the two sides are for or against, as a noun phrase) and a
`thing` (what it concerns). If the course would take the thing away, this is also the `ill` that one side complains of
and the `loss` that the other side fears; praise and blame of the thing hang on these two, so that nobody argues
against their own side. Comparisons have a `rival`. Claims and questions propose nothing: they have an `idea`, claims
also a `claim`. A phrase that needs a slot that the topic does not have is not used. The first mention of a slot is the
full one, the others are shorter.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from argentum.agents.simulated.english import is_plural
from argentum.agents.simulated.lexicon import word_list

_MOST_WORDS_READ_OUT = 20
_MARKS = " ?!.…¿¡\uff1f\uff01\u3002"

TopicKind = Literal["policy", "practice", "comparison", "problem", "idea"]


class Mention(NamedTuple):
    """One way to name something."""

    text: str
    plural: bool
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic, taken apart."""

    text: str
    """As given, without markup and control characters."""
    kind: TopicKind
    slots: dict[str, tuple[Mention, ...]]
    """By slot name, the full mention first."""
    terms: tuple[str, ...]
    """Content words in lower case, for searching documents and judging relevance."""
    inverted: bool
    """Worded as a refusal (`should not …`): who is for the topic is against its `course`."""
    understood: bool
    """Whether its grammar was: else it is read out once, and called the question."""
    asked: str
    """What is read out once at the beginning when the topic was not understood: its own words; else nothing."""
    light: bool
    """A matter of taste rather than of policy: the arguments about money and law stay at home."""


@lru_cache(maxsize=1024)
def mention(text: str, *, plural: bool | None = None) -> Mention:
    """Make a mention; its number is guessed when it is not given."""
    words = text.split()
    return Mention(text, is_plural(words) if plural is None else plural, len(words))


def make_topic(
    text: str,
    kind: TopicKind,
    slots: dict[str, list[str]],
    *,
    singular: tuple[str, ...] = ("course", "idea", "claim"),
    inverted: bool = False,
    understood: bool = True,
) -> Topic:
    """Put a topic together; slots in `singular` name one act or idea, the number of the others is guessed."""
    words = [word.strip("“”\"'()[]{}.,;:!?¿¡…-").lower() for word in text.split()]
    terms = tuple(dict.fromkeys(word for word in words if word and word not in word_list("stop_words")))
    mentions = {
        name: tuple(mention(form, plural=False if name in singular else None) for form in dict.fromkeys(forms) if form)
        for name, forms in slots.items()
    }
    return Topic(
        text=text,
        kind=kind,
        slots={name: forms for name, forms in mentions.items() if forms},
        terms=terms,
        inverted=inverted,
        understood=understood,
        asked="" if understood or not text else f"The question tonight is this: {_shortened(text)}",
        light=any(term in word_list("light_words") for term in terms),
    )


def _shortened(text: str) -> str:
    """Give the words of a topic, not too many of them to be read out, with one mark at the end."""
    words = text.rstrip(_MARKS).split()
    mark = "?" if text.rstrip().endswith(("?", "\uff1f")) else "."
    return " ".join(words[:_MOST_WORDS_READ_OUT]) + (f" and so on{mark}" if len(words) > _MOST_WORDS_READ_OUT else mark)
