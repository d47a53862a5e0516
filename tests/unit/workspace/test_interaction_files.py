"""Interactions from files: all of them are right, or the first wrong one is told with its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from argentum.ayni.entry import Draft
from argentum.ayni.settings import AyniSettings
from argentum.errors import ArgentumError, MissingPathError, UsageError
from argentum.workspace.interaction_files import open_text, read_drafts, utf8_lines

ROW = {"id": "i-1", "initiator": "alice", "responder": "bob", "contribution": 3, "consumption": 2}


def moment_ms(text: str) -> int:
    if text != "noon":
        raise UsageError(f"timestamp: found {text!r}")
    return 43_200_000


def read(path: Path, content: str | bytes) -> list[Draft]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with open_text(path) as file:
        return list(read_drafts(utf8_lines(file, path), source=path, settings=AyniSettings(), moment_ms=moment_ms))


def test_json_lines_are_read_with_blank_lines_and_a_mark_at_the_start(tmp_path: Path) -> None:
    rows = [ROW, ROW | {"id": "i-2", "timestamp": "noon", "quality": 0.5, "unit": "point", "note": "ünder"}]

    drafts = read(tmp_path / "a.jsonl", "\ufeff" + "\n\n".join(json.dumps(row) for row in rows) + "\r\n")

    assert [draft.id for draft in drafts] == ["i-1", "i-2"]
    assert (drafts[0].happened_at_ms, drafts[1].happened_at_ms) == (None, 43_200_000)
    assert (drafts[1].quality_micro, drafts[1].note) == (500_000, "ünder")


def test_csv_says_the_same_as_json_lines(tmp_path: Path) -> None:
    text = 'id,initiator,responder,contribution,consumption,note,unit\ni-1,alice,bob,3,2,"a, b",\n'

    assert read(tmp_path / "a.csv", text) == read(tmp_path / "a.jsonl", json.dumps(ROW | {"note": "a, b"}))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"initiater": "x"}, "initiater: found an unknown key, .*did you mean 'initiator'"),
        ({"contribution": "3"}, "contribution: found '3', allowed: a number"),
        ({"contribution": True}, "contribution: found True"),
        ({"contribution": -3}, "contribution: found -3"),
        ({"responder": 7}, "responder: found 7, allowed: a text"),
        ({"responder": "alice"}, "responder: .*nobody can give to themselves"),
        ({"timestamp": "then"}, "timestamp: found 'then'"),
        ({"unit": "hug"}, "unit: found 'hug'"),
    ],
)
def test_a_wrong_line_is_told_with_file_line_and_key(tmp_path: Path, row: dict[str, object], said: str) -> None:
    lines = [json.dumps(ROW), json.dumps(ROW | {"id": "i-2"} | row)]

    with pytest.raises(ArgentumError, match=rf"a\.jsonl:2: {said}"):
        read(tmp_path / "a.jsonl", "\n".join(lines))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.jsonl", "{", r"a\.jsonl:1: found broken JSON"),
        ("a.jsonl", "[1]", "found list, allowed: one JSON object a line"),
        ("a.jsonl", '{"id": "i-1"}', "initiator: found nothing, allowed: a value"),
        ("a.jsonl", b'{"id": "\xff"}', "bytes that are not UTF-8"),
        ("a.jsonl", '{"id": "i-1", "contribution": NaN}', "nothing"),
        ("a.csv", "id,initiator\ni-1\n", r"a\.csv:2: found 1 cells, allowed: 2"),
        ("a.csv", "id,initiator,responder,contribution,consumption\ni-1,a,b,x,1\n", "contribution: found 'x'"),
        ("a.csv", "id,initiator,responder,contribution,consumption\ni-1,,b,1,1\n", "initiator: found nothing"),
    ],
)
def test_a_broken_file_is_told(tmp_path: Path, name: str, content: str | bytes, said: str) -> None:
    with pytest.raises(ArgentumError, match=said):
        read(tmp_path / name, content)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingPathError, match="cannot be read"):
        open_text(tmp_path / "none.jsonl")


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_a_file_that_is_not_utf_8_is_told_with_the_line_and_what_to_do(tmp_path: Path, encoding: str) -> None:
    text = "id,initiator,responder,contribution,consumption\ni-1,ann,bob,3,2\ni-2,josé,bob,3,2\n"

    with pytest.raises(ArgentumError, match=r"a\.csv:[13]: found bytes that are not UTF-8, .*save the file as UTF-8"):
        read(tmp_path / "a.csv", text.encode(encoding))


@pytest.mark.parametrize(("sign", "named"), [(";", "semicolons"), ("\t", "tabs")])
def test_another_separator_than_the_comma_is_named(tmp_path: Path, sign: str, named: str) -> None:
    text = "id,initiator,responder,contribution,consumption\ni-1,alice,bob,3,2\n"

    with pytest.raises(ArgentumError, match=rf"a\.csv:1: found {named} between the names, allowed: commas"):
        read(tmp_path / "a.csv", text.replace(",", sign))


def test_a_key_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    line = json.dumps(ROW).replace('"contribution": 3', '"contribution": 3, "contribution": 5')

    with pytest.raises(ArgentumError, match="'contribution' is there twice"):
        read(tmp_path / "a.jsonl", line)


def test_a_number_with_an_underscore_is_none(tmp_path: Path) -> None:
    with pytest.raises(ArgentumError, match="'1_000'"):
        read(tmp_path / "a.csv", "id,initiator,responder,contribution,consumption\ni-1,ana,ben,1_000,1\n")
