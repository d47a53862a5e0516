"""A village for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ayni_village import Village


@pytest.fixture
def village() -> Iterator[Village]:
    """Give an empty one."""
    made = Village()
    yield made
    made.ledger.close()
