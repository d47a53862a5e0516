"""JSON with every digit, and without keys that are there twice."""

from __future__ import annotations

from decimal import Decimal

import pytest

from argentum.exact_json import TwiceError, json_bytes, json_line, json_text, read_exact


def test_digits_are_read_and_written_as_they_are() -> None:
    text = '{"a": 999999999999.999999, "b": [1, 0.1]}'

    assert read_exact(text) == {"a": Decimal("999999999999.999999"), "b": [1, Decimal("0.1")]}
    assert json_line(read_exact(text)) == text


def test_a_document_is_written_on_a_line_over_several_or_without_blanks() -> None:
    document = {"a": Decimal("3.0"), "ü": []}

    assert json_line(document) == '{"a": 3.0, "ü": []}'
    assert json_text(document) == '{\n  "a": 3.0,\n  "ü": []\n}'
    assert json_bytes(document) == '{"a":3.0,"ü":[]}'.encode()


@pytest.mark.parametrize("text", ['{"a": 1, "a": 1}', '[{"b": {"a": 1, "a": 2}}]'])
def test_a_key_that_is_there_twice_is_refused_at_any_depth(text: str) -> None:
    with pytest.raises(TwiceError, match="the key 'a' is there twice"):
        read_exact(text)


@pytest.mark.parametrize("text", ["{", "", "1e9999999999999999999999", "9" * 5000])
def test_what_is_no_document_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_exact(text)
