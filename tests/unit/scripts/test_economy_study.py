from __future__ import annotations

from scripts.economy_figures import figures_of
from scripts.economy_study import ROWS, study, written
from scripts.real_sessions import LITERAL, PRESETS, SessionSpec, temperaments
from scripts.study_model import GAINS, MODEL


def test_figures_are_written_without_the_zero_before_the_point() -> None:
    assert [written(0.5, 2), written(-0.08, 2), written(1.234, 2), written(12.0, 0), written(None, 2)] == [
        ".50", "−.08", "1.23", "12", "–",
    ]  # fmt: skip


def test_every_figure_of_the_model_has_a_row() -> None:
    keys = {row.key for row in ROWS}

    assert set(MODEL) == {*PRESETS, LITERAL}
    assert all(set(figures) <= keys for figures in MODEL.values())
    assert all(set(gains) == {*PRESETS, LITERAL} for gains in GAINS.values())


def test_temperaments_are_those_of_the_study() -> None:
    assert temperaments("debate_snappy", 4) == (0.5, 1.0, 1.0, 2.0)
    assert [round(temper, 3) for temper in temperaments("roundtable", 3)] == [0.75, 1.025, 1.3]


def test_figures_of_a_session_fit_together() -> None:
    figures = figures_of(SessionSpec(preset="debate_snappy", segments=150))

    assert figures.at_cap <= figures.near_cap
    assert figures.interrupts_per_min <= figures.wishes_per_min
    assert 1 <= figures.in_band_from <= 150
    assert 0 < figures.deviator_share < 1
    assert len(figures.gini_10min) == 1


def test_the_study_gives_the_same_tables_again() -> None:
    tables = study(seeds=1, segments=30, jobs=1)

    assert tables == study(seeds=1, segments=30, jobs=2)
    assert tables.count("| bid follows desire") == 4
