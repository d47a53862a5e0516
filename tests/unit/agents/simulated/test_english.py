from __future__ import annotations

import pytest

from argentum.agents.simulated.english import base_of_participle, gerund, is_plural, lower_first, third_person


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("ban", "banning"),
        ("make", "making"),
        ("tie", "tying"),
        ("see", "seeing"),
        ("teach", "teaching"),
        ("cut", "cutting"),
    ],
)
def test_a_gerund_keeps_doubles_or_drops_a_letter(verb: str, form: str) -> None:
    assert gerund(verb) == form


@pytest.mark.parametrize(
    ("participle", "verb"),
    [("banned", "ban"), ("abolished", "abolish"), ("legalised", "legalise"), ("built", "build"), ("compulsory", None)],
)
def test_a_participle_gives_its_verb(participle: str, verb: str | None) -> None:
    assert base_of_participle(participle) == verb


@pytest.mark.parametrize(
    ("verb", "form"), [("help", "helps"), ("watch", "watches"), ("carry", "carries"), ("have", "has")]
)
def test_the_third_person_ends_as_it_should(verb: str, form: str) -> None:
    assert third_person(verb) == form


@pytest.mark.parametrize(
    "phrase", ["private cars", "people in cities", "cats and dogs", "those who wait", "children under 16"]
)
def test_plural_phrases_are_seen_as_such(phrase: str) -> None:
    assert is_plural(phrase.split())


@pytest.mark.parametrize(
    "phrase", ["remote work", "a bill nobody has opened yet", "physics", "banning cars", "the status", "what it costs"]
)
def test_singular_phrases_are_seen_as_such(phrase: str) -> None:
    assert not is_plural(phrase.split())


@pytest.mark.parametrize(
    ("phrase", "lowered"), [("Private cars", "private cars"), ("AI in schools", "AI in schools"), ("brexit", "Brexit")]
)
def test_names_and_acronyms_keep_their_capitals(phrase: str, lowered: str) -> None:
    assert lower_first(phrase) == lowered
