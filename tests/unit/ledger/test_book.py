"""The books of bid tokens."""

from __future__ import annotations

import pytest

from argentum.errors import LedgerError
from argentum.ledger.book import MICRO, Book
from argentum.transcript.posting import POOL, Posting


def _closed(tokens: int, *, accounts: str = "abc", max_bank: int = 8) -> Book:
    book = Book(tuple(accounts), max_bank=max_bank, backed=True)
    book.open(tokens)
    return book


def test_opening_postings_come_from_the_pool_and_empty_it() -> None:
    book = Book(("a", "b"), max_bank=8, backed=True)

    postings = book.open(4)

    assert [(posting.source, posting.target, posting.amount) for posting in postings] == [
        (POOL, "a", 4),
        (POOL, "b", 4),
    ]
    assert book.pool == 0
    assert book.total == 8


def test_a_price_is_charged_in_whole_tokens_and_the_rest_becomes_credit() -> None:
    book = _closed(4)

    postings = book.pay(0, 1.25, "speak")

    assert postings == (Posting(source="a", target=POOL, amount=2, reason="speak"),)
    assert book.balance("a") == 2
    assert book.credit("a") == 0.75


def test_a_payment_is_shared_equally_among_the_others() -> None:
    book = _closed(4)

    book.pay(0, 1.0, "speak")

    assert [book.credit(account) for account in "abc"] == [0.0, 0.5, 0.5]
    book.check()


def test_credit_that_reaches_one_becomes_a_token() -> None:
    book = _closed(4)
    book.pay(0, 1.0, "speak")

    postings = book.pay(0, 1.0, "speak")

    assert [(posting.target, posting.reason) for posting in postings[1:]] == [("b", "payout"), ("c", "payout")]
    assert book.tokens == [2, 5, 5]


def test_what_a_full_bank_cannot_take_is_divided_among_those_with_room() -> None:
    book = _closed(4, max_bank=5)
    book.pay(0, 2.0, "speak")
    assert book.tokens == [2, 5, 5]

    book.pay(0, 2.0, "speak")

    assert book.tokens == [2, 5, 5]
    book.check()


def test_amounts_that_do_not_divide_evenly_wait_in_the_pool_and_are_not_lost() -> None:
    book = _closed(4, accounts="abcd")

    book.pay(0, 1.0, "speak")

    assert book.remainder_micro == 1
    assert sum(book.credit_micro) + book.remainder_micro == MICRO
    book.check()


def test_a_free_slot_moves_nothing() -> None:
    book = _closed(4)

    assert book.pay(0, 0.0, "speak") == ()
    assert book.tokens == [4, 4, 4]


@pytest.mark.parametrize("price", [4.1, -0.5])
def test_a_price_that_cannot_be_paid_is_refused_whole(price: float) -> None:
    book = _closed(4)

    with pytest.raises(LedgerError):
        book.pay(0, price, "speak")

    assert book.tokens == [4, 4, 4]
    book.check()


def test_a_closed_economy_neither_mints_nor_destroys() -> None:
    book = _closed(4)

    with pytest.raises(LedgerError, match="closed economy"):
        book.mint(0, MICRO, "accrual", [])
    with pytest.raises(LedgerError):
        book.destroy(0, 1, "decay", [])


def test_an_opening_that_does_not_fit_is_refused() -> None:
    with pytest.raises(LedgerError, match="do not fit"):
        Book(("a",), max_bank=3, backed=True).open(4)


def test_minted_tokens_that_find_no_room_are_lost() -> None:
    book = Book(("a",), max_bank=2, backed=False)
    postings: list[Posting] = []

    book.mint(0, 5 * MICRO, "accrual", postings)

    assert [posting.amount for posting in postings] == [2]
    assert book.tokens == [2]
    assert book.pool == -2
    book.check()


def test_a_payment_in_a_minted_economy_leaves_the_others_as_they_are() -> None:
    book = Book(("a", "b"), max_bank=8, backed=False)
    book.mint(0, 4 * MICRO, "accrual", [])

    book.pay(0, 1.5, "speak")
    book.pay(0, 1.5, "speak")

    assert book.tokens == [1, 0]
    book.check()


@pytest.mark.parametrize("tampering", ["tokens", "credit", "pool"])
def test_the_check_finds_books_that_do_not_balance(tampering: str) -> None:
    book = _closed(4)
    if tampering == "tokens":
        book.tokens[0] += 1
    elif tampering == "credit":
        book.credit_micro[0] = 17
    else:
        book.pool += 1

    with pytest.raises(LedgerError):
        book.check()


def test_the_check_finds_a_balance_out_of_its_bounds() -> None:
    book = _closed(4)
    book.tokens[0] = 9

    with pytest.raises(LedgerError, match="out of bounds"):
        book.check()
