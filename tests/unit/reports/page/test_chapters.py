"""A long list in chapters of equal time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argentum.reports.page.chapters import chapters


def test_a_short_list_stays_whole() -> None:
    (only,) = chapters(list(range(60)), lambda at: at)

    assert (only.span, only.entries) == ("", tuple(range(60)))
    assert chapters([], lambda at: at) == ()


def test_an_hour_is_divided_at_round_times() -> None:
    found = chapters(list(range(0, 2_700_000, 6_000)), lambda at_ms: at_ms)

    assert [chapter.span for chapter in found][:2] == ["00:00 to 05:00", "05:00 to 10:00"]
    assert found[-1].span == "40:00 to 44:54"


@given(st.lists(st.integers(0, 20_000_000), min_size=61, max_size=200).map(sorted))
def test_nothing_is_lost_and_nothing_moves(instants: list[int]) -> None:
    found = chapters(instants, lambda at_ms: at_ms)

    assert [at_ms for chapter in found for at_ms in chapter.entries] == instants
    assert len(found) <= 13
