from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.agents.simulated.topic_analysis import analyse


@pytest.mark.parametrize(
    ("topic", "kind", "course"),
    [
        ("Should cities ban private cars from their centres?", "policy", "banning private cars from city centres"),
        ("We should abolish homework", "policy", "abolishing homework"),
        ("This house believes that the monarchy should be abolished", "policy", "abolishing the monarchy"),
        ("Should zoos be closed?", "policy", "closing zoos"),
        ("Should voting be compulsory?", "policy", "compulsory voting"),
        (
            "Should children under 16 be allowed to use social media?",
            "policy",
            "letting children under 16 use social media",
        ),
        ("Should the European Union tax meat?", "policy", "taxing meat"),
        ("Is it ethical to eat meat?", "policy", "eating meat"),
        ("Abolish the monarchy!", "policy", "abolishing the monarchy"),
        ("How can we reduce loneliness in old age?", "policy", "reducing loneliness in old age"),
        ("Should I quit my job and travel?", "policy", "quitting your job and travelling"),
        ("Is remote work better than the office?", "comparison", "choosing remote work over the office"),
        ("Cats vs dogs", "comparison", "choosing cats over dogs"),
        ("Tea or coffee?", "comparison", "choosing tea over coffee"),
        (
            "What should we do about invasive species in our river?",
            "problem",
            "acting on invasive species in our river",
        ),
        ("Pineapple on pizza", "practice", "pineapple on pizza"),
        ("Universal basic income", "practice", "universal basic income"),
        ("AI in schools", "practice", "AI in schools"),
        ("Brexit", "practice", "Brexit"),
        ("Are zoos ethical?", "practice", "zoos"),
        ("Is social media a danger to democracy?", "policy", "moving away from social media"),
        ("Four-day work week", "practice", "a four-day work week"),
        ("Does God exist?", "idea", "the idea that God exists"),
        ("Can AI be conscious?", "idea", "the idea that AI can be conscious"),
        ("Why do people believe conspiracy theories?", "idea", "the question why people believe conspiracy theories"),
        ("¿Deberíamos abolir los exámenes?", "idea", "this question"),
        ("量子コンピュータ", "idea", "this question"),
        ("Is tipping a bad habit?", "policy", "moving away from tipping"),
        ("Is it wrong to eat meat?", "policy", "moving away from eating meat"),
        ("Should schools start later?", "policy", "having schools start later"),
        ("Should we stop eating meat?", "policy", "giving up eating meat"),
        ("Should police carry guns?", "policy", "having police carry guns"),
        ("Is God dead, or only tired?", "idea", "this question"),
        ("Should we trade with China or wait?", "idea", "this question"),
        ("Was José right?", "idea", "the idea that José was right"),
        ("Was Brexit a mistake?", "idea", "the idea that Brexit was a mistake"),
        ("Is Elon Musk a genius?", "idea", "the idea that Elon Musk is a genius"),
    ],
)
def test_a_topic_is_taken_apart_as_people_mean_it(topic: str, kind: str, course: str) -> None:
    analysed = analyse(topic)

    assert (analysed.kind, next(iter(analysed.slots.values()))[0].text) == (kind, course)


def test_a_comparison_has_a_rival() -> None:
    assert analyse("Is remote work better than the office?").slots["rival"][0].text == "the office"


def test_an_act_with_a_name_is_called_by_it_later() -> None:
    assert "the ban" in [form.text for form in analyse("Should cities ban cars?").slots["course"]]


def test_the_number_of_the_thing_is_known() -> None:
    assert analyse("Are zoos ethical?").slots["thing"][0].plural
    assert not analyse("Is social media a danger?").slots["thing"][0].plural
    assert not analyse("Should cities ban cars?").slots["course"][0].plural


def test_what_a_proposal_takes_away_is_blamed_by_one_side_and_missed_by_the_other() -> None:
    assert {"ill", "loss"} <= analyse("Should zoos be closed?").slots.keys()
    assert not {"ill", "loss"} & analyse("Should public transport be free?").slots.keys()


def test_nobody_misses_an_evil() -> None:
    fought = analyse("How can we reduce loneliness in old age?").slots

    assert "ill" in fought
    assert "loss" not in fought


def test_what_proposes_nothing_is_never_argued_about_as_if_it_did() -> None:
    for topic in ("Does God exist?", "Why do we dream?", "Soll man Autos verbieten", "Is God dead, or only tired?"):
        assert not {"course", "thing", "ill", "loss"} & analyse(topic).slots.keys()


def test_a_matter_of_taste_is_light() -> None:
    assert analyse("Pineapple on pizza").light
    assert not analyse("Should cities ban private cars?").light


@pytest.mark.parametrize(
    "topic", ["", "?", "   ", "<b></b>", "¿?", "Should", "Is", "What", "vs", "Should be", "Is it?", "or"]
)
def test_a_topic_without_content_still_gives_something_to_talk_about(topic: str) -> None:
    assert next(iter(analyse(topic).slots.values()))[0].text


@given(st.text(max_size=300))
def test_any_text_can_be_a_topic_and_none_of_its_markup_is_said(topic: str) -> None:
    slots = analyse(topic).slots

    for forms in slots.values():
        for form in forms:
            assert form.text == form.text.strip()
            assert form.text.isprintable()
            assert not set("<>*_#`[]{}|") & set(form.text)
