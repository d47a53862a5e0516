"""What is ready to follow."""

from __future__ import annotations

import pytest

from argentum.orchestration.reserve_shelf import ReserveShelf
from tests.builders import a_piece


def test_an_empty_shelf_has_nothing_to_take() -> None:
    shelf = ReserveShelf()

    assert not shelf.next_ready
    assert shelf.take_spare() is None
    with pytest.raises(LookupError, match="the shelf is empty"):
        shelf.take_next()


def test_what_is_still_being_written_is_not_ready() -> None:
    shelf = ReserveShelf()
    shelf.next = a_piece()
    shelf.spare = a_piece("reserve")

    assert not shelf.next_ready
    assert shelf.take_spare() is None
    assert shelf.spare is not None


def test_taking_leaves_the_place_free() -> None:
    shelf = ReserveShelf()
    following, spare = a_piece(ready_ms=5), a_piece("reserve", ready_ms=5)
    shelf.next, shelf.spare = following, spare

    taken = [shelf.take_next(), shelf.take_spare()]

    assert taken == [following, spare]
    assert shelf.clear() == []


def test_clearing_gives_what_was_there() -> None:
    shelf = ReserveShelf()
    shelf.next = following = a_piece()

    assert shelf.clear() == [following]
    assert shelf.clear() == []
