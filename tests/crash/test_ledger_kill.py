"""A killed writer loses nothing that it acknowledged. A sample; `make soak` kills it 200 times."""

from __future__ import annotations

from pathlib import Path

import pytest

from argentum.rng import Streams
from tests.arango_double.server import PASSWORD, USER, ArangoDouble
from tests.ledger_crash import check_after_crash, kill_after

KILLS = 4


def test_what_was_acknowledged_survives_kill_minus_nine(tmp_path: Path) -> None:
    path, chance = str(tmp_path / "ledger.sqlite3"), Streams(1).named("kills")
    start = 1

    for _ in range(KILLS):
        last = kill_after(path, start=start, acknowledged=chance.randint(1, 40), extra_rounds=chance.randint(0, 400))
        start = check_after_crash(path, last)

    assert start > KILLS


def test_what_a_server_acknowledged_survives_the_killing_of_its_writer(monkeypatch: pytest.MonkeyPatch) -> None:
    double, chance = ArangoDouble(), Streams(2).named("kills")
    monkeypatch.setenv("ARGENTUM_ARANGO_USER", USER)
    monkeypatch.setenv("ARGENTUM_ARANGO_PASSWORD", PASSWORD)
    start = 1

    for _ in range(KILLS):
        last = kill_after(
            f"{double.url}/books", start=start, acknowledged=chance.randint(1, 20), extra_rounds=chance.randint(0, 400)
        )
        double.engine.let_idle_transactions_end()
        start = check_after_crash(f"{double.url}/books", last)

    double.stop()
    assert start > KILLS
