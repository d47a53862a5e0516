"""The `mallku` command; like `argentum.cli`, it loads nothing before `main` runs."""

from __future__ import annotations

from argentum.cli import interrupted


def main(arguments: list[str] | None = None) -> None:
    """Run a command of mallku; see `argentum.cli.running.run`."""
    try:
        from argentum.cli.running import run

        run("argentum.cli.mallku_application", "mallku", arguments)
    except KeyboardInterrupt:
        raise interrupted("mallku") from None
