"""The views of a finished session."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from argentum.metrics.summary import summarise
from argentum.reports.show import show_auctions, show_postings, show_summary, show_transcript
from tests.sample_session import FACTS, sample_messages
from tests.unit.reports.conftest import Printed

if TYPE_CHECKING:
    from rich.console import RenderableType

MESSAGES = sample_messages()


def test_the_transcript_stands_under_its_topic(printed: Printed) -> None:
    shown = printed(show_transcript(MESSAGES, FACTS)).splitlines()

    assert shown[0].strip() == FACTS.topic
    assert sum(FACTS.topic in line for line in shown) == 1
    assert any("⚡ cuts in on Ben <& Co>" in line for line in shown)


def test_all_auctions_are_shown(printed: Printed) -> None:
    assert printed(show_auctions(MESSAGES, FACTS)).count("bid\n") == 0
    assert printed(show_auctions(MESSAGES, FACTS)).count("Auction at") == 5


def test_all_postings_are_shown_with_their_message(printed: Printed) -> None:
    shown = printed(show_postings(MESSAGES, FACTS)).splitlines()

    rows = [line for line in shown if line.lstrip().startswith("m0") or line.lstrip().startswith("m1")]
    assert len(rows) == sum(len(message.metadata.postings) for message in MESSAGES)
    assert any("hard interrupt" in row and "Chloé" in row for row in rows)


def test_a_session_without_an_economy_says_so(printed: Printed) -> None:
    assert "no auctions" in printed(show_auctions([], FACTS))
    assert "no tokens" in printed(show_postings([], FACTS))


def test_the_summary_explains_each_figure(printed: Printed) -> None:
    shown = printed(show_summary(MESSAGES, FACTS, summarise(MESSAGES, FACTS)), width=140)

    assert "Spearman's rank correlation of bid and desire" in shown
    assert "Jain's index" in shown


def test_how_an_offer_is_made_is_said_once_under_the_first_auction(printed: Printed) -> None:
    shown = printed(show_auctions(MESSAGES, FACTS))

    assert shown.count("An offer is bid × pacing") == 1
    assert shown.index("An offer is bid") < shown.rindex("Auction at")


@pytest.mark.parametrize("view", [show_auctions, show_postings, show_transcript])
def test_a_narrow_terminal_shows_names_and_figures_whole(view: Callable[..., RenderableType], printed: Printed) -> None:
    shown = printed(view(MESSAGES, FACTS, width=48), width=48)

    assert "Dmitri" in shown
    assert "…" not in shown


def test_the_figures_of_a_narrow_terminal_come_without_their_meanings(printed: Printed) -> None:
    shown = printed(show_summary(MESSAGES, FACTS, summarise(MESSAGES, FACTS), width=48), width=48)

    assert "Jain's index" in shown
    assert "Spearman" not in shown
