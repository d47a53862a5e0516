"""Kills a writer of the ledger at random points, and sees that nothing that it acknowledged is gone or doubled.

Once in a file, once in the double of an ArangoDB.

python scripts/soak_ledger.py                 200 kills each
python scripts/soak_ledger.py --kills 20      a sample
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from argentum.rng import Streams
from tests.arango_double.server import PASSWORD, USER, ArangoDouble
from tests.ledger_crash import check_after_crash, kill_after


def main() -> None:
    """Kill, check, retry; the first check that fails comes with its seed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        soak("a file", str(Path(folder) / "ledger.sqlite3"), kills=options.kills, seed=options.seed)
    os.environ |= {"ARGENTUM_ARANGO_USER": USER, "ARGENTUM_ARANGO_PASSWORD": PASSWORD}
    double = ArangoDouble()
    soak(
        "the double of an ArangoDB",
        f"{double.url}/books",
        kills=options.kills,
        seed=options.seed,
        settle=double.engine.let_idle_transactions_end,
    )
    double.stop()


def soak(what: str, ledger_name: str, *, kills: int, seed: int, settle: Callable[[], None] = lambda: None) -> None:
    """Kill the writer again and again; `settle` lets the time pass that a store needs to notice."""
    chance, start = Streams(seed).named("kills"), 1
    for kill in range(1, kills + 1):
        last = kill_after(
            ledger_name, start=start, acknowledged=chance.randint(1, 60), extra_rounds=chance.randint(0, 800)
        )
        settle()
        try:
            start = check_after_crash(ledger_name, last)
        except Exception as error:
            raise SystemExit(f"{what}, seed {seed}, kill {kill}: {error}") from error
    print(f"{what}: {kills} kills, every acknowledged entry is there and none is counted twice ({start - 1:,} steps)")


if __name__ == "__main__":
    main()
