"""The command line. Importing this package loads nothing, so that Ctrl-C is answered politely from the first moment."""

from __future__ import annotations


def main(arguments: list[str] | None = None) -> None:
    """Run a command of argentum; see `argentum.cli.running.run`."""
    try:
        from argentum.cli.running import run

        run("argentum.cli.application", "argentum", arguments)
    except KeyboardInterrupt:
        raise interrupted("argentum") from None


def interrupted(program: str) -> SystemExit:
    """Say that somebody wanted the program to end, and give what ends the process as shells expect it."""
    import sys

    print(f"{program}: interrupted", file=sys.stderr)  # noqa: T201 - nothing that prints better may be loaded by now
    return SystemExit(130)
