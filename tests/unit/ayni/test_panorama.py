"""What a page is drawn from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

import pytest

from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.entry import Reversal
from argentum.ayni.ledger import EVERYTHING, Selection
from argentum.ayni.panorama import MOST_LISTED_ENTRIES, MOST_LISTED_PAIRS, Panorama, survey
from argentum.errors import UsageError
from tests.ayni_builders import draft


@pytest.fixture
def ledger() -> Iterator[SqliteLedger]:
    made = SqliteLedger()
    yield made
    made.close()


def give(ledger: SqliteLedger, giver: str, taker: str, *, times: int = 1, amount: float = 1) -> None:
    start = ledger.head().number
    drafts = (
        draft(
            f"i-{start + n}",
            initiator=giver,
            responder=taker,
            contribution=amount,
            consumption=amount,
            happened_at_ms=start + n,
        )
        for n in range(times)
    )
    ledger.append_all(drafts, now_ms=0)


def panorama(ledger: SqliteLedger, selection: Selection = EVERYTHING, **groups: str) -> Panorama:
    return survey(ledger, selection, minimum_sample=2, zone=UTC, group_of=groups)


def test_whoever_moved_most_comes_first(ledger: SqliteLedger) -> None:
    give(ledger, "ana", "ben", amount=1)
    give(ledger, "cleo", "dan", amount=5)
    give(ledger, "ben", "dan", amount=2)

    assert [each.participant for each in panorama(ledger).leading] == ["dan", "cleo", "ben", "ana"]


def test_of_a_small_ledger_every_entry_is_listed_also_those_taken_back(ledger: SqliteLedger) -> None:
    give(ledger, "ana", "ben", times=3)
    ledger.append([Reversal(id="r", reverses="i-1", reason="a mistake")], now_ms=0)

    found = panorama(ledger)

    assert found.listed == found.entries == 4
    (behind,) = found.behind.values()
    assert [each.id for each in behind.latest] == ["i-0", "i-1", "r", "i-2"]
    assert (behind.pair.interactions, found.evaluation.entries) == (2, 2)


def test_of_a_large_ledger_the_latest_entries_of_the_largest_pairs_are_listed_and_all_are_counted(
    ledger: SqliteLedger,
) -> None:
    for taker in range(MOST_LISTED_PAIRS + 20):
        give(ledger, "ana", f"p{taker:04}", times=9, amount=1 + taker)

    found = panorama(ledger)

    assert len(found.behind) == MOST_LISTED_PAIRS
    assert found.entries == 9 * (MOST_LISTED_PAIRS + 20)
    assert found.listed == MOST_LISTED_ENTRIES
    assert ("ana", "p0019") not in found.behind
    largest = found.behind["ana", f"p{MOST_LISTED_PAIRS + 19:04}"]
    assert largest.entries == 9
    assert [each.number for each in largest.latest] == [found.head.number - n for n in (4, 3, 2, 1, 0)]


def test_what_small_pairs_leave_is_the_large_ones(ledger: SqliteLedger) -> None:
    for taker in range(MOST_LISTED_PAIRS - 1):
        give(ledger, "ana", f"p{taker:04}", times=2)
    give(ledger, "ana", "zoe", times=1_000)

    found = panorama(ledger)

    assert len(found.behind["ana", "zoe"].latest) == MOST_LISTED_ENTRIES - 2 * (MOST_LISTED_PAIRS - 1)
    assert found.listed == MOST_LISTED_ENTRIES


def test_pairs_on_a_ring_are_listed_before_larger_ones(ledger: SqliteLedger) -> None:
    for giver, taker in (("x", "y"), ("y", "z"), ("z", "x")):
        give(ledger, giver, taker, amount=0.5)
    for number in range(MOST_LISTED_PAIRS + 5):
        give(ledger, "ana", f"p{number:04}", amount=9)

    found = panorama(ledger)

    assert list(found.behind)[:3] == [("x", "y"), ("y", "z"), ("z", "x")]


def test_groups_are_taken_as_one_everywhere(ledger: SqliteLedger) -> None:
    give(ledger, "ana", "zoe", amount=2)
    give(ledger, "ben", "zoe", amount=3)

    found = panorama(ledger, ana="team", ben="team")

    assert [each.participant for each in found.leading] == ["team", "zoe"]
    assert found.flows["team"][0] == (5_000_000, 0)
    assert [each.initiator for each in found.behind["team", "zoe"].latest] == ["ana", "ben"]


def test_a_participant_is_compared_with_everybody_and_shown_alone(ledger: SqliteLedger) -> None:
    give(ledger, "ana", "ben", times=2)
    give(ledger, "cleo", "dan", times=2)

    found = panorama(ledger, Selection(participant="ana"))

    assert [each.participant for each in found.leading] == ["ana"]
    assert list(found.behind) == [("ana", "ben")]
    assert (found.entries, found.report.participants) == (2, 4)


def test_nobody_can_be_looked_at_alone_and_in_a_group(ledger: SqliteLedger) -> None:
    with pytest.raises(UsageError, match="'ana' is in 'team'"):
        panorama(ledger, Selection(participant="ana"), ana="team")
