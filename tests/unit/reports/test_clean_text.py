"""Text of agents, made safe to print."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from argentum.reports.clean_text import before_a_cut, clean_text


def test_line_breaks_and_tabs_become_single_spaces() -> None:
    assert clean_text(" one\r\n two\t\tthree\u2028four ") == "one two three four"


def test_an_escape_sequence_loses_its_escape() -> None:
    assert clean_text("\x1b[31mred\x07\x9b0m") == "[31mred0m"


def test_direction_overrides_are_dropped_and_letters_are_kept() -> None:
    assert clean_text("a\u202eb\u2066c\u2069") == "abc"
    assert clean_text("Chloé שלום 日本") == "Chloé שלום 日本"


@given(st.text())
def test_nothing_that_controls_a_terminal_is_left(text: str) -> None:
    cleaned = clean_text(text)

    assert not any(unicodedata.category(char) in {"Cc", "Zl", "Zp", "Cs"} for char in cleaned)
    assert clean_text(cleaned) == cleaned


def test_no_comma_stands_before_the_dash_of_a_cut() -> None:
    assert before_a_cut("Pain is a message,") == "Pain is a message"
    assert before_a_cut("Which jobs, where?") == "Which jobs, where?"
