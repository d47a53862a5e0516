"""How simulated people behave in a meeting; a behaviour is a handful of figures and up to one habit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Habit = Literal["ally", "latecomer", "gamer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviour:
    """What somebody tends to do; turn lengths are log-normal."""

    name: str
    summary: str
    desire: float
    """How often this person takes the floor, against the others."""
    turn_ms: int
    """Median length of a turn."""
    spread: float = 0.8
    """Standard deviation of the logarithm of a turn's length; in recorded meetings about 1."""
    interrupts: float = 0.05
    """Probability of starting to talk during somebody else's turn."""
    heeds: float = 0.5
    """Probability of coming to an end after a red warning or a prompt."""
    reacts: float = 0.1
    """Probability of a reaction to somebody else's turn."""
    habit: Habit | None = None


BEHAVIOURS: dict[str, Behaviour] = {
    each.name: each
    for each in (
        Behaviour(name="talker", summary="long turns, often", desire=4.0, turn_ms=30_000, heeds=0.3),
        Behaviour(name="quiet", summary="few, short turns", desire=0.3, turn_ms=7_000, interrupts=0.01, heeds=0.9),
        Behaviour(
            name="interrupter", summary="starts in mid-turn of others", desire=1.5, turn_ms=15_000, interrupts=0.45
        ),
        Behaviour(
            name="ally",
            summary="one of a pair: follows, praises and lends to the other",
            desire=1.2,
            turn_ms=15_000,
            reacts=0.0,
            habit="ally",
        ),
        Behaviour(
            name="latecomer",
            summary="comes after a quarter of the meeting",
            desire=1.5,
            turn_ms=15_000,
            habit="latecomer",
        ),
        Behaviour(
            name="rule-gamer",
            summary="leaves and comes back, calls every point a reply, heeds nothing",
            desire=2.5,
            turn_ms=20_000,
            heeds=0.0,
            habit="gamer",
        ),
        Behaviour(name="plain", summary="takes part like the average", desire=1.0, turn_ms=15_000),
    )
}

_USUAL = ("talker", "quiet", "interrupter", "ally", "ally", "latecomer", "rule-gamer", "plain")


def usual_cast(participants: int) -> tuple[Behaviour, ...]:
    """Give the behaviours of `p1`, `p2`, ….

    An ally whose other half does not fit is plain, and so is everybody after the eighth.
    """
    names = [*_USUAL[:participants], *("plain" for _ in range(participants - len(_USUAL)))]
    if names.count("ally") == 1:
        names[names.index("ally")] = "plain"
    return tuple(BEHAVIOURS[name] for name in names)
