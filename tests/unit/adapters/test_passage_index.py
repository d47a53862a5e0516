from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.adapters.passage_index import PassageIndex
from argentum.ports.evidence import Passage

TEXTS = (
    "Traffic fell by a fifth in the first year.",
    "Shops in the centre sold more after the change.",
    "Buses ran more often, and buses were full.",
    "Nobody counted the bicycles.",
)


def index() -> PassageIndex:
    return PassageIndex(
        [
            Passage(passage_id=number, label="Doc 1", document="Roads", file="roads.md", text=text)
            for number, text in enumerate(TEXTS)
        ]
    )


def test_the_best_passage_comes_first() -> None:
    found = index().search(["shops", "centre"], limit=3)

    assert found[0].passage.text == TEXTS[1]


def test_word_endings_do_not_matter() -> None:
    assert index().search(["bicycle"], limit=1)[0].passage.text == TEXTS[3]


def test_relevance_falls_from_best_to_worst_and_stays_between_0_and_1() -> None:
    relevance = [finding.relevance for finding in index().search(["shops", "year", "the"], limit=4)]

    assert relevance == sorted(relevance, reverse=True)
    assert all(0 <= value < 1 for value in relevance)


def test_a_passage_without_a_match_is_not_found() -> None:
    assert index().search(["volcano"], limit=4) == ()


def test_equal_passages_keep_their_order() -> None:
    twins = PassageIndex(
        [
            Passage(passage_id=n, label="Doc 1", document="Twins", file="t.md", text="The same words twice.")
            for n in range(4)
        ]
    )

    assert [finding.passage.passage_id for finding in twins.search(["words"], limit=4)] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    "terms", [[], [""], ["   "], ['"'], ["*"], ["()"], ["AND"], ["NEAR(a b)"], ["text:shops"], ["-shops"], ["a" * 5000]]
)
def test_terms_never_become_query_syntax(terms: list[str]) -> None:
    assert isinstance(index().search(terms, limit=2), tuple)


@given(st.lists(st.text(max_size=20), max_size=6))
def test_any_terms_can_be_searched(terms: list[str]) -> None:
    assert len(index().search(terms, limit=2)) <= 2


@given(st.lists(st.sampled_from(["the", "buses", "shops", "year", "nobody", "first", "bus"]), min_size=1, unique=True))
def test_words_looked_up_one_by_one_score_as_all_of_them_in_one_query(words: list[str]) -> None:
    searched = index()
    query = " OR ".join(f'"{word}"' for word in words)

    rows = searched._connection.execute(
        "SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY bm25(passage, 2.0, 1.0), rowid", (query,)
    ).fetchall()

    assert [finding.passage.passage_id for finding in searched.search(words, limit=9)] == [row for (row,) in rows]


def test_nothing_is_found_when_nothing_is_asked_for() -> None:
    assert index().search(["shops"], limit=0) == ()
