"""Wrong values of flags, told in one form."""

from __future__ import annotations

import pytest

from argentum.cli.flags import one_of, readable, wrong_value
from argentum.errors import UsageError


def test_the_form_has_flag_found_allowed_and_nearest() -> None:
    error = wrong_value("--view", "auction", "auctions or summary", nearest="auctions")

    assert str(error) == "--view: found \"auction\", allowed: auctions or summary; did you mean 'auctions'?"


@pytest.mark.parametrize(("found", "shown"), [(13, "13"), (0.5, "0.5"), (float("inf"), "inf"), ("no", '"no"')])
def test_numbers_stand_bare_and_text_in_quotes(found: object, shown: str) -> None:
    assert str(wrong_value("-x", found, "less")) == f"-x: found {shown}, allowed: less"


def test_a_choice_is_given_back_or_refused_with_the_nearest() -> None:
    assert one_of("--to", "vtt", ("srt", "vtt")) == "vtt"
    with pytest.raises(UsageError, match=r"allowed: srt or vtt; did you mean 'vtt'\?"):
        one_of("--to", "vt", ("srt", "vtt"))


def test_words_are_read_as_utf_8_whatever_the_locale() -> None:
    assert readable("José", "the topic") == "José"
    assert readable(b"Jos\xc3\xa9".decode("ascii", "surrogateescape"), "the topic") == "José"
    with pytest.raises(UsageError, match="the topic: found bytes that are not UTF-8"):
        readable(b"Jos\xe9".decode("ascii", "surrogateescape"), "the topic")
