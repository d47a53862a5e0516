"""The economy over time."""

from __future__ import annotations

from argentum.metrics.auctions import auction_records
from argentum.reports.page.money import balances_chart, bidding_chart
from tests.sample_session import FACTS, sample_messages

AUCTIONS = auction_records(sample_messages())


def test_each_agent_has_a_line_of_balances() -> None:
    chart = balances_chart(AUCTIONS, FACTS)

    assert chart is not None
    assert [line.name for line in chart.lines] == [agent.name for agent in FACTS.agents]
    assert all(line.d.count("V") == len(AUCTIONS) - 1 for line in chart.lines)


def test_one_auction_is_no_line() -> None:
    assert balances_chart(AUCTIONS[:1], FACTS) is None


def test_each_auction_has_a_winner_bids_and_a_price() -> None:
    chart = bidding_chart(AUCTIONS, FACTS)

    assert chart is not None
    assert [dot.place for dot in chart.dots] == [1, 2, 3, 0, 1]
    assert len(chart.bids) == len(AUCTIONS) * len(FACTS.agents)
    assert [cell.title for cell in chart.prices][:2] == ["Ben <& Co> pays 2.50", "Chloé pays 3.50"]
    assert max(cell.height for cell in chart.prices) == next(
        cell.height for cell in chart.prices if cell.title.startswith("Chloé")
    )


def test_thousands_of_auctions_are_thinned() -> None:
    chart = bidding_chart(AUCTIONS * 300, FACTS)

    assert chart is not None
    assert chart.every == 4
    assert len(chart.prices) <= 400


def test_without_auctions_there_is_no_chart() -> None:
    assert bidding_chart([], FACTS) is None
