"""Text in a cell stays text."""

from __future__ import annotations

import pytest

from argentum.spreadsheet import harmless


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@sum", "\t=1", "\u202e=1"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(formula: str) -> None:
    assert harmless(formula) == f"'{formula.lstrip(chr(0x202E))}"


def test_other_text_stays_and_nothing_turns_it_around() -> None:
    assert harmless("a=b\u202e") == "a=b"
