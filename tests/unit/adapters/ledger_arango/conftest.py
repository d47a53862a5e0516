"""A ledger on the double."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from argentum.adapters.ledger_arango.address import Address, Credentials
from argentum.adapters.ledger_arango.patience import Patience
from argentum.adapters.ledger_arango.store import ArangoLedger
from tests.arango_double.server import PASSWORD, USER, ArangoDouble

HASTY = Patience(answer_s=0.3, last_try_s=0.3, work_s=0.3)
"""For what is expected to hang; on a busy machine it may give up earlier than that, with the same words."""
Open = Callable[..., ArangoLedger]


@pytest.fixture
def double() -> Iterator[ArangoDouble]:
    made = ArangoDouble()
    yield made
    made.stop()


@pytest.fixture
def open_ledger(double: ArangoDouble) -> Iterator[Open]:
    opened: list[ArangoLedger] = []

    def open_one(
        database: str = "books", *, user: str = USER, password: str = PASSWORD, **options: object
    ) -> ArangoLedger:
        made = ArangoLedger(
            Address.of(f"{double.url}/{database}"),
            Credentials(user=user, password=password),
            **options,  # type: ignore[arg-type]  # whatever a test is about
        )
        opened.append(made)
        return made

    yield open_one
    for ledger in opened:
        ledger.close()


@pytest.fixture
def ledger(open_ledger: Open) -> ArangoLedger:
    return open_ledger()
