from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.agents.simulated.novelty import NoveltyRegister, sentences_in

WORDS = st.lists(
    st.sampled_from(["rain", "tax", "river", "quiet", "bold", "green", "walk", "pays", "never"]), min_size=2, max_size=9
)


@pytest.mark.parametrize(
    "variant",
    [
        "Every shop pays for the river.",
        "every shop pays for the river!",
        "Every shop pays for the river, Mara.",
        "Every shop pays for the road.",
        "Every small shop pays for the river.",
        "Every shop pays the river.",
        "Every 7 shop pays for the river.",
        "Mara, every shop pays for the river.",
    ],
)
def test_a_sentence_one_step_away_from_a_known_one_is_not_new(variant: str) -> None:
    register = NoveltyRegister(["Mara"])
    register.add(["Every shop pays for the river."])

    assert not register.is_new([variant])


def test_a_sentence_two_words_away_is_new() -> None:
    register = NoveltyRegister()
    register.add(["Every shop pays for the river."])

    assert register.is_new(["Every boat waits for the river."])


def test_two_near_sentences_cannot_be_admitted_together() -> None:
    register = NoveltyRegister()

    assert not register.admit(["The bill comes later.", "The bill comes sooner."])
    assert register.admit(["The bill comes later."])


def test_a_refused_text_leaves_nothing_behind() -> None:
    register = NoveltyRegister()
    register.add(["The bill comes later."])

    register.admit(["A quite different thought about rivers.", "The bill comes sooner."])

    assert register.is_new(["A quite different thought about rivers."])


@given(WORDS, st.data())
def test_replacing_or_removing_any_word_is_noticed(words: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(words) - 1))
    register = NoveltyRegister()
    register.add([" ".join(words) + "."])

    replaced = [*words[:place], "elsewhere", *words[place + 1 :]]
    removed = [*words[:place], *words[place + 1 :]]

    assert not register.is_new([" ".join(replaced) + "."])
    assert not register.is_new([" ".join(removed) + "."])


def test_sentences_are_split_at_their_ends() -> None:
    assert sentences_in("One thing. Is it? “Yes.” No!") == ["One thing.", "Is it?", "“Yes.", "No!"]
