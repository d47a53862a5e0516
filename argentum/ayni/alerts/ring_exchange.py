"""Ring exchange: three or more who give most of what they give to the next one, all the way round.

A ring may be a scheme or the oldest form of sharing there is, so no severity beyond watching. Time is left out: who
listens gives it to whoever speaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from argentum.ayni.alerts.alert import Figure
from argentum.ayni.alerts.scene import Scene
from argentum.ayni.alerts.strand import given_micro
from argentum.ayni.alerts.suspicion import Suspicion, strength_of

_SMALLEST = 3


def ring_exchanges(scene: Scene) -> Iterator[Suspicion]:
    """Find closed rings: each gives at least a part of all that they give to the next."""
    limits = scene.thresholds
    steps = _main_steps(scene)
    for members in _rings({giver: taker for giver, (taker, _) in steps.items()}):
        parts = [steps[name][1] for name in members]
        mean = sum(parts) / len(parts)
        if len(members) < _SMALLEST or min(parts) < limits.ring_least_part or mean < limits.ring_part:
            continue
        ring = frozenset(zip(members, (*members[1:], members[0]), strict=True))
        gave = [each for one in scene.established for each in scene.goods(one.gave)]
        stretches = [each for each in gave if (each.initiator, each.responder) in ring]
        yield Suspicion(
            participants=members,
            strength=strength_of(mean, limits.ring_part),
            summary=f"{len(members)} give {100 * mean:.0f} % of what they give to the next one, all the way round",
            figures=(
                Figure(name="members", value=len(members)),
                Figure(name="part_given_to_the_next", value=mean),
                Figure(name="smallest_part", value=min(parts)),
                Figure(name="given_round_the_ring", value=given_micro(stretches) / 1_000_000),
            ),
            stretches=tuple(stretches),
            weight="given",
        )


def _main_steps(scene: Scene) -> dict[str, tuple[str, float]]:
    """Give for each to whom they give most, and what part of their giving that is."""
    known = {one.name for one in scene.established}
    steps = {}
    for one in scene.established:
        to: dict[str, int] = {}
        for each in scene.goods(one.gave):
            to[each.responder] = to.get(each.responder, 0) + each.given_micro
        total = sum(to.values())
        most = min(to, key=lambda name: (-to[name], name), default=None)
        if total and most in known:
            steps[one.name] = (most, to[most] / total)
    return steps


def _rings(following: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Follow each to the next, and give every way that comes back to where it began, once."""
    seen: dict[str, None] = {}
    for start in following:
        way: dict[str, None] = {}
        here: str | None = start
        while here is not None and here not in seen:
            seen[here] = way[here] = None
            here = following.get(here)
        if here in way:
            members = list(way)
            yield tuple(members[members.index(here) :])
