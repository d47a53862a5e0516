"""Every test here runs against every store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from argentum.ayni.ledger import Ledger
from tests.ledger_stores import STORES, Store, store_named


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made = store_named(request.param, tmp_path)
    yield made
    made.close()


@pytest.fixture
def ledger(store: Store) -> Ledger:
    return store.open()
