from __future__ import annotations

import pytest

from argentum.agents.simulated.echo import echoes_of, figures_in, from_the_other_side, is_heard_in, places_in, takeable
from argentum.transcript.utterance import Citation


def citation(quote: str) -> Citation:
    return Citation(label="Doc 2", document="Roads", quote=quote, relevance=0.5)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Traffic fell by about 18 percent in the first year.", ("about 18 percent",)),
        ("At least 239,000 deaths were counted in 2022.", ("239,000 deaths",)),
        ("It began in February 2003.", ()),
        ("Doc 2 says so.", ()),
        ("The noise leads to 12,000 premature", ()),
        ("The noise leads to 12,000 premature deaths a year.", ("12,000 premature deaths",)),
        ("In 2023, according to the office, it rose.", ()),
        ("Of 503 planned extensions 90 were built.", ("503 planned extensions",)),
        ("They had 503 planned and never built.", ()),
        ("They paid 5 pounds and later 15 pounds.", ("5 pounds", "15 pounds")),
    ],
)
def test_figures_are_found_with_their_unit_and_years_are_not(text: str, figures: tuple[str, ...]) -> None:
    assert figures_in(text) == figures


def test_names_inside_a_sentence_are_taken_for_places_but_months_are_not() -> None:
    assert places_in("Voters in Edinburgh rejected it in May, unlike Stockholm.") == ("Edinburgh", "Stockholm")


@pytest.mark.parametrize(
    ("quote", "gist"),
    [
        ("Traffic fell by about 18 percent in the first year.", "about 18 percent"),
        ("A cargo bicycle cannot replace a lorry that brings pallets.", "a cargo bicycle"),
        ("Voters rejected a charge in Edinburgh.", "that line about Edinburgh"),
        ("Opinions differ widely.", "that line from Doc 2"),
    ],
)
def test_a_quotation_is_taken_up_by_what_is_most_particular_in_it(quote: str, gist: str) -> None:
    assert echoes_of(citation(quote)).gist == gist


def test_an_unknown_text_is_taken_up_by_its_last_words() -> None:
    assert takeable("We tried. Nobody came to the second meeting.") == ("“to the second meeting”",)
    assert takeable("") == ()


def test_what_was_mine_becomes_yours() -> None:
    assert from_the_other_side("My counter and our street", starts_sentence=True) == "your counter and your street"


def test_an_unfinished_sentence_is_not_quoted_from() -> None:
    assert takeable("We tried. Nobody came to the second") == ("“We tried”",)
    assert takeable("Nobody came to the second") == ()


def test_only_whole_words_count_as_heard() -> None:
    assert is_heard_in("the night", "We waited for the night, and then")
    assert not is_heard_in("the night", "We waited for the nights")
