"""Kills a writer of the ledger at random points, and sees that nothing that it acknowledged is gone or doubled.

python scripts/soak_ledger.py                 200 kills
python scripts/soak_ledger.py --kills 20      a sample
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from argentum.rng import Streams
from tests.ledger_crash import check_after_crash, kill_after


def main() -> None:
    """Kill, check, retry; the first check that fails comes with its seed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = Streams(options.seed).named("kills")
    with tempfile.TemporaryDirectory() as folder:
        path, start = Path(folder) / "ledger.sqlite3", 1
        for kill in range(1, options.kills + 1):
            last = kill_after(
                path, start=start, acknowledged=chance.randint(1, 60), extra_rounds=chance.randint(0, 800)
            )
            try:
                start = check_after_crash(path, last)
            except Exception as error:
                raise SystemExit(f"seed {options.seed}, kill {kill}: {error}") from error
    print(f"{options.kills} kills: every acknowledged entry is there and none is counted twice ({start - 1:,} steps)")


if __name__ == "__main__":
    main()
