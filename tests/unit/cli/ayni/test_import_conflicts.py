"""An id that comes twice with different data: the file's lines are named, and nothing is recorded."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from argentum.cli import mallku_application as mallku
from argentum.errors import EntryConflictError

ROW = {"id": "i", "initiator": "ana", "responder": "ben", "contribution": 3, "consumption": 2}


def output(*arguments: str) -> str:
    result = CliRunner().invoke(mallku.app, ["ayni", *arguments], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def entries() -> list[object]:
    found: list[object] = json.loads(output("ledger", "--json"))["scores"]
    return found


def refused(file: Path) -> str:
    with pytest.raises(EntryConflictError) as raised:
        output("import", str(file))
    return str(raised.value)


@pytest.mark.parametrize("between", [0, 1500])
def test_both_lines_are_named_however_far_apart(tmp_path: Path, between: int) -> None:
    file = tmp_path / "a.jsonl"
    others = [ROW | {"id": f"o-{n}"} for n in range(between)]
    rows = [ROW | {"id": "first"}, ROW, *others, ROW, ROW | {"contribution": 4}]
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")

    said = refused(file)

    assert said.startswith(f"{file}:{between + 4}: id 'i': line 2 has it already with contribution 3.0, not 4.0; ")
    assert entries() == []


def test_an_id_of_the_ledger_is_told_with_the_line_and_the_entry(tmp_path: Path) -> None:
    output(
        "record", "--id", "i", "--initiator", "ana", "--responder", "ben", "--contribution", "1", "--consumption", "1"
    )
    file = tmp_path / "a.csv"
    file.write_text("id,initiator,responder,contribution,consumption\no,ana,ben,1,1\ni,ana,ben,3,2\n", encoding="utf-8")

    said = refused(file)

    assert said.startswith(f"{file}:3: id 'i': entry 1 has it already with contribution 1.0, not 3.0; ")
    assert len(entries()) == 1


def test_events_are_named_by_their_lines_too(tmp_path: Path) -> None:
    event = {
        "source": "chat_ui",
        "timestamp": "2025-06-14T00:00:00Z",
        "interaction_id": "c",
        "participants": ["ana", "ben"],
        "initiator": "ana",
        "raw_data": {"estimated_value": {"human_effort": 1, "ai_computation": 2}},
    }
    file = tmp_path / "events.jsonl"
    file.write_text(
        f"{json.dumps(event)}\n\n{json.dumps(event | {'participants': ['ana', 'cleo']})}\n", encoding="utf-8"
    )

    assert f"{file}:3: id 'chat_ui:c:there': line 1 has it already with responder 'ben', not 'cleo'" in refused(file)


def test_a_pipe_cannot_be_read_again_and_is_refused_without_lines() -> None:
    reading, writing = os.pipe()
    os.write(writing, "".join(f"{json.dumps(row)}\n" for row in (ROW, ROW | {"contribution": 4})).encode())
    os.close(writing)

    said = refused(Path(f"/dev/fd/{reading}"))

    os.close(reading)
    assert said.startswith("id 'i': another one in this batch has it already with contribution 3.0, not 4.0; ")
    assert entries() == []
