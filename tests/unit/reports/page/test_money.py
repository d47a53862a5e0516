"""The economy over time."""

from __future__ import annotations

from msgspec.structs import replace

from argentum.metrics.auctions import auction_records
from argentum.reports.page.lanes import MOST_COLUMNS
from argentum.reports.page.money import holding_chart, wanting_chart
from tests.sample_session import FACTS, sample_messages

AUCTIONS = auction_records(sample_messages())


def test_each_agent_has_a_lane_with_its_name() -> None:
    holding, wanting = holding_chart(AUCTIONS, FACTS), wanting_chart(AUCTIONS, FACTS)

    assert holding is not None
    assert wanting is not None
    for chart in (holding, wanting):
        assert [lane.name for lane in chart.lanes] == ["Ada", "Ben <& Co>", "Chloé", "Dmitri [bol…"]
        assert all(lane.line.count("L") == len(AUCTIONS) - 1 for lane in chart.lanes)
    assert holding.highest == FACTS.max_bank


def test_one_auction_is_no_course_of_tokens() -> None:
    assert holding_chart(AUCTIONS[:1], FACTS) is None


def test_each_auction_has_a_winner_bids_and_a_price() -> None:
    chart = wanting_chart(AUCTIONS, FACTS)

    assert chart is not None
    assert [cell.place for cell in chart.wins] == [1, 2, 3, 0, 1]
    assert len(chart.bids) == len(AUCTIONS) * len(FACTS.agents) - 2, "who passes has bid nothing"
    assert [cell.title for cell in chart.prices][:2] == ["Ben <& Co> pays 2.50", "Chloé pays 3.50"]
    assert max(cell.height for cell in chart.prices) == next(
        cell.height for cell in chart.prices if cell.title.startswith("Chloé")
    )


def test_hundreds_of_auctions_are_averaged_and_stay_readable() -> None:
    chart = wanting_chart(AUCTIONS * 80, FACTS)

    assert chart is not None
    assert chart.merged == 4
    assert len(chart.prices) == 100 <= MOST_COLUMNS
    assert {cell.place for cell in chart.prices} == {-1}, "the mean of several is nobody's own"
    assert chart.prices[0].title == "4 times at 2.50 on average"
    assert chart.bids[0].title == "Ada bids 4.0 on average"


def test_twelve_agents_have_twelve_lanes_that_do_not_cross() -> None:
    agents = tuple(replace(FACTS.agents[0], id=f"agent{place}", name=f"Agent {place}") for place in range(12))

    chart = wanting_chart(AUCTIONS, replace(FACTS, agents=agents))

    assert chart is not None
    tops = [lane.top for lane in chart.lanes]
    assert all(lane.top < lane.base < next_top for lane, next_top in zip(chart.lanes, tops[1:], strict=False))


def test_without_auctions_there_is_no_chart() -> None:
    assert wanting_chart([], FACTS) is None
    assert holding_chart([], FACTS) is None
