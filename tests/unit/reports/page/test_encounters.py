"""Who took on whom."""

from __future__ import annotations

from argentum.reports.page.encounters import encounters
from tests.sample_session import FACTS, sample_messages


def test_rows_act_on_columns() -> None:
    matrix = encounters(sample_messages(), FACTS)

    assert matrix is not None
    chloe_on_ben = matrix.rows[2][1]
    assert (chloe_on_ben.challenges, chloe_on_ben.interrupts, chloe_on_ben.shade) == (2, 1, 1.0)
    assert matrix.rows[1][2].challenges == 0
    assert matrix.rows[1][1].same


def test_a_session_without_quarrel_has_no_matrix() -> None:
    assert encounters([], FACTS) is None
