"""The top of the page."""

from __future__ import annotations

from msgspec.structs import replace

from argentum.metrics.agent_figures import agent_figures
from argentum.metrics.summary import summarise
from argentum.reports.page.headline import key_figures, lead
from tests.sample_session import FACTS, sample_messages


def test_four_figures_tell_length_fairness_liveliness_and_flow() -> None:
    figures = key_figures(summarise(sample_messages(), FACTS))

    assert [figure.value for figure in figures] == ["00:30", "0.94", "1 + 2", "80 ms"]


def test_the_lead_names_who_stood_out() -> None:
    assert lead(agent_figures(sample_messages(), FACTS)) == (
        "Ada spoke most (31 %), Dmitri [bold] least (15 %), Chloé cut in most often (once) "
        "and Ben <& Co> was cut off most often (once)."
    )


def test_without_a_word_there_is_no_lead() -> None:
    assert not lead(agent_figures([], FACTS))


def test_a_tie_has_no_winner() -> None:
    agents = agent_figures(sample_messages(), FACTS)
    tied = [replace(agent, interrupts_suffered=1) for agent in agents]

    assert "cut off" not in lead(tied)
