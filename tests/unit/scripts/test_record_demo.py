from __future__ import annotations

from html import unescape

from scripts.record_demo import record


def test_the_picture_shows_the_command_the_speakers_and_the_auction_and_fetches_nothing() -> None:
    svg = record(seed=7, segments=2)
    text = unescape(svg).replace("\N{NO-BREAK SPACE}", " ")

    assert "argentum debate" in text
    assert "wins the floor" in text
    assert "talk share" in text
    assert "@font-face" not in svg
    assert svg == record(seed=7, segments=2)
