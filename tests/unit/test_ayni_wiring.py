"""The driver of a server is loaded for a ledger on a server, and for nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FILE = """
import sys
from argentum.ayni import open_ledger
open_ledger(sys.argv[1]).close()
print(sorted({"arango", "requests", "urllib3"} & set(sys.modules)))
"""
WITHOUT_DRIVER = """
import sys
sys.modules["arango"] = None
from argentum.ayni import open_ledger
from argentum.errors import UsageError
try:
    open_ledger("http://localhost:8529/village")
except UsageError as error:
    print(error)
"""


def printed(script: str, *arguments: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env=environment,
        cwd=Path(__file__).parents[2],
    )
    return done.stdout


def test_a_ledger_file_loads_no_driver_of_a_server(tmp_path: Path) -> None:
    assert printed(FILE, str(tmp_path / "ledger.sqlite3"), ARGENTUM_HOME=str(tmp_path)) == "[]\n"


def test_a_missing_driver_is_told_with_what_installs_it(tmp_path: Path) -> None:
    said = printed(WITHOUT_DRIVER, ARGENTUM_HOME=str(tmp_path), ARGENTUM_ARANGO_USER="ana", ARGENTUM_ARANGO_PASSWORD="")

    assert said == (
        "http://localhost:8529/village: a ledger in ArangoDB needs python-arango; "
        "install it with: pip install '.[arango]' in a checkout of argentum\n"
    )
