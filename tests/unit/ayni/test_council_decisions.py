"""Thresholds and acknowledgements in the council's book."""

from __future__ import annotations

import pytest

from argentum.ayni.alerts.alert import Acknowledgement
from argentum.ayni.alerts.thresholds import ThresholdChange, Thresholds
from argentum.ayni.council_book import MemoryBook
from argentum.ayni.council_decisions import (
    acknowledge,
    acknowledgements,
    change_threshold,
    threshold_changes,
    thresholds_in_force,
)
from argentum.errors import InteractionError, UsageError


def change(value: float = 0.3, *, at_ms: int = 10, **given: str) -> ThresholdChange:
    return ThresholdChange(
        key=given.get("key", "care_deficit_ratio"),
        value=value,
        by=given.get("by", "the circle of June"),
        why=given.get("why", "harvest"),
        at_ms=at_ms,
    )


def test_a_change_is_in_force_from_its_moment_on_with_who_and_why() -> None:
    book = MemoryBook()
    change_threshold(book, change(0.3, at_ms=10))
    change_threshold(book, change(0.2, at_ms=20))

    now, then, before = (thresholds_in_force(book, Thresholds(), at_ms=at) for at in (20, 19, 9))

    assert (now.care_deficit_ratio, then.care_deficit_ratio) == (0.2, 0.3)
    assert before == Thresholds()
    assert [(each.by, each.why, each.at_ms) for each in now.changes] == [("the circle of June", "harvest", 20)]
    assert len(threshold_changes(book)) == 2


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (change(key="care"), UsageError),
        (change(7.0), UsageError),
        (change(why="  "), InteractionError),
        (change(by=""), InteractionError),
        (change(why="a\x1b[2J"), InteractionError),
    ],
)
def test_what_is_wrong_is_not_noted(wrong: ThresholdChange, error: type[Exception]) -> None:
    book = MemoryBook()

    with pytest.raises(error):
        change_threshold(book, wrong)

    assert book.notes() == []


def test_an_acknowledgement_comes_back_as_it_was_made_and_once() -> None:
    book = MemoryBook()
    seen = Acknowledgement(alert_id="a-1", by="ana", why="we know", at_ms=5, severity="watch", strength=1.2)

    acknowledge(book, seen)
    acknowledge(book, seen)

    assert acknowledgements(book) == [seen]
