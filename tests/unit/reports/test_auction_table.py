"""One auction as a table."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from argentum.metrics.auctions import auction_records
from argentum.metrics.session_facts import AgentCard
from argentum.reports.auction_table import auction_table
from argentum.reports.symbols import ASCII
from argentum.transcript.message import AuctionRecord
from tests.golden_files import GoldenFile
from tests.sample_session import FACTS, sample_messages
from tests.unit.reports.conftest import Printed

AUCTIONS = auction_records(sample_messages())


def _crowd(count: int) -> AuctionRecord:
    stand = AUCTIONS[1].stands[2]
    stands = tuple(replace(stand, agent_id=f"agent-{place}") for place in range(count))
    return replace(AUCTIONS[1], stands=stands, winner="agent-0")


def test_both_forms_read_as_the_golden_files(golden: GoldenFile, printed: Printed) -> None:
    golden("reports/auction_compact.txt", printed(auction_table(AUCTIONS[1], FACTS)))
    golden("reports/auction_pretty.txt", printed(auction_table(AUCTIONS[1], FACTS, pretty=True)))


@pytest.mark.parametrize("count", [1, 4, 10])
def test_the_compact_form_takes_four_lines_more_than_there_are_agents_and_100_columns(
    count: int, printed: Printed
) -> None:
    agents = tuple(AgentCard(id=f"agent-{place}", name="A very long name indeed, esq.") for place in range(count))

    shown = printed(auction_table(_crowd(count), replace(FACTS, agents=agents)), width=140).splitlines()

    assert len(shown) <= count + 4
    assert max(len(line.rstrip()) for line in shown) <= 100


def test_the_winners_row_stands_out(printed: Printed) -> None:
    shown = printed(auction_table(AUCTIONS[0], FACTS), colour=True)

    assert "\x1b[1;33m▸ Ben <& Co>" in shown
    assert "▸ Ada" not in shown


def test_who_bids_nothing_passes(printed: Printed) -> None:
    row = next(line for line in printed(auction_table(AUCTIONS[2], FACTS)).splitlines() if "Chloé" in line)

    assert "pass" in row


def test_names_are_no_markup(printed: Printed) -> None:
    assert "Dmitri [bold]" in printed(auction_table(AUCTIONS[0], FACTS))


def test_tokens_and_credit_are_one_number(printed: Printed) -> None:
    row = next(line for line in printed(auction_table(AUCTIONS[1], FACTS)).splitlines() if "Chloé" in line)

    assert (AUCTIONS[1].stands[2].tokens, AUCTIONS[1].stands[2].credit) == (6, 0.5)
    assert " 6.5 " in row


@pytest.mark.parametrize(
    ("width", "headings"),
    [
        (100, ["agent", "desire", "open", "waited", "bid", "pacing", "offer", "tokens"]),
        (80, ["agent", "desire", "open", "bid", "pacing", "offer", "tokens"]),
        (65, ["agent", "desire", "bid", "offer", "tokens"]),
    ],
)
def test_columns_give_way_in_order_and_figures_stay_whole(width: int, headings: list[str], printed: Printed) -> None:
    shown = printed(auction_table(AUCTIONS[1], FACTS, width=width), width=width)

    assert shown.splitlines()[0].split() == headings
    assert "wants in" in shown
    assert "Dmitri [bold]" in shown
    assert "…" not in shown


def test_a_narrow_terminal_gets_a_line_for_each_agent(printed: Printed) -> None:
    shown = printed(auction_table(AUCTIONS[1], FACTS, width=44), width=44)

    assert "  Ada: bid 3, pacing 1.00, offer 1.50,\n    tokens 6.5\n" in shown
    assert max(len(line.rstrip()) for line in shown.splitlines()) <= 44


def test_an_output_without_unicode_gets_ascii_only(printed: Printed) -> None:
    facts = replace(FACTS, agents=tuple(replace(agent, name=agent.id) for agent in FACTS.agents))

    for pretty in (False, True):
        assert printed(auction_table(AUCTIONS[1], facts, symbols=ASCII, pretty=pretty)).isascii()
