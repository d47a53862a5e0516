"""What would bring it back into balance, in figures: how much, and with whom."""

from __future__ import annotations

from collections.abc import Iterable

from argentum.ayni.alerts.scene import Scene
from argentum.ayni.alerts.strand import passed_micro, taken_micro
from argentum.ayni.alerts.suspicion import Suspicion, amount
from argentum.ayni.alerts.window import Doings
from argentum.ayni.finding_types import AlertType

_NAMED = 3


def rebalancing(alert_type: AlertType, suspicion: Suspicion, scene: Scene) -> tuple[str, ...]:
    """Say what an even exchange would have taken; nothing about shapes that no amount mends."""
    one = scene.whole.doings[suspicion.participants[0]]
    match alert_type:
        case "care_deficit":
            gap = amount(one.taken_micro - one.given_micro)
            either = f"{gap} more given would be even, and so would {gap} less taken"
            return (f"{either}; what they took came mostly from {_sources(one)}",)
        case "over_giving":
            # The alert goes by what others took of it, so this does, too: two sums in one alert are one too many.
            gap = amount(passed_micro(one.gave) - one.taken_micro)
            either = f"{gap} more taken would be even, and so would {gap} less of what others took from them"
            return (f"{either}; what they gave went mostly to {_takers(one)}",)
        case "attention_monopolizing":
            even = sum(taken_micro(scene.attention(each.took)) for each in scene.established) // len(scene.established)
            return (f"an equal part of the time would have been {amount(even)}",)
        case "resource_concentration":
            even = sum(taken_micro(scene.goods(each.took)) for each in scene.established) // len(scene.established)
            return (f"an equal part would have been {amount(even)}",)
        case "resource_hoarding":
            beyond = taken_micro(suspicion.stretches) - passed_micro(suspicion.stretches)
            return (f"{amount(beyond)} was taken beyond what was given, mostly from {_sources(one)}",)
        case "scale_over_relationships":
            return (f"they gave least, for what they took, to {_least_returned(one, scene)}",)
        case "token_farming" | "ring_exchange":
            return ()


def _sources(one: Doings) -> str:
    sums: dict[str, int] = {}
    for each in one.took:
        sums[each.initiator] = sums.get(each.initiator, 0) + each.taken_micro
    return _first(sums)


def _takers(one: Doings) -> str:
    sums: dict[str, int] = {}
    for each in one.gave:
        sums[each.responder] = sums.get(each.responder, 0) + each.given_micro
    return _first(sums)


def _least_returned(one: Doings, scene: Scene) -> str:
    sums: dict[str, int] = {}
    for each in scene.goods(one.took):
        sums[each.initiator] = sums.get(each.initiator, 0) + each.taken_micro
    for each in scene.goods(one.gave):
        sums[each.responder] = sums.get(each.responder, 0) - each.given_micro
    return _first(sums)


def _first(sums: dict[str, int]) -> str:
    """Name those with most."""
    return _listed(sorted(sums, key=lambda name: (-sums[name], name))[:_NAMED])


def _listed(names: Iterable[str]) -> str:
    *before, last = names
    return f"{', '.join(before)} and {last}" if before else last
