"""All derived files of a session folder."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace

from argentum.reports.session_files import session_files, summary_json
from tests.golden_files import GoldenFile
from tests.sample_session import FACTS, sample_messages

NAMES = ["transcript.json", "timeline.rttm", "captions.vtt", "captions.srt", "summary.json", "report.html"]


def test_the_files_are_those_of_the_folder() -> None:
    assert list(session_files(sample_messages(), FACTS)) == NAMES


@pytest.mark.parametrize("name", [name for name in NAMES if name != "transcript.json"])
def test_each_reads_as_the_golden_file(name: str, golden: GoldenFile) -> None:
    golden(f"reports/{name}", session_files(sample_messages(), FACTS)[name])


def test_only_the_summary_tells_how_long_the_run_took() -> None:
    fast, slow = (session_files(sample_messages(), replace(FACTS, wall_s=wall_s)) for wall_s in (0.1, 123.4))

    assert [name for name in NAMES if fast[name] != slow[name]] == ["summary.json"]


def test_a_session_without_a_word_has_all_files() -> None:
    files = session_files([], replace(FACTS, agents=(), topic=""))

    assert list(files) == NAMES
    assert json.loads(files["summary.json"])["segments"] == 0


def test_a_figure_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        summary_json({"jain": float("nan")})
