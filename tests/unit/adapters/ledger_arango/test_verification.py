"""What an ArangoDB stores besides the entries is checked, too."""

from __future__ import annotations

import pytest

from argentum.adapters.ledger_arango.schema import BALANCES, BOOKS, CHECKPOINTS, ENTRIES
from argentum.adapters.ledger_arango.store import ArangoLedger
from argentum.ayni.ledger import Selection
from argentum.ayni.trend import Grid
from argentum.errors import VerificationError
from tests.arango_double.server import ArangoDouble
from tests.ayni_builders import draft
from tests.unit.adapters.ledger_arango.conftest import Open


@pytest.fixture
def full(ledger: ArangoLedger) -> ArangoLedger:
    ledger.append([draft(f"i-{n}", happened_at_ms=n) for n in range(1, 10)], now_ms=1)
    return ledger


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("given_low", 1),
        ("taken_high", 5),
        ("standing", 0),
        ("initiator_key", "f" * 64),
        ("taker_account", "f" * 64),
        ("takes_back", "none:x"),
        ("contribution_micro", "+3000000"),
    ],
)
def test_what_is_stored_for_the_queries_belongs_to_its_entry(
    double: ArangoDouble, full: ArangoLedger, field: str, value: object
) -> None:
    next(each for each in double.collection("books", ENTRIES.name).values() if each["number"] == 4)[field] = value

    with pytest.raises(VerificationError, match=r"entry 4 \(id 'i-4'\) has other keys or sums beside it"):
        full.verify(now_ms=2)


@pytest.mark.parametrize(("field", "value"), [("note", None), ("given_micro", "many"), ("digest", "xyz")])
def test_an_entry_that_cannot_be_read_is_found_by_its_number(
    double: ArangoDouble, full: ArangoLedger, field: str, value: object
) -> None:
    next(each for each in double.collection("books", ENTRIES.name).values() if each["number"] == 4)[field] = value

    with pytest.raises(VerificationError, match="entry 4 cannot be read"):
        full.verify(now_ms=2)


def test_a_sum_over_what_is_no_number_is_refused(double: ArangoDouble, full: ArangoLedger) -> None:
    next(each for each in double.collection("books", ENTRIES.name).values() if each["number"] == 4)["given_low"] = "1"

    for ask in (
        lambda: full.totals(Selection(since_ms=0)),
        full.pairs,
        lambda: full.flows(Selection(), Grid(start_ms=0, width_ms=20, parts=1)),
    ):
        with pytest.raises(VerificationError, match="cannot be added up; see: argentum ayni verify"):
            ask()


def test_a_number_that_is_text_is_found(double: ArangoDouble, full: ArangoLedger) -> None:
    next(each for each in double.collection("books", ENTRIES.name).values() if each["number"] == 4)["number"] = "4"

    with pytest.raises(VerificationError, match="entry 4 is missing"):
        full.verify(now_ms=2)


@pytest.mark.parametrize(
    ("collection", "key", "said"),
    [
        (BOOKS.name, "head", "the terms or the head of the ledger are missing"),
        (BOOKS.name, "terms", "the terms or the head of the ledger are missing"),
    ],
)
def test_missing_terms_and_a_missing_head_are_told(
    double: ArangoDouble, full: ArangoLedger, collection: str, key: str, said: str
) -> None:
    del double.collection("books", collection)[key]

    with pytest.raises(VerificationError, match=said):
        full.verify(now_ms=2)


@pytest.mark.parametrize(
    ("key", "said"), [("head", "the head of the ledger is"), ("terms", "the terms of the ledger are")]
)
def test_nothing_is_appended_without_terms_or_a_head(
    double: ArangoDouble, full: ArangoLedger, key: str, said: str
) -> None:
    del double.collection("books", BOOKS.name)[key]

    with pytest.raises(VerificationError, match=f"{said} missing; nothing was recorded"):
        full.append([draft("i-new")], now_ms=3)


def test_a_balance_that_is_gone_is_told(double: ArangoDouble, full: ArangoLedger) -> None:
    double.collection("books", BALANCES.name).clear()

    with pytest.raises(VerificationError, match="balance of 'alice' in 'point': kept as nothing"):
        full.verify(now_ms=2)


def test_a_checkpoint_that_cannot_be_read_is_told(double: ArangoDouble, full: ArangoLedger) -> None:
    full.verify(now_ms=2)
    double.collection("books", CHECKPOINTS.name)["last"]["totals"] = "[{"

    with pytest.raises(VerificationError, match=r"the last checkpoint cannot be read .* verify the whole chain"):
        full.verify(since_checkpoint=True, now_ms=3)
    full.verify(now_ms=4)
    full.verify(since_checkpoint=True, now_ms=5)


def test_a_writer_in_the_middle_of_a_verification_does_not_matter(
    double: ArangoDouble, full: ArangoLedger, open_ledger: Open
) -> None:
    other = open_ledger()
    moments = iter(range(100))

    def write_now_and_then(request: str) -> None:
        if request == "POST /_api/cursor" and next(moments) in {0, 1, 2}:
            double.meanwhile = lambda _: None
            other.append([draft(f"meanwhile-{len(double.requests)}")], now_ms=2)
            double.meanwhile = write_now_and_then

    double.meanwhile = write_now_and_then

    verified = full.verify(now_ms=3)

    assert 9 < verified.number < full.head().number == 12
