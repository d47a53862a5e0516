"""YAML is read as plain values, each with its line, and never as anything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from argentum.errors import ConfigurationError, MissingPathError
from argentum.workspace.located_tree import DEEPEST_LEVEL, LARGEST_FILE_BYTES
from argentum.workspace.yaml_source import parse_yaml, plain_scalar, read_yaml


def refusal(text: str) -> str:
    with pytest.raises(ConfigurationError) as caught:
        parse_yaml(text, source="x.yaml")
    return str(caught.value)


def test_every_key_knows_its_line() -> None:
    text = "# comment\na: 1\n\ngroup:\n  b: two   # remark\n  list:\n    - 1\n    - {c: 3}\n"

    tree = parse_yaml(text, source="x.yaml")

    assert tree.content == {"a": 1, "group": {"b": "two", "list": [1, {"c": 3}]}}
    assert dict(tree.lines) == {
        ("a",): 2,
        ("group",): 4,
        ("group", "b"): 5,
        ("group", "list"): 6,
        ("group", "list", "0"): 7,
        ("group", "list", "1"): 8,
        ("group", "list", "1", "c"): 8,
    }


def test_an_unknown_place_has_the_line_of_what_is_above_it() -> None:
    tree = parse_yaml("a: 1\nb:\n  c: 1\n", source="x.yaml")

    assert tree.line(("b", "nowhere")) == 2
    assert tree.line(("nowhere",)) is None


@pytest.mark.parametrize("word", ["off", "on", "yes", "no", "y", "1:30", "2026-01-01", "<<", "010x", "-", "e5"])
def test_words_that_old_yaml_would_turn_into_something_else_stay_text(word: str) -> None:
    assert plain_scalar(word) == word


@pytest.mark.parametrize(
    ("text", "value"),
    [("true", True), ("False", False), ("~", None), ("", None), ("-3", -3), ("1e3", 1000.0), (".5", 0.5)],
)
def test_plain_scalars_mean_what_the_core_schema_says(text: str, value: object) -> None:
    found = plain_scalar(text)

    assert found == value
    assert type(found) is type(value)


def test_a_number_in_quotes_is_text() -> None:
    assert parse_yaml('a: "4"', source="x.yaml").content == {"a": "4"}


def test_an_empty_file_holds_no_keys() -> None:
    assert parse_yaml("# nothing\n", source="x.yaml").mapping() == {}


def test_a_list_is_no_configuration() -> None:
    with pytest.raises(ConfigurationError, match=r"x\.yaml: found a file without keys, allowed: keys with values"):
        parse_yaml("- a\n", source="x.yaml").mapping()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", "x.yaml:3: a: found the key a second time (first on line 1), allowed: each key once"),
        ("a: [1\nb: 2\n", "x.yaml:2: found broken YAML (expected ',' or ']', but got ':'), allowed: well-formed YAML"),
        ("a: &x 1\nb: *x\n", "x.yaml:2: found an alias (*name), allowed: well-formed YAML without aliases"),
        ("a: !!int 3\n", "x.yaml:1: found the tag tag:yaml.org,2002:int, allowed: well-formed YAML without tags"),
        ("a: 1\n---\nb: 2\n", "x.yaml:2: found a second document, allowed: well-formed YAML, one document"),
        ("? [a, b]\n: 1\n", "x.yaml:1: found a key that is not a word, allowed: well-formed YAML with plain keys"),
        ("a: \x07\n", "x.yaml:1: found a character that YAML does not allow, allowed: well-formed YAML"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(text: str, line: str) -> None:
    assert refusal(text) == line


@pytest.mark.parametrize("value", ["!!python/name:os.system x", "!!python/object/apply:os.system [ls]", "!!set {a}"])
def test_no_tag_makes_an_object(value: str) -> None:
    assert refusal(f"a: {value}\n").startswith("x.yaml:1: found the tag tag:yaml.org,2002:")


def test_a_bomb_of_nested_lists_is_refused_before_it_grows() -> None:
    message = refusal("a: " + "[" * 5000 + "]" * 5000)

    assert message == f"x.yaml:1: found values nested too deeply, allowed: at most {DEEPEST_LEVEL} levels"


def test_a_file_of_any_size_is_not_read_to_its_end(tmp_path: Path) -> None:
    file = tmp_path / "big.yaml"
    file.write_bytes(b"#" * (LARGEST_FILE_BYTES + 1))

    with pytest.raises(ConfigurationError, match=r"big\.yaml: found a larger file, allowed: at most 1000000 bytes"):
        read_yaml(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingPathError, match=r"none\.yaml: no such file"):
        read_yaml(tmp_path / "none.yaml")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="found a file that cannot be read"):
        read_yaml(tmp_path)


def test_bytes_that_are_no_text_are_told_with_their_line(tmp_path: Path) -> None:
    file = tmp_path / "latin.yaml"
    file.write_bytes("a: 1\nb: Käse\n".encode("latin-1"))

    with pytest.raises(ConfigurationError, match=r"latin\.yaml:2: found bytes that are not UTF-8, allowed: UTF-8 text"):
        read_yaml(file)


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    file = tmp_path / "bom.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\n")

    assert read_yaml(file).content == {"a": 1}
