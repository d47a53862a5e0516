"""What is left when a session has ended."""

from __future__ import annotations

from msgspec.structs import replace

from argentum.metrics.summary import summarise
from argentum.reports.closing_table import closing_table, plain_closing_table
from argentum.reports.symbols import ASCII
from tests.golden_files import GoldenFile
from tests.sample_session import FACTS, sample_messages
from tests.unit.reports.conftest import Printed

SUMMARY = summarise(sample_messages(), FACTS)


def test_it_reads_as_the_golden_file(golden: GoldenFile, printed: Printed) -> None:
    golden("reports/closing.txt", printed(closing_table(sample_messages(), FACTS, SUMMARY)))


def test_the_plain_form_says_the_same(golden: GoldenFile) -> None:
    lines = plain_closing_table(sample_messages(), FACTS, SUMMARY)

    golden("reports/closing_plain.txt", "\n".join(lines) + "\n")


def test_it_fits_100_columns(printed: Printed) -> None:
    shown = printed(closing_table(sample_messages(), FACTS, SUMMARY)).splitlines()

    assert max(len(line.rstrip()) for line in shown) <= 100


def test_a_session_in_which_nothing_was_said_has_a_table_too(printed: Printed) -> None:
    silent = replace(FACTS, beats=None, llm_calls=0)

    shown = printed(closing_table([], silent, summarise([], silent), symbols=ASCII))

    assert "nan" not in shown.lower()
    assert "Ada" in shown
