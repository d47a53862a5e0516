"""What somebody meant to do with the floor, where a source logs it beside the times of speech.

Timing alone cannot tell. A cut that silences the other at once hardly overlaps and looks like a change of turns; a
remark from the side looks like a backchannel, or like a failed attempt on the floor. So intent and outcome stay apart,
and figures show both.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

IntentKind = Literal["interruption", "attempt", "interjection"]
"""Took the floor from somebody in mid-speech; tried to and gave way; a remark that leaves the floor where it is."""
INTENT_KINDS: tuple[IntentKind, ...] = ("interruption", "attempt", "interjection")


class Intent(NamedTuple):
    """One logged intent of one person against another."""

    at_ms: int
    kind: IntentKind
    by: str
    against: str
