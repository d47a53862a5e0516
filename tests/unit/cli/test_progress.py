"""The line that says how far a long command is."""

from __future__ import annotations

import io
from threading import Event

from argentum.cli.progress import Progress


class Terminal(io.StringIO):
    """Takes what is written, and says when something was."""

    def __init__(self, *, watched: bool = True) -> None:
        super().__init__()
        self.watched = watched
        self.written = Event()

    def isatty(self) -> bool:
        return self.watched

    def write(self, text: str) -> int:
        length = super().write(text)
        self.written.set()
        return length


def test_a_long_command_tells_what_and_how_many_and_leaves_an_empty_line() -> None:
    terminal = Terminal()

    with Progress("recording a.csv", out=terminal, first_after_s=0) as progress:
        assert list(progress.counting(range(2_000))) == list(range(2_000))
        terminal.written.wait(10)

    first, *_, last = terminal.getvalue().split("\r")[1:]
    assert first.startswith("recording a.csv")
    assert terminal.getvalue().split("\r")[-2].strip() == last == ""


def test_a_short_command_tells_nothing() -> None:
    terminal = Terminal()

    with Progress("checking", out=terminal):
        pass

    assert terminal.getvalue() == ""


def test_nothing_is_told_where_nobody_watches() -> None:
    pipe = Terminal(watched=False)

    with Progress("checking", out=pipe, first_after_s=0) as progress:
        assert list(progress.counting("ab")) == ["a", "b"]

    assert pipe.getvalue() == ""
