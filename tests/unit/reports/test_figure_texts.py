"""Figures for readers."""

from __future__ import annotations

from argentum.metrics.inputs import inputs
from argentum.metrics.summary import summarise
from argentum.reports.figure_texts import FIGURES, figure_text
from tests.sample_session import FACTS, sample_messages

SUMMARY = summarise(sample_messages(), FACTS)


def test_every_scalar_of_the_summary_has_a_label_and_a_meaning() -> None:
    by_agent = {"balances", "talk_ms", "talk_share", "ayni_given_ms", "ayni_taken_ms", "ayni_balance"}

    figures = [key for key in SUMMARY if key not in by_agent and key not in inputs(FACTS)]
    assert sorted(FIGURES) == sorted(figures)


def test_no_figure_speaks_of_a_language_model_that_was_asked() -> None:
    told = " ".join(f"{figure.label} {figure.meaning}" for figure in FIGURES.values())

    assert "LLM" not in told
    assert "billed" not in told
    assert "calls to language models" not in told


def test_figures_carry_their_units() -> None:
    shown = [
        figure_text(SUMMARY, key) for key in ("duration_ms", "silence_share", "dead_air_ms_max", "cost_usd", "jain")
    ]

    assert shown == ["30.0 s", "1.0 %", "100 ms", "$0.0000", "0.94"]


def test_what_is_undefined_shows_as_missing() -> None:
    assert figure_text({"jain": None}, "jain") == "–"
    assert figure_text({}, "jain", missing="-") == "-"
