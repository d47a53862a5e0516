"""JSON is read as the standard library reads it, and every key knows its line."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.errors import ConfigurationError
from argentum.workspace.json_source import parse_json
from argentum.workspace.located_tree import DEEPEST_LEVEL

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(value=VALUES, indent=st.sampled_from([None, 1, "\t"]), ascii_only=st.booleans())
def test_values_are_those_of_the_standard_library(value: object, indent: int | str | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)

    assert parse_json(text, source="x.json").content == json.loads(text)


def test_every_key_knows_its_line() -> None:
    text = '{\n\t"a": 1,\n\n\t"group": {\n\t\t"b": [8,\n\t\t12]}}\n'

    tree = parse_json(text, source="x.json")

    assert dict(tree.lines) == {
        ("a",): 2,
        ("group",): 4,
        ("group", "b"): 5,
        ("group", "b", "0"): 5,
        ("group", "b", "1"): 6,
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "x.json:1: found broken JSON (expecting value), allowed: well-formed JSON"),
        ('{"a": 1,\n}', "x.json:2: found broken JSON (a key in double quotes is missing), allowed: well-formed JSON"),
        ('{"a" 1}', "x.json:1: found broken JSON (a colon is missing), allowed: well-formed JSON"),
        ('{\n"a": 1\n"b": 2}', "x.json:3: found broken JSON (a comma or '}' is missing), allowed: well-formed JSON"),
        ("[1 2]", "x.json:1: found broken JSON (a comma or ']' is missing), allowed: well-formed JSON"),
        ('{"a": tru}', "x.json:1: found broken JSON (expecting value), allowed: well-formed JSON"),
        ("{}\n{}", "x.json:2: found broken JSON (text after the end), allowed: well-formed JSON"),
        ('{"a": "', "x.json:1: found broken JSON (unterminated string starting at), allowed: well-formed JSON"),
        (
            '{"a": ' + "9" * 5000 + "}",
            "x.json:1: found broken JSON (a number of too many digits), allowed: well-formed JSON",
        ),
        ('{"a": 1,\n"a": 2}', "x.json:2: a: found the key a second time (first on line 1), allowed: each key once"),
        ("[" * 9999, f"x.json:1: found values nested too deeply, allowed: at most {DEEPEST_LEVEL} levels"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(text: str, message: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        parse_json(text, source="x.json")

    assert str(caught.value) == message
