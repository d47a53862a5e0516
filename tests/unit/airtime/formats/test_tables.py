"""Timelines as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json

from argentum.airtime.formats.tables import write_csv, write_json
from argentum.airtime.timeline import Segment, timeline_of

TIMELINE = timeline_of(
    "m",
    [Segment(0, 1_000, "ann"), Segment(800, 2_000, "ann", confirmed=False), Segment(500, 900, "=1+1")],
    present=["cy"],
)


def test_csv_has_an_interval_a_row_with_what_is_confirmed_of_it() -> None:
    rows = list(csv.DictReader(io.StringIO(write_csv(TIMELINE))))

    assert [(row["participant"], row["start_ms"], row["end_ms"], row["confirmed_ms"]) for row in rows] == [
        ("ann", "0", "2000", "1000"),
        ("'=1+1", "500", "900", "400"),
    ]


def test_json_has_everything_the_timeline_holds() -> None:
    document = json.loads(write_json(TIMELINE))

    assert (document["meeting"], document["start_ms"], document["end_ms"]) == ("m", 0, 2_000)
    assert document["participants"][0] == {
        "id": "ann",
        "name": "ann",
        "speech_ms": [[0, 2_000]],
        "confirmed_ms": [[0, 1_000]],
    }
    assert document["participants"][2]["speech_ms"] == []
