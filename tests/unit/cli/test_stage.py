"""What a terminal shows while a session runs."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from argentum.cli.stage import Stage
from argentum.metrics.summary import summarise
from tests.sample_session import FACTS, sample_messages


def _shown(*, quiet: bool, width: int = 100) -> str:
    out = io.StringIO()
    stage = Stage(FACTS, "tables", quiet=quiet, console=Console(file=out, width=width, highlight=False))
    for message in sample_messages():
        stage.show(message)
    stage.close(sample_messages(), FACTS, summarise(sample_messages(), FACTS))
    return out.getvalue()


def test_a_quiet_stage_shows_what_is_said_and_no_auction() -> None:
    shown = _shown(quiet=True)

    assert "wins the floor" not in shown
    assert "pacing" not in shown
    assert "Delivery windows are the rule" in shown
    assert "talk share" in shown


def test_a_stage_shows_each_auction_after_the_segment_that_was_heard_meanwhile() -> None:
    shown = _shown(quiet=False)

    assert shown.count("wins the floor") == 4
    assert shown.index("Streets without cars") < shown.index("wins the floor")


def test_notes_are_broken_between_words_on_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    stage = Stage(FACTS, "tables", console=Console(file=io.StringIO(), width=40))

    stage.say("Built-in simulated agents, simulated time, no key (seed 7).\n  Doc 1  Traffic in inner cities (cars.md)")

    assert capsys.readouterr().out.splitlines() == [
        "Built-in simulated agents, simulated",
        "  time, no key (seed 7).",
        "  Doc 1  Traffic in inner cities",
        "    (cars.md)",
    ]
