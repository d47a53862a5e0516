"""Accounts of people who come and go."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.errors import LedgerError
from argentum.ledger.accounts import Accounts
from argentum.transcript.posting import POOL


def test_the_pool_issues_and_stands_below_zero_by_what_it_issued() -> None:
    accounts = Accounts()

    posting = accounts.transfer(POOL, "ann", 10, "initial")

    assert (posting.source, posting.target, posting.amount, posting.reason) == (POOL, "ann", 10, "initial")
    assert (accounts.balance("ann"), accounts.balance(POOL), accounts.balance("nobody")) == (10, -10, 0)


@pytest.mark.parametrize(
    ("source", "target", "amount"), [("ann", "ben", 11), ("ben", "ann", 1), ("ann", "ben", 0), ("ann", "ann", 1)]
)
def test_a_transfer_that_cannot_be_moves_nothing(source: str, target: str, amount: int) -> None:
    accounts = Accounts()
    accounts.transfer(POOL, "ann", 10, "initial")

    with pytest.raises(LedgerError):
        accounts.transfer(source, target, amount, "speaking")

    assert (accounts.balance("ann"), accounts.balance("ben")) == (10, 0)


@given(st.lists(st.tuples(st.sampled_from([POOL, "a", "b"]), st.sampled_from([POOL, "a", "b"]), st.integers(-2, 9))))
def test_the_two_sides_always_agree(moves: list[tuple[str, str, int]]) -> None:
    accounts = Accounts()

    for source, target, amount in moves:
        try:
            accounts.transfer(source, target, amount, "move")
        except LedgerError:
            continue

    accounts.check()
    assert accounts.balance("a") + accounts.balance("b") == -accounts.balance(POOL)
