"""Tables that fit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argentum.reports.fitting import Column, fitted

NAMES = Column(heading="agent", cells=("> Maximiliana the Elder", "  Bo"), name=True, right=False)
FIRST, LAST = (
    Column(heading=heading, cells=("1", "2"), gives_way=order) for heading, order in (("first", 1), ("last", 2))
)
KEPT = Column(heading="kept", cells=("1.00", "2.00"))


def _headings(width: int) -> list[str]:
    return [column.heading for column in fitted((NAMES, LAST, FIRST, KEPT), width=width, mark=2)]


def test_columns_give_way_in_their_order_not_by_their_place() -> None:
    assert _headings(100) == ["agent", "last", "first", "kept"]
    assert _headings(35) == ["agent", "last", "kept"]
    assert _headings(25) == ["agent", "kept"]


@given(st.integers(1, 200))
def test_a_name_keeps_eight_characters_and_a_figure_all(width: int) -> None:
    columns = fitted((NAMES, LAST, FIRST, KEPT), width=width, mark=2)

    assert len(columns[0].cells[0].removeprefix("> ")) >= 8
    assert columns[-1].cells == KEPT.cells
