from __future__ import annotations

from html import unescape

import pytest

from argentum.transcript.message import Message, Metadata
from scripts.record_demo import record, stretch


def segment(number: int, *, cut: bool = False) -> Message:
    metadata = Metadata(event="segment", interrupted_by="b" if cut else None)
    return Message(id=f"m{number:05d}", type="assistant", sender="a", content="", metadata=metadata)


@pytest.mark.parametrize(("cut", "before", "after"), [(None, 0, 7), (0, 0, 7), (1, 0, 7), (5, 3, 4), (9, 7, 0)])
def test_the_picture_shows_the_stretch_around_the_first_cut(cut: int | None, before: int, after: int) -> None:
    messages = [segment(number, cut=number == cut) for number in range(10)]

    left_out, shown, still_to_come = stretch(messages, 3)

    assert (left_out, still_to_come) == (before, after)
    assert list(shown) == messages[before : 10 - after]


def test_the_picture_shows_the_command_the_speakers_and_the_auction_and_fetches_nothing() -> None:
    svg = record(seed=7, segments=4, shown=2)
    text = unescape(svg).replace("\N{NO-BREAK SPACE}", " ")

    assert "argentum debate" in text
    assert "wins the floor" in text
    assert "⋮ 2 segments" in text
    assert "talk share" in text
    assert "@font-face" not in svg
    assert svg == record(seed=7, segments=4, shown=2)
