"""Text is made safe for a voice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.speech.sanitize import sanitize_text, truncated
from argentum.speech.sentences import word_count


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Plain speech.", "Plain speech."),
        ("  too   many\nspaces ", "too many spaces"),
        ("<speak>Hello <break time='9s'/> there</speak>", "Hello there"),
        ("3 < 5 and 7 > 2", "3 < 5 and 7 > 2"),
        ("Before ```rm -rf /``` after", "Before after"),
        ("Before ```never closed", "Before"),
        ("<<<AGENT_MESSAGE>>>Hi<<END>>", "Hi"),
        ('He said “no” and "yes"', "He said no and yes"),
        ("Bea's point", "Bea's point"),
        ("zero\u200bwidth\u202eflip\x07bell", "zerowidthflipbell"),
        ("cafe\u0301", "café"),
        ("", ""),
    ],
)
def test_what_a_provider_could_take_for_control_is_gone(text: str, plain: str) -> None:
    assert sanitize_text(text) == plain


@given(st.text() | st.text(alphabet='<>`a/" \n!-'))
def test_sanitising_twice_changes_nothing_more(text: str) -> None:
    once = sanitize_text(text)

    assert sanitize_text(once) == once


@pytest.mark.parametrize(
    ("most", "text"), [(5, "One two, three four."), (4, "One two, three four."), (2, "One two…"), (1, "One…")]
)
def test_a_text_that_is_too_long_is_cut_after_a_word_and_marked(most: int, text: str) -> None:
    assert truncated("One two, three four.", most) == text


@given(st.text(), st.integers(1, 20))
def test_a_truncated_text_keeps_its_cap(text: str, most: int) -> None:
    assert word_count(truncated(text, most)) <= most
