"""Outcomes, and the ledger before and after them."""

from __future__ import annotations

from typing import Any

import pytest

from argentum.ayni.alerts.window import DAY_MS
from argentum.ayni.council_book import MemoryBook
from argentum.ayni.fire_circle.deliberation import matters
from argentum.ayni.fire_circle.guidance import request_guidance
from argentum.ayni.fire_circle.outcome import (
    DeliberationOutcome,
    Effectiveness,
    effectiveness,
    outcomes,
    submit_deliberation_outcome,
)
from argentum.errors import CouncilError, EntryConflictError, InteractionError
from tests.ayni_village import Village

DECIDED_DAY = 50


@pytest.fixture
def book() -> MemoryBook:
    made = MemoryBook()
    request_guidance(
        made, topic="ana and ben", participants=["ana", "ben"], request_id="q-1", now_ms=(DECIDED_DAY - 1) * DAY_MS
    )
    return made


def decide(book: MemoryBook, **given: object) -> DeliberationOutcome:
    fields: dict[str, Any] = {
        "matter_id": "q-1",
        "participants": ["ana", "elder"],
        "consensus_level": 0.85,
        "decision": "ben rests",
        "now_ms": DECIDED_DAY * DAY_MS,
    }
    return submit_deliberation_outcome(book, **fields | given)


def effect(village: Village, book: MemoryBook, *, day: float = DECIDED_DAY + 10) -> Effectiveness:
    (outcome,) = outcomes(book)
    return effectiveness(village.ledger, book, outcome, now_ms=round(day * DAY_MS), minimum_sample=2)


def test_an_outcome_decides_its_matter_and_keeps_the_dissent(book: MemoryBook) -> None:
    decide(book, dissent=["ben never asked for rest"])

    (outcome,) = outcomes(book)
    assert (outcome.consensus, outcome.consensus_state) == ("strong", "adopted")
    assert outcome.dissent == ("ben never asked for rest",)
    assert [each.status for each in matters(book)] == ["decided"]
    assert [each.status for each in matters(book, until_ms=DECIDED_DAY * DAY_MS)] == ["in_deliberation"]


def test_a_matter_can_come_to_several_states_one_after_the_other(book: MemoryBook) -> None:
    decide(book, consensus_state="converging")
    assert [each.status for each in matters(book)] == ["in_deliberation"]

    decide(book, consensus_state="adopted")
    decide(book, consensus_state="integrated")

    assert [each.consensus_state for each in outcomes(book)] == ["converging", "adopted", "integrated"]
    assert [each.status for each in matters(book)] == ["decided"]


def test_the_same_outcome_again_is_noted_once_and_another_one_is_refused(book: MemoryBook) -> None:
    assert decide(book) == decide(book, now_ms=99 * DAY_MS)

    with pytest.raises(EntryConflictError):
        decide(book, decision="ben works on")

    assert len(outcomes(book)) == 1


@pytest.mark.parametrize(
    ("wrong", "error", "said"),
    [
        ({"matter_id": "q-9"}, CouncilError, "the council has none of this id; did you mean 'q-1'. open are: q-1"),
        ({"consensus_level": 1.5}, CouncilError, "consensus level: found 1.5, allowed: 0 to 1"),
        ({"consensus_level": float("nan")}, CouncilError, "consensus level: found nan"),
        ({"consensus_state": "agreed"}, CouncilError, "consensus state: found 'agreed'"),
        ({"participants": []}, CouncilError, "participants: found nobody"),
        ({"decision": ""}, InteractionError, "decision: found nothing"),
    ],
)
def test_a_wrong_outcome_is_refused(book: MemoryBook, wrong: dict[str, Any], error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        decide(book, **wrong)

    assert outcomes(book) == []


def test_the_same_figure_is_taken_over_equal_times_before_and_after(village: Village, book: MemoryBook) -> None:
    village.give("ana", "ben", 4, day=30)
    village.give("ana", "ben", 1, day=45, times=3)
    village.exchange("ana", "ben", 1, day=55)
    village.give("cleo", "dan", 9, day=55)
    decide(book)

    found = effect(village, book)

    assert (found.before.mutuality, found.after.mutuality, found.change) == (0.0, 1.0, 1.0)
    assert (found.before.entries, found.after.entries) == (3, 2)
    assert (found.concerns, found.shows) == (("ana", "ben"), "closer")
    assert (found.after.until - found.after.since) == (found.before.until - found.before.since)


def test_with_too_few_interactions_it_is_too_early_to_tell(village: Village, book: MemoryBook) -> None:
    village.give("ana", "ben", day=45, times=3)
    village.give("ben", "ana", day=55)
    decide(book)

    assert effect(village, book).shows == "too_early"
    assert effect(village, book, day=DECIDED_DAY).shows == "too_early"


def test_what_moves_apart_and_what_stays_are_told_as_such(village: Village, book: MemoryBook) -> None:
    village.exchange("ana", "ben", day=48)
    village.exchange("ana", "ben", day=52)
    village.give("ana", "ben", 5, day=60)
    decide(book)

    assert effect(village, book, day=53).shows == "unchanged"
    assert effect(village, book, day=61).shows == "further_apart"


def test_no_more_than_four_weeks_are_compared(village: Village, book: MemoryBook) -> None:
    village.exchange("ana", "ben", day=10)
    decide(book)

    found = effect(village, book, day=500)

    assert found.before.entries == 0
    assert (found.after.until - found.after.since).days == 28
