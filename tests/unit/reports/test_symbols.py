"""Signs for an output's encoding."""

from __future__ import annotations

import pytest

from argentum.reports.symbols import ASCII, UNICODE, Symbols, symbols_for


@pytest.mark.parametrize(
    ("encoding", "symbols"),
    [("utf-8", UNICODE), ("UTF8", UNICODE), ("latin-1", ASCII), ("ascii", ASCII), (None, ASCII), ("no-such", ASCII)],
)
def test_only_utf8_gets_the_unicode_signs(encoding: str | None, symbols: Symbols) -> None:
    assert symbols_for(encoding) is symbols


def test_the_ascii_signs_are_ascii() -> None:
    signs = (ASCII.kicker, ASCII.cut, ASCII.side, ASCII.arrow, ASCII.bar, ASCII.rest, ASCII.times, ASCII.missing)

    assert "".join(signs).isascii()
