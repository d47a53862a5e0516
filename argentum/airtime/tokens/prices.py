"""What things cost in airtime tokens; a token is 30 seconds of speech.

Prices of like, love, dislike and hate are the specification's. The other eight follow from three rules: encouragement
(agree, go_on, interesting, sympathy) costs 1 and gives 1 like a like; criticism of a person's speech (boring) costs 1
and takes 1 like a dislike; disagree and hurry_up cost 1 and take nothing, because dissent and the clock are no faults
of the speaker; laugh is free and worth nothing, because nobody decides to laugh.
"""

from __future__ import annotations

from typing import NamedTuple

SECONDS_PER_TOKEN = 30
TOKEN_MS = SECONDS_PER_TOKEN * 1000
"""Balances are kept in milliseconds of speech, so that 45 s cost exactly 1.5 tokens and nothing is rounded (hole 9)."""


class Price(NamedTuple):
    """Whole tokens."""

    sender_pays: int
    receiver_gets: int
    """Below 0: loses. Once, not twice (hole 11)."""


REACTION_PRICES: dict[str, Price] = {
    "like": Price(1, 1),
    "love": Price(2, 2),
    "dislike": Price(1, -1),
    "hate": Price(2, -2),
    "agree": Price(1, 1),
    "disagree": Price(1, 0),
    "go_on": Price(1, 1),
    "hurry_up": Price(1, 0),
    "interesting": Price(1, 1),
    "boring": Price(1, -1),
    "sympathy": Price(1, 1),
    "laugh": Price(0, 0),
}


def speaking_cost(speech_ms: int) -> float:
    """Give what so much speech costs, in tokens."""
    return speech_ms / TOKEN_MS


def affordable_ms(tokens: float) -> int:
    """Give how long so many tokens last."""
    return int(tokens * TOKEN_MS)


def affordable_reactions(balance_ms: int, code: str) -> int | None:
    """Give how many reactions of a code a balance pays for; `None` when they are free."""
    price_ms = REACTION_PRICES[code].sender_pays * TOKEN_MS
    return balance_ms // price_ms if price_ms else None
