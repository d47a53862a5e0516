"""What becomes of an event that somebody sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Answer(NamedTuple):
    """What became of an event: counted at an instant, or refused for a reason."""

    at_ms: int | None
    reason: str | None = None
    retry: bool = False


Answering = Callable[[Answer], None]
CLOSED = Answer(None, "this room is being removed", retry=True)
READ_AGAIN = Answer(None, "this room is being read again from its log; send it again", retry=True)
