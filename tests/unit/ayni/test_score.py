"""Scores of entries and balances of participants."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.ayni.entry import Reversal, entry_of, reversal_of
from argentum.ayni.interaction import draft_of
from argentum.ayni.score import balance_of, balances_of, score_of
from argentum.ayni.settings import AyniSettings
from argentum.ayni.totals import UnitTotal, fold
from argentum.ayni.units import POINT, Unit
from tests.ayni_builders import entry, interaction


def test_a_score_has_the_fields_of_the_specification() -> None:
    score = score_of(entry(contribution=3, consumption=2), epsilon_micro=1)

    assert (score.id, score.initiator, score.responder) == ("i-1", "alice", "assistant")
    assert (score.contribution, score.consumption, score.balance) == (3.0, 2.0, 1.5)
    assert score.timestamp == datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)


def test_perfect_balance_is_exactly_one() -> None:
    score = score_of(entry(contribution=0.3, consumption=0.3), epsilon_micro=1)

    assert (score.balance, score.share, score.signed) == (1.0, 0.5, 0.0)
    assert not score.gift
    assert not score.neutral


def test_zero_consumption_is_exactly_the_contribution_over_epsilon_and_a_gift() -> None:
    score = score_of(entry(contribution=7.3, consumption=0), epsilon_micro=1)

    assert score.balance == 7.3 / 1e-6
    assert score.gift
    assert not score.neutral


def test_nothing_given_and_nothing_taken_is_balance_and_neutral() -> None:
    score = score_of(entry(contribution=0, consumption=0), epsilon_micro=1)

    assert (score.balance, score.share, score.signed) == (1.0, 0.5, 0.0)
    assert score.neutral
    assert not score.gift


def test_extraction_is_near_zero() -> None:
    score = score_of(entry(contribution=1, consumption=100), epsilon_micro=1)

    assert score.balance == 0.01
    assert score.signed == pytest.approx(-0.9802, abs=1e-4)


def test_a_failure_of_the_system_is_neutral_whatever_the_amounts_were() -> None:
    score = score_of(entry(contribution=1, consumption=100, outcome="system_failure"), epsilon_micro=1)

    assert (score.balance, score.neutral) == (1.0, True)
    assert (score.contribution, score.consumption) == (1.0, 100.0)


def test_a_larger_epsilon_bounds_the_ratio() -> None:
    assert score_of(entry(contribution=3, consumption=0.1), epsilon_micro=500_000).balance == 6.0


def test_quality_weighs_what_was_given_and_not_what_was_taken() -> None:
    score = score_of(entry(contribution=4, consumption=2, quality=0.5), epsilon_micro=1)

    assert (score.contribution_value, score.consumption_value, score.balance) == (2.0, 2.0, 1.0)


def test_unlike_units_are_compared_by_their_weights() -> None:
    token = Unit(name="token", weight=Fraction("0.8"), scale=Fraction(1000), meaning="")
    settings = AyniSettings(units=MappingProxyType({"point": POINT, "token": token}))
    asked = interaction(contribution=2500, contribution_unit="token", consumption=2)

    score = score_of(entry_of(draft_of(asked, settings), number=1, recorded_at_ms=0), epsilon_micro=1)

    assert (score.contribution, score.contribution_unit, score.contribution_value) == (2500.0, "token", 2.0)
    assert score.balance == 1.0


def test_a_reversal_has_the_balance_of_what_it_takes_back() -> None:
    original = entry(contribution=3, consumption=2)
    reversal = reversal_of(original, Reversal(id="undo", reverses="i-1", reason="x"), number=2, recorded_at_ms=0)

    score = score_of(reversal, epsilon_micro=1)

    assert (score.contribution, score.consumption, score.balance) == (-3.0, -2.0, 1.5)
    assert score.reverses == "i-1"


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_the_balance_is_the_formula_to_the_last_digit(given_micro: int, taken_micro: int) -> None:
    contribution, consumption = given_micro / 1e6, taken_micro / 1e6

    score = score_of(entry(contribution=contribution, consumption=consumption), epsilon_micro=1)

    expected = 1.0 if contribution == consumption == 0 else contribution / max(consumption, 1e-6)
    assert score.balance == expected


def test_an_overall_balance_is_a_ratio_of_sums_and_not_a_mean_of_ratios() -> None:
    entries = [
        entry(1, contribution=100, consumption=1),
        entry(2, initiator="assistant", responder="alice", contribution=5, consumption=50),
    ]

    balances = {each.participant: each for each in balances_of(fold(entries), epsilon_micro=1)}

    assert balances["alice"].total_contribution == 100.0
    assert balances["alice"].total_consumption == 50.0
    assert balances["alice"].overall_balance == 2.0
    assert balances["assistant"].overall_balance == 5.0


def test_a_participant_who_took_nothing_gave_a_gift_and_has_no_ratio() -> None:
    alice = balances_of(fold([entry()]), epsilon_micro=1)[0]

    assert (alice.overall_balance, alice.gift, alice.share, alice.signed) == (None, True, 1.0, 1.0)


def test_a_participant_without_entries_is_neutral() -> None:
    nobody = balance_of("nobody", [], epsilon_micro=1)

    assert (nobody.overall_balance, nobody.gift, nobody.neutral, nobody.share) == (None, False, True, None)


def test_a_balance_names_the_units_that_went_into_it() -> None:
    totals = [
        UnitTotal(participant="alice", unit="minute", given_micro=2_000_000, as_initiator=1),
        UnitTotal(participant="alice", unit="point", taken_micro=4_000_000, as_responder=2),
    ]

    alice = balance_of("alice", totals, epsilon_micro=1)

    assert (alice.total_contribution, alice.total_consumption, alice.overall_balance) == (2.0, 4.0, 0.5)
    assert [(each.unit, each.contribution_value, each.consumption_value) for each in alice.units] == [
        ("minute", 2.0, 0.0),
        ("point", 0.0, 4.0),
    ]
