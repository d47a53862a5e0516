"""The figures of one agent."""

from __future__ import annotations

from argentum.metrics.agent_figures import agent_figures
from tests.sample_session import FACTS, sample_messages


def test_a_row_tells_what_an_agent_did_and_suffered() -> None:
    ada, ben, chloe, _dmitri = agent_figures(sample_messages(), FACTS)

    assert (ada.talk_ms, ada.segments, ada.interjections, ada.balance) == (9900, 2, 1, 7)
    assert (ben.interrupts_made, ben.interrupts_suffered, ben.bids_won) == (0, 1, 2)
    assert (chloe.interrupts_made, chloe.interrupts_suffered, chloe.tokens_spent) == (1, 0, 3)


def test_an_agent_that_never_spoke_has_a_row_too() -> None:
    rows = agent_figures([], FACTS)

    assert [(row.agent_id, row.talk_ms, row.talk_share) for row in rows] == [
        ("ada", 0, None),
        ("ben", 0, None),
        ("chloe", 0, None),
        ("dmitri", 0, None),
    ]
