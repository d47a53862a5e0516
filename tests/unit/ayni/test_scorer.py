"""The Python API of the specification."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from argentum.ayni import AyniScorer, Interaction, open_ledger
from argentum.ayni.time_expression import epoch_ms
from argentum.errors import EntryConflictError, InteractionError, UsageError
from tests.ayni_builders import interaction

NOON_MS = epoch_ms(datetime(2025, 6, 18, 12, tzinfo=UTC))


@pytest.fixture
def scorer() -> Iterator[AyniScorer]:
    ledger = open_ledger(":memory:")
    with AyniScorer(ledger=ledger, zone=ZoneInfo("UTC"), clock=lambda: NOON_MS) as made:
        yield made
    ledger.close()


def test_the_calls_of_the_specification_work_as_printed(scorer: AyniScorer) -> None:
    score = scorer.score_interaction(
        interaction_id="i-1", initiator="human_alice", responder="ai_assistant", contribution=3.0, consumption=2.0
    )

    ledger = scorer.get_ledger(participant="human_alice", since="2025-06-01T00:00:00Z")

    assert score.balance == 1.5
    assert ledger == [score]


def test_the_same_again_gives_the_same_score(scorer: AyniScorer) -> None:
    first = scorer.score_interaction("i-1", "alice", "assistant", 3, 2)

    assert scorer.score_interaction("i-1", "alice", "assistant", 3, 2) == first
    assert len(scorer.get_ledger()) == 1


def test_the_same_id_with_other_data_is_a_conflict_and_changes_nothing(scorer: AyniScorer) -> None:
    first = scorer.score_interaction("i-1", "alice", "assistant", 3, 2)

    with pytest.raises(EntryConflictError, match=r"contribution 3.0, not 4.0"):
        scorer.score_interaction("i-1", "alice", "assistant", 4, 2)

    assert scorer.get_ledger() == [first]


def test_a_participant_is_found_in_either_role(scorer: AyniScorer) -> None:
    scorer.score_interaction("i-1", "alice", "bob", 3, 2)
    scorer.score_interaction("i-2", "carol", "alice", 3, 2)
    scorer.score_interaction("i-3", "carol", "bob", 3, 2)

    assert [score.id for score in scorer.get_ledger(participant="alice")] == ["i-1", "i-2"]


def test_since_is_inclusive_and_until_exclusive(scorer: AyniScorer) -> None:
    for hour in (9, 10, 11):
        at = datetime(2025, 6, 18, hour, tzinfo=UTC)
        scorer.score_interaction(f"at-{hour}", "alice", "bob", 1, 1, timestamp=at)

    found = scorer.get_ledger(since="2025-06-18T10:00Z", until=datetime(2025, 6, 18, 11, tzinfo=UTC))

    assert [score.id for score in found] == ["at-10"]


def test_scores_come_in_the_order_in_which_they_happened(scorer: AyniScorer) -> None:
    for name, hour in (("late", 11), ("early", 9), ("middle", 10)):
        scorer.score_interaction(name, "alice", "bob", 1, 1, timestamp=datetime(2025, 6, 18, hour, tzinfo=UTC))

    assert [score.id for score in scorer.get_ledger("alice")] == ["early", "middle", "late"]


def test_what_was_taken_back_is_left_out_unless_asked_for(scorer: AyniScorer) -> None:
    scorer.score_interaction("i-1", "alice", "bob", 3, 2)
    scorer.score_interaction("i-2", "alice", "bob", 1, 1)
    scorer.reverse("i-1", reason="typed wrongly")

    assert [score.id for score in scorer.get_ledger("bob")] == ["i-2"]
    assert [score.id for score in scorer.get_ledger("bob", include_reversed=True)] == ["i-1", "i-2", "reversal:i-1"]
    assert scorer.get_balance("alice").total_contribution == 1.0
    assert scorer.get_balance("alice").as_initiator == 1


def test_a_reversal_needs_a_reason(scorer: AyniScorer) -> None:
    scorer.score_interaction("i-1", "alice", "bob", 3, 2)

    with pytest.raises(InteractionError, match="reason: found nothing"):
        scorer.reverse("i-1", reason=" ")


def test_balances_of_a_period_leave_out_who_had_nothing_in_it(scorer: AyniScorer) -> None:
    scorer.score_interaction("old", "carol", "bob", 1, 1, timestamp="2025-05-01")
    scorer.score_interaction("new", "alice", "bob", 3, 2, timestamp="today")

    assert [each.participant for each in scorer.get_balances(since="today")] == ["alice", "bob"]
    assert [each.participant for each in scorer.get_balances()] == ["alice", "bob", "carol"]


def test_many_interactions_are_recorded_in_batches(scorer: AyniScorer) -> None:
    scores = scorer.score_interactions((interaction(f"i-{n}") for n in range(25)), batch=10)

    assert [score.entry for score in scores] == list(range(1, 26))
    assert len(scorer.get_ledger()) == 25


def test_a_naive_datetime_is_refused(scorer: AyniScorer) -> None:
    with pytest.raises(UsageError, match="without a zone"):
        scorer.get_ledger(since=datetime(2025, 6, 18))  # noqa: DTZ001 - this is what is refused


def test_a_context_service_feeds_the_ledger() -> None:
    class Announcer:
        """Tells whoever asked of an interaction."""

        def __init__(self) -> None:
            self.handlers: list[Callable[[Interaction], object]] = []

        def subscribe(self, handler: Callable[[Interaction], object]) -> None:
            self.handlers.append(handler)

    announcer = Announcer()
    scorer = AyniScorer(announcer, open_ledger(":memory:"), clock=lambda: NOON_MS)

    for handler in announcer.handlers:
        handler(interaction("told"))

    assert [score.id for score in scorer.get_ledger()] == ["told"]
    scorer.ledger.close()


def test_without_a_ledger_it_is_the_users_own() -> None:
    with AyniScorer() as first:
        written = first.score_interaction("i-1", "alice", "bob", 3, 2)

    with AyniScorer() as second:
        assert second.get_ledger("alice") == [written]


def test_an_address_that_no_store_knows_is_refused() -> None:
    with pytest.raises(UsageError, match="found 'gopher', allowed: the path of a file, :memory:, http://"):
        open_ledger("gopher://ledger")
