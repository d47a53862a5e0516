"""Several sessions side by side."""

from __future__ import annotations

import csv
import io
import json

from msgspec.structs import replace

from argentum.metrics.summary import summarise
from argentum.reports.session_comparison import (
    Compared,
    comparison_csv,
    comparison_json,
    comparison_table,
    shared_inputs,
    turned,
)
from tests.sample_session import FACTS, sample_messages


def _session(
    folder: str, *, seed: int = 7, wish: float = 6.0, topic: str = FACTS.topic, sealed: bool = True
) -> Compared:
    facts = replace(FACTS, seed=seed, topic=topic)
    return Compared(
        folder=folder,
        summary=summarise(sample_messages(), facts),
        knobs={"interrupt.wish_desire": wish},
        sealed=sealed,
    )


PAIR = [_session("one", seed=1), _session("two", seed=2, wish=4.0)]


def test_what_differs_is_a_column_and_what_is_shared_is_said_once() -> None:
    table = comparison_table(PAIR)

    assert table.columns[:4] == ("session", "seed", "wish_desire", "duration")
    assert [row[:4] for row in table.rows] == [("one", "1", "6", "30.0 s"), ("two", "2", "4", "30.0 s")]
    shared = shared_inputs(PAIR)
    assert shared[0] == f"topic: {FACTS.topic}"
    assert "agents: Ada; Ben <& Co>; Chloé; Dmitri [bold]" in shared
    assert not any(line.startswith(("seed", "interrupt")) for line in shared)


def test_keys_of_one_name_keep_their_sections() -> None:
    knobs = [{"bids.map": "logistic", "other.map": 1}, {"bids.map": "literal", "other.map": 2}]
    sessions = [replace(session, knobs=own) for session, own in zip(PAIR, knobs, strict=True)]

    assert comparison_table(sessions).columns[2:4] == ("bids.map", "other.map")


def test_a_session_that_did_not_end_says_so() -> None:
    table = comparison_table([PAIR[0], _session("half", sealed=False)])

    assert table.rows[1][0] == "half (unfinished)"


def test_turned_it_has_a_column_for_each_session() -> None:
    table = turned(comparison_table(PAIR))

    assert table.columns == ("", "one", "two")
    assert table.rows[:2] == [("seed", "1", "2"), ("wish_desire", "6", "4")]


def test_the_csv_has_every_figure_and_runs_nothing_in_a_spreadsheet() -> None:
    text = comparison_csv([PAIR[0], _session("=two", topic="=cmd()")])

    first, second = csv.DictReader(io.StringIO(text))
    assert (first["seed"], first["interrupt.wish_desire"], first["segments"]) == ("1", "6", "6")
    assert float(first["jain"]) == PAIR[0].summary["jain"]
    assert (second["folder"], second["topic"]) == ("'=two", "'=cmd()")
    assert "wall_s" not in first


def test_the_json_has_the_whole_summary_of_each() -> None:
    first, second = json.loads(comparison_json(PAIR))["sessions"]

    assert first["talk_share"] == PAIR[0].summary["talk_share"]
    assert (second["folder"], second["sealed"], second["knobs"]) == ("two", True, {"interrupt.wish_desire": 4.0})
    assert "wall_s" not in first
