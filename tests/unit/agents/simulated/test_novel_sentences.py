"""No sentence twice: the built-in agents' promise, checked with a comparison that shares no code with theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from tests.simulated_debate import briefs, hold_debate

SEEDS = range(20)
AGENTS = (3, 4, 6)
NAMES = {"amara", "viktor", "leila", "tomás", "kofi", "ingrid"}
TOPICS = (
    "Is remote work better than the office?",
    "Pineapple on pizza",
    "What should we do about invasive species in our river?",
    "¿Deberíamos abolir los exámenes?",
    "AI in schools",
    "Universal basic income",
    "Can AI be conscious?",
)
QUESTION = "Should cities ban private cars from their centres?"


def masked_words(sentence: str) -> tuple[str, ...]:
    """Give the words in lower case, with one mask for names and one for numbers."""
    words = re.findall(r"[^\W_]+(?:['’.,-][^\W_]+)*", sentence.lower())
    return tuple(
        "#" if any(letter.isdigit() for letter in word) else "@" if word.removesuffix("'s") in NAMES else word
        for word in words
    )


def near_repetitions(sentences: Iterable[str]) -> list[str]:
    """Find the sentences that were said before, or with one word more, less or another in its place."""
    whole: set[tuple[str, ...]] = set()
    shorter: set[tuple[str, ...]] = set()
    gapped: set[tuple[str, ...]] = set()
    repeated = []
    for sentence in sentences:
        words = masked_words(sentence)
        without = {words[:place] + words[place + 1 :] for place in range(len(words))}
        gaps = {(*words[:place], "_", *words[place + 1 :]) for place in range(len(words))}
        if words in whole or words in shorter or not without.isdisjoint(whole) or not gaps.isdisjoint(gapped):
            repeated.append(sentence)
        whole.add(words)
        shorter |= without
        gapped |= gaps
    return repeated


@pytest.mark.parametrize("agents", AGENTS)
def test_no_sentence_comes_twice_in_forty_segments_without_documents(agents: int) -> None:
    for seed in SEEDS:
        said = hold_debate(TOPICS[(seed + agents) % len(TOPICS)], agents=agents, seed=seed)

        sentences = [sentence for one in said for sentence in re.split(r"(?<=[.?!])\s+", one.text)]

        assert near_repetitions(sentences) == []
        assert len(sentences) > 60


@pytest.mark.parametrize("agents", AGENTS)
def test_no_sentence_comes_twice_in_forty_segments_with_documents(agents: int) -> None:
    evidence = briefs()
    for seed in SEEDS:
        said = hold_debate(QUESTION, agents=agents, seed=seed, evidence=evidence)

        sentences = [sentence for one in said for sentence in re.split(r"(?<=[.?!])\s+", one.text)]

        assert near_repetitions(sentences) == []
        assert sum(bool(one.draft.citations) for one in said) >= 2


@pytest.mark.parametrize("seed", range(4))
def test_eighty_segments_of_four_agents_do_not_run_dry(seed: int) -> None:
    said = hold_debate("AI in schools", agents=4, seed=seed, segments=80)

    assert near_repetitions(sentence for one in said for sentence in re.split(r"(?<=[.?!])\s+", one.text)) == []


def test_two_thousand_segments_are_neither_silent_nor_repeated() -> None:
    said = hold_debate("Should zoos be closed?", seed=3, segments=2000, evidence=briefs())

    assert all(one.text for one in said)
    assert near_repetitions(sentence for one in said for sentence in re.split(r"(?<=[.?!])\s+", one.text)) == []


def test_the_comparison_of_this_test_finds_what_it_should_find() -> None:
    said = [
        "The bill comes later, Amara.",
        "The bill comes later.",
        "A bill comes later, Viktor.",
        "Somebody pays 40 percent.",
        "Somebody pays 12 percent.",
    ]

    assert len(near_repetitions(said)) == 3
