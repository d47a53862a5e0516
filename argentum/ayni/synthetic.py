"""Scripts of made-up interactions for demonstrations and tests; the same seed gives the same ones."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, get_args

from argentum.ayni.interaction import Interaction
from argentum.errors import UsageError
from argentum.rng import Stream, Streams

Script = Literal["steady", "generous", "extractive", "healing", "bursty", "ring", "newcomer"]
SCRIPTS: tuple[Script, ...] = get_args(Script)

AMARU, ILLA, KILLA = "amaru", "illa", "killa"
_HOUR_MS, _DAY_MS = 3_600_000, 86_400_000
_BURST = 8
"""Interactions that come within minutes, before a day of nothing."""
_SELDOM = 0.2
"""How often somebody who mostly takes gives."""


def synthetic_script(script: Script, *, seed: int, count: int = 40, began_at_ms: int = 0) -> Iterator[Interaction]:
    """Give so many interactions of a kind. Raises `UsageError` for a kind that there is not.

    Steady: two give in turn. Generous: one gives about twice as much. Extractive: one gives seldom; healing: the same,
    but in turn from the middle on. Bursty: steady, in bursts. Ring: three give on. Newcomer: a third one joins last.
    """
    if script not in SCRIPTS:
        raise UsageError(f"script: found {script!r}, allowed: {', '.join(SCRIPTS)}")
    stream = Streams(seed).fresh(f"ayni/{script}")
    at_ms = began_at_ms
    for place in range(count):
        giver, taker = _pair(script, place, count, stream)
        thousandths = stream.randrange(500, 1_501)
        if script == "generous" and giver == AMARU:
            thousandths *= 2
        yield Interaction(
            id=f"synthetic:{script}:{seed}:{place}",
            initiator=giver,
            responder=taker,
            contribution=Decimal(thousandths) / 1_000,
            consumption=Decimal(thousandths) / 1_000,
            happened_at_ms=at_ms,
        )
        within_burst = script == "bursty" and (place + 1) % _BURST
        at_ms += _HOUR_MS // 60 if within_burst else _DAY_MS if script == "bursty" else _HOUR_MS


def _pair(script: Script, place: int, count: int, stream: Stream) -> tuple[str, str]:
    in_turn = (AMARU, ILLA) if place % 2 == 0 else (ILLA, AMARU)
    if script == "ring":
        return ((AMARU, ILLA), (ILLA, KILLA), (KILLA, AMARU))[place % 3]
    if script == "extractive" or (script == "healing" and place < count // 2):
        return (ILLA, AMARU) if stream.random() < _SELDOM else (AMARU, ILLA)
    if script == "newcomer" and place >= count - 2:
        return (KILLA, AMARU) if place % 2 == 0 else (AMARU, KILLA)
    return in_turn
