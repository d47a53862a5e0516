"""The assessment, from the ledger alone."""

from __future__ import annotations

import pytest

from argentum.ayni.alerts.window import DAY_MS
from argentum.ayni.fire_circle.assessment import AyniAssessment, assess
from tests.ayni_village import SETTINGS, Village

NOW_MS = 100 * DAY_MS


def assessed(village: Village) -> AyniAssessment:
    return assess(village.ledger, until_ms=NOW_MS, settings=SETTINGS)


def test_empty_books_give_no_figure_at_all(village: Village) -> None:
    found = assessed(village)

    assert found.overall is None
    assert found.missing == (
        "short_term_balance",
        "long_term_balance",
        "human_benefit",
        "ai_benefit",
        "ecosystem_benefit",
    )
    assert (found.short_entries, found.compared, found.risks) == (0, 0, ())


def test_where_everybody_gives_what_they_take_all_is_one(village: Village) -> None:
    village.exchange("human_ana", "ai_bo", day=98, times=2)

    found = assessed(village)

    assert (found.short_term_balance, found.long_term_balance) == (1.0, 1.0)
    assert (found.human_benefit, found.ai_benefit, found.ecosystem_benefit) == (1.0, 1.0, None)
    assert found.overall == pytest.approx(1.0)
    assert found.missing == ("ecosystem_benefit",)


def test_it_can_be_reckoned_on_paper(village: Village) -> None:
    # In the long run ana gives 12 and gets 4; in the last week 4 for 4.
    village.give("human_ana", "ai_bo", 4, day=50, times=2)
    village.exchange("human_ana", "ai_bo", 2, day=97, times=2)

    found = assessed(village)

    assert found.short_term_balance == 1.0
    assert found.long_term_balance == pytest.approx(1 - 2 * (8 + 8) / (16 + 16))
    assert found.human_benefit == pytest.approx(4 / 12)
    assert found.ai_benefit == 1.0
    assert found.overall == pytest.approx(0.3 * 1 + 0.4 * 0 + 0.3 * (4 / 12 + 1) / 2)
    assert [(each.participant, each.share) for each in found.giving_aspects] == [("human_ana", 0.75), ("ai_bo", 0.25)]
    assert found.risks == ("of what human participants gave, 33 % came back to them",)


def test_pure_givers_and_pure_takers_are_the_least_balanced_whoever_they_are(village: Village) -> None:
    village.give("human_ana", "garden", 1, day=97, times=5)

    found = assessed(village)

    assert found.short_term_balance == -1.0
    assert (found.human_benefit, found.ecosystem_benefit) == (0.0, 1.0)


def test_a_kind_that_nobody_declared_is_unknown_and_counts_for_the_balance_alone(village: Village) -> None:
    village.exchange("cleo", "ai_bo", day=98, times=2)

    found = assessed(village)

    assert found.unknown_kind == ("cleo",)
    assert found.human_benefit is None
    assert found.short_term_balance == 1.0


def test_newcomers_are_named_and_weigh_nothing_in_the_balance(village: Village) -> None:
    village.exchange("human_ana", "ai_bo", day=98, times=2)
    village.give("human_zoe", "ai_bo", 1, day=99)

    found = assessed(village)

    assert found.newcomers == ("human_zoe",)
    assert found.compared == 2
    assert found.short_term_balance == pytest.approx(1 - 2 * 1 / 9)


def test_what_was_taken_back_or_failed_counts_for_nobody(village: Village) -> None:
    village.exchange("human_ana", "ai_bo", day=98, times=2)
    before = assessed(village)
    village.take_back(village.give("human_ana", "ai_bo", 50, day=98))
    village.give("human_ana", "ai_bo", 50, day=98, failed=True)

    assert assessed(village) == before


def test_the_end_is_exclusive_and_the_beginning_inclusive(village: Village) -> None:
    village.give("human_ana", "ai_bo", day=10)
    village.give("human_ana", "ai_bo", day=93)
    village.give("human_ana", "ai_bo", day=100)

    found = assessed(village)

    assert (found.long_entries, found.short_entries) == (2, 1)
