"""Scale over relationships: somebody takes from everybody alike, and gives to one or two of them.

Time is left out: who listens gives it to whoever speaks. Somebody in a closed ring takes from one and gives to another,
too; that has an alert of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from argentum.ayni.alerts.alert import Figure
from argentum.ayni.alerts.ring_exchange import ring_exchanges
from argentum.ayni.alerts.scene import Scene
from argentum.ayni.alerts.strand import Stretch, entries_in, given_micro
from argentum.ayni.alerts.suspicion import STRONGEST, Suspicion, strength_of

_FAVOURITES = 2
_LEAST_SOURCES = 4
"""People taken from, below which nobody deals with many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ways:
    """How somebody's taking and giving lie among the others."""

    sources: int
    taken_from_rest: float
    """What of their taking is from others than the two to whom they give most."""
    given_to_rest: float
    """What of their giving goes to those."""
    unevenness: float
    """How far their taking is from taking from each as that one gives: 0 is the same."""

    @property
    def returned(self) -> float:
        """Give what comes back to the rest, for what is taken from them."""
        return self.given_to_rest / self.taken_from_rest if self.taken_from_rest else 1.0


def thin_relationships(scene: Scene) -> Iterator[Suspicion]:
    """Find who takes from all, and gives to hardly anybody but one or two."""
    limits = scene.thresholds
    given_by = {one.name: given_micro(scene.goods(one.gave)) for one in scene.whole.doings.values()}
    in_rings = frozenset(name for ring in ring_exchanges(scene) for name in ring.participants)
    for one in scene.established:
        gave, took = scene.goods(one.gave), scene.goods(one.took)
        if entries_in(gave) < limits.scale_entries or entries_in(took) < limits.scale_entries:
            continue
        ways = _ways(gave, took, {name: own for name, own in given_by.items() if name != one.name})
        is_broad = (
            one.name not in in_rings and ways.sources >= _LEAST_SOURCES and ways.unevenness <= limits.scale_unevenness
        )
        if not is_broad or ways.returned > limits.scale_returned:
            continue
        yield Suspicion(
            participants=(one.name,),
            strength=strength_of(limits.scale_returned, ways.returned) if ways.returned else STRONGEST,
            summary=f"took from {ways.sources} others, {100 * ways.taken_from_rest:.0f} % of it from people to whom "
            f"{100 * ways.given_to_rest:.0f} % of what they gave went",
            figures=(
                Figure(name="people_taken_from", value=ways.sources),
                Figure(name="taken_from_all_but_two", value=ways.taken_from_rest),
                Figure(name="given_to_all_but_two", value=ways.given_to_rest),
                Figure(name="unevenness", value=ways.unevenness),
            ),
            stretches=tuple(took),
            weight="taken",
        )


def _ways(gave: Sequence[Stretch], took: Sequence[Stretch], given_by: Mapping[str, int]) -> _Ways:
    to, came = dict.fromkeys(given_by, 0), dict.fromkeys(given_by, 0)
    for each in gave:
        if each.responder in to:
            to[each.responder] += each.given_micro
    for each in took:
        if each.initiator in came:
            came[each.initiator] += each.taken_micro
    goes, comes, usual = _parts(to), _parts(came), _parts(given_by)
    favourites = sorted(goes, key=lambda name: (-goes[name], name))[:_FAVOURITES]
    return _Ways(
        sources=sum(1 for own in came.values() if own),
        taken_from_rest=max(0.0, 1 - sum(comes[name] for name in favourites)),
        given_to_rest=max(0.0, 1 - sum(goes[name] for name in favourites)),
        unevenness=1 - sum(min(comes[name], usual[name]) for name in given_by),
    )


def _parts(sums: Mapping[str, int]) -> dict[str, float]:
    total = sum(sums.values())
    return {name: own / total if total else 0.0 for name, own in sums.items()}
