"""Pairs, concentration, rings and newcomers of a period."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.entry import Reversal
from argentum.ayni.ledger import EVERYTHING, Selection
from argentum.ayni.pair_report import PairReport, report_pairs
from argentum.errors import UsageError
from argentum.transcript.give_and_take import TABLE
from tests.ayni_builders import draft


@pytest.fixture
def ledger() -> Iterator[SqliteLedger]:
    made = SqliteLedger()
    yield made
    made.close()


def give(ledger: SqliteLedger, giver: str, taker: str, amount: float, *, times: int = 1, at: int = 0) -> None:
    start = ledger.head().number
    ledger.append(
        [
            draft(
                f"i-{start + n}",
                initiator=giver,
                responder=taker,
                contribution=amount,
                consumption=amount,
                happened_at_ms=at,
            )
            for n in range(times)
        ],
        now_ms=0,
    )


def report(ledger: SqliteLedger, selection: Selection = EVERYTHING, **options: int) -> PairReport:
    return report_pairs(ledger, selection, minimum_sample=options.get("minimum_sample", 2))


def test_what_came_back_stands_beside_what_was_given(ledger: SqliteLedger) -> None:
    give(ledger, "ana", "ben", 3, times=2)
    give(ledger, "ben", "ana", 1)

    first, second = report(ledger).pairs

    assert (first.giver, first.given_micro, first.came_back_micro) == ("ana", 6_000_000, 1_000_000)
    assert (second.giver, second.given_micro, second.came_back_micro) == ("ben", 1_000_000, 6_000_000)


def test_a_newcomer_is_named_and_compared_with_nobody(ledger: SqliteLedger) -> None:
    give(ledger, "ana", "ben", 1, times=2)
    give(ledger, "zoe", "ben", 1_000)

    found = report(ledger)

    assert found.newcomers == ["zoe"]
    assert found.participants == 3
    assert (found.giving.top, found.giving.top_share) == ("ana", 1.0)
    assert [each.small_sample for each in found.pairs] == [False, True]


def test_concentration_is_the_gini_of_what_each_gave(ledger: SqliteLedger) -> None:
    give(ledger, "ana", "ben", 3, times=2)
    give(ledger, "ben", "ana", 1, times=2)

    found = report(ledger)

    assert found.giving.gini == pytest.approx((6 - 2) / (2 * 8))
    assert (found.giving.top, found.giving.top_share) == ("ana", 0.75)
    assert (found.taking.top, found.taking.top_share) == ("ben", 0.75)


def test_where_nothing_moved_nothing_is_concentrated(ledger: SqliteLedger) -> None:
    give(ledger, "ana", "ben", 0, times=2)

    found = report(ledger)

    assert found.giving.gini is None
    assert found.giving.top is None


def test_a_participant_chooses_what_is_listed_and_not_what_is_compared(ledger: SqliteLedger) -> None:
    for giver, taker in (("ana", "ben"), ("ben", "cleo"), ("cleo", "ana"), ("dan", "eva")):
        give(ledger, giver, taker, 5, times=2)

    of_ana, of_dan = (report(ledger, Selection(participant=who)) for who in ("ana", "dan"))

    assert [(each.giver, each.taker) for each in of_ana.pairs] == [("ana", "ben"), ("cleo", "ana")]
    assert [ring.members for ring in of_ana.rings] == [("ana", "ben", "cleo")]
    assert of_dan.rings == []
    assert of_dan.giving == of_ana.giving == report(ledger).giving


def test_what_was_taken_back_makes_neither_a_pair_nor_a_newcomer(ledger: SqliteLedger) -> None:
    give(ledger, "ana", "ben", 1)
    ledger.append([Reversal(id="undo", reverses="i-0", reason="x")], now_ms=0)

    found = report(ledger)

    assert (found.pairs, found.newcomers, found.participants) == ([], [], 0)


def test_only_the_period_counts(ledger: SqliteLedger) -> None:
    give(ledger, "ana", "ben", 1, at=10)
    give(ledger, "ana", "ben", 5, at=20)

    assert report(ledger, Selection(since_ms=10, until_ms=20)).pairs[0].given_micro == 1_000_000


def test_groups_deal_with_each_other_as_one(ledger: SqliteLedger) -> None:
    give(ledger, "ana", "ben", 1)
    give(ledger, "cleo", "ben", 2)

    found = report_pairs(
        ledger, Selection(participant="ana"), minimum_sample=2, group_of={"ana": "team", "cleo": "team"}
    )

    assert [(each.giver, each.given_micro, each.small_sample) for each in found.pairs] == [("team", 3_000_000, False)]


def test_what_was_taken_without_being_given_goes_round_in_no_ring(ledger: SqliteLedger) -> None:
    for number, (holder, cutter) in enumerate((("ana", "ben"), ("ben", "cleo"), ("cleo", "ana"))):
        cut = draft(f"cut-{number}", initiator=holder, responder=cutter, contribution=0, consumption=5)
        ledger.append([cut], now_ms=0)

    assert report(ledger).rings == []


def test_a_group_with_the_name_of_somebody_who_is_not_in_it_is_refused(ledger: SqliteLedger) -> None:
    give(ledger, "ana", "ben", 1)
    give(ledger, "cleo", "ana", 1)

    with pytest.raises(UsageError, match="group 'cleo': a participant has this name and is not in it"):
        report_pairs(ledger, EVERYTHING, minimum_sample=1, group_of={"ana": "cleo", "ben": "cleo"})
    named_after_a_member = report_pairs(ledger, EVERYTHING, minimum_sample=1, group_of={"ana": "ana", "ben": "ana"})
    assert [(each.giver, each.taker) for each in named_after_a_member.pairs] == [("ana", "ana"), ("cleo", "ana")]


def test_who_stands_for_all_together_is_named_and_left_out_of_concentrations_and_rings(ledger: SqliteLedger) -> None:
    for giver, taker in (("ana", TABLE), (TABLE, "ben"), ("ben", "ana")):
        give(ledger, giver, taker, 5, times=3)

    found = report(ledger, minimum_sample=1)

    assert (found.collectives, found.participants, found.rings) == ([TABLE], 2, [])
    assert found.giving.top in {"ana", "ben"}
    assert (TABLE, "ben") in [(each.giver, each.taker) for each in found.pairs]


def test_one_alone_is_compared_with_nobody(ledger: SqliteLedger) -> None:
    give(ledger, "ana", "ben", 1)
    give(ledger, "ana", "cleo", 1)

    found = report(ledger)

    assert found.newcomers == ["ben", "cleo"]
    assert (found.giving.gini, found.giving.top, found.giving.top_share) == (None, None, None)
