"""Importing the command line costs little: nothing heavy comes with it."""

from __future__ import annotations

import subprocess
import sys

import pytest

OURS = ("rich", "jinja2", "yaml", "numpy", "openai", "sqlite3", "msgspec", "asyncio", "argentum.wiring")
SCRIPT = """
import sys
from argentum.cli import main
try:
    main({arguments!r})
except SystemExit as end:
    assert not end.code, end.code
print("loaded:", [name for name in {heavy!r} if name in sys.modules])
"""


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (["--help"], ("pydantic", *OURS)),
        (["serve", "--help"], ("fastapi", "starlette", "uvicorn", "websockets", *OURS)),
        (["debate", "--help"], OURS),  # typer asks pydantic itself when it describes the options of a command
    ],
)
def test_help_loads_nothing_heavy(arguments: list[str], heavy: tuple[str, ...]) -> None:
    script = SCRIPT.format(arguments=arguments, heavy=heavy)

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)

    assert done.stdout.startswith("Usage: argentum")
    assert done.stdout.endswith("loaded: []\n")


def test_importing_the_package_loads_nothing() -> None:
    heavy = ("typer", "dataclasses", "re")
    script = (
        f"import sys; b = set(sys.modules); import argentum.cli.mallku; print((set(sys.modules) - b) & {set(heavy)})"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)

    assert done.stdout == "set()\n"
