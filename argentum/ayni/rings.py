"""Rings of exchange: value that three or more pass on and that comes back to the one who gave it first.

Only what remains between two after they are set off against each other can be part of a ring, so that a lively group
in which everybody deals with everybody is not full of rings. Each ring is the strongest that there is, what went
round it is taken out, and the next is looked for in the rest: no value is counted in two rings.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

Steps = dict[tuple[str, str], int]
"""Net value by giver and taker, in millionths, all above 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """One way round."""

    members: tuple[str, ...]
    """In the order of giving, from the first by alphabet; the last one gives to the first."""
    value_micro: int
    """What went all the way round: the smallest net value on it."""


def net_steps(passed_micro: Mapping[tuple[str, str], int]) -> Steps:
    """Set off what two gave each other, and keep the side on which something remains, the largest first."""
    left = {
        (giver, taker): own - passed_micro.get((taker, giver), 0)
        for (giver, taker), own in passed_micro.items()
        if giver != taker
    }
    return dict(sorted(((step, own) for step, own in left.items() if own > 0), key=lambda each: (-each[1], each[0])))


def strongest_rings(passed_micro: Mapping[tuple[str, str], int], *, most: int) -> list[Ring]:
    """Find at most so many rings, from the strongest down, in what was given and also taken."""
    steps = net_steps(passed_micro)
    rings: list[Ring] = []
    while len(rings) < most:
        round_trip = _strongest_round_trip(list(steps))
        if not round_trip:
            break
        places = [*round_trip, round_trip[0]]
        passed = list(pairwise(places))
        value_micro = min(steps[step] for step in passed)
        first = round_trip.index(min(round_trip))
        rings.append(Ring(members=tuple(round_trip[first:] + round_trip[:first]), value_micro=value_micro))
        for step in passed:
            steps[step] -= value_micro
        steps = dict(sorted(((step, own) for step, own in steps.items() if own), key=lambda each: (-each[1], each[0])))
    return rings


def _strongest_round_trip(steps: list[tuple[str, str]]) -> list[str]:
    """Find the shortest way round that the fewest of the largest steps make possible; nothing if there is none."""
    if not _goes_round(steps):
        return []
    low, high = 1, len(steps)
    while low < high:
        middle = (low + high) // 2
        if _goes_round(steps[:middle]):
            high = middle
        else:
            low = middle + 1
    giver, taker = steps[low - 1]
    return [giver, *_way(taker, giver, steps[: low - 1])]


def _goes_round(steps: list[tuple[str, str]]) -> bool:
    """Whether some of the steps make a cycle: whether anything is left when all who receive nothing are taken out."""
    takers_of: dict[str, list[str]] = {}
    incoming: dict[str, int] = {}
    for giver, taker in steps:
        takers_of.setdefault(giver, []).append(taker)
        incoming[taker] = incoming.get(taker, 0) + 1
        incoming.setdefault(giver, 0)
    free = [who for who, count in incoming.items() if count == 0]
    left = len(incoming)
    while free:
        left -= 1
        for taker in takers_of.get(free.pop(), ()):
            incoming[taker] -= 1
            if incoming[taker] == 0:
                free.append(taker)
    return left > 0


def _way(start: str, goal: str, steps: list[tuple[str, str]]) -> list[str]:
    """Find a shortest way, without its goal; there is one, because the step from goal to start closed a cycle."""
    takers_of: dict[str, list[str]] = {}
    for giver, taker in steps:
        takers_of.setdefault(giver, []).append(taker)
    came_from: dict[str, str] = {}
    waiting = deque([start])
    while goal not in came_from:
        here = waiting.popleft()
        for taker in takers_of.get(here, ()):
            if taker not in came_from:
                came_from[taker] = here
                waiting.append(taker)
    back = [came_from[goal]]
    while back[-1] != start:
        back.append(came_from[back[-1]])
    return back[::-1]
