"""A killed writer loses nothing that it acknowledged. A sample; `make soak` kills it 200 times."""

from __future__ import annotations

from pathlib import Path

from argentum.rng import Streams
from tests.ledger_crash import check_after_crash, kill_after

KILLS = 4


def test_what_was_acknowledged_survives_kill_minus_nine(tmp_path: Path) -> None:
    path, chance = tmp_path / "ledger.sqlite3", Streams(1).named("kills")
    start = 1

    for _ in range(KILLS):
        last = kill_after(path, start=start, acknowledged=chance.randint(1, 40), extra_rounds=chance.randint(0, 400))
        start = check_after_crash(path, last)

    assert start > KILLS
