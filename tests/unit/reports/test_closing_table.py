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


def test_start_minus_paid_plus_received_is_what_an_agent_holds_and_all_of_it_is_the_supply() -> None:
    facts = replace(FACTS, supply=21, credits={"ada": 0.75, "ben": 0.25})

    lines = plain_closing_table(sample_messages(), facts, SUMMARY)

    assert "7.8 (-2 +4.8)" in lines[1]
    assert "4.2 (-4 +3.2)" in lines[2]
    assert any(line.endswith("20 tokens held + 1 in the pool as credit = 21") for line in lines)


def test_a_minted_economy_has_no_supply_to_add_up_to() -> None:
    lines = plain_closing_table(sample_messages(), replace(FACTS, supply=None), SUMMARY)

    assert not any("in the pool" in line for line in lines)


def test_the_bar_gives_way_first_and_the_share_stays(printed: Printed) -> None:
    shown = printed(closing_table(sample_messages(), FACTS, SUMMARY, width=80), width=80)

    first = shown.splitlines()[2]
    assert "31.2 %" in first
    assert "█" not in shown
    assert "remarks" not in shown.splitlines()[0]
    assert "…" not in shown


def test_a_narrow_terminal_gets_lines(printed: Printed) -> None:
    shown = printed(closing_table(sample_messages(), FACTS, SUMMARY, width=50), width=50)

    assert shown.startswith("Ada: talk share 31.2 %, talk 9.9 s, segments 2,")
