"""What may explain a finding, as far as the ledger shows."""

from __future__ import annotations

from argentum.ayni.alerts.scene import Scene
from argentum.ayni.alerts.strand import entries_in
from argentum.ayni.alerts.suspicion import Suspicion
from argentum.ayni.alerts.window import DAY_MS, Doings

_LUMP = 0.25
"""Part of all in one entry, from which that entry is named."""
_FEW = 2.0
"""Times the minimum, up to which the entries are called few."""
_LOW_QUALITY = 0.8
_MANY_FAILED = 0.1
"""Failures for each entry that counts, from which they may explain anything: a few among hundreds do not."""


def mitigating_factors(suspicion: Suspicion, scene: Scene) -> tuple[str, ...]:
    """Name failures of the system, few entries, single large ones, a late start, poor quality and joined units."""
    people = [scene.whole.doings[name] for name in suspicion.participants]
    factors = [_failures(people), _few(people, scene), _lump(suspicion), _new(people, scene), _quality(people)]
    factors.append(_one_other(people))
    return tuple(each for each in factors if each is not None)


def _failures(people: list[Doings]) -> str | None:
    failed = sum(one.failed for one in people)
    counted = sum(one.entries for one in people)
    if not failed or failed < _MANY_FAILED * counted:
        return None
    return f"the system failed in {failed} more of their interactions beside {counted}, which count for nobody"


def _few(people: list[Doings], scene: Scene) -> str | None:
    entries = min(one.entries for one in people)
    if entries > _FEW * scene.thresholds.minimum_entries:
        return None
    return f"it rests on {entries} entries, little more than the least from which anybody is spoken of"


def _lump(suspicion: Suspicion) -> str | None:
    sizes = [each.sizes() for each in suspicion.stretches]
    whole, largest = sum(map(sum, sizes)), max(map(max, sizes), default=0)
    if not whole or largest < _LUMP * whole:
        return None
    _, number = min(
        (weight, number)
        for each, own in zip(suspicion.stretches, sizes, strict=True)
        for (weight, number, _, _), size in zip(each.weighed(suspicion.weight), own, strict=True)
        if size == largest
    )
    return f"entry {number} alone is {100 * largest / whole:.0f} % of it"


def _new(people: list[Doings], scene: Scene) -> str | None:
    days = [(scene.whole.until_ms - one.first_ms) // DAY_MS for one in people if not one.long_known]
    return f"they have been here for {min(days)} days only" if days else None


def _quality(people: list[Doings]) -> str | None:
    gave = [each for one in people for each in one.gave]
    mean = sum(each.quality_micro for each in gave) / entries_in(gave) / 1_000_000 if gave else 1.0
    if mean > _LOW_QUALITY:
        return None
    return f"what they gave was rated {mean:.2f} on average, and counts that much less"


def _one_other(people: list[Doings]) -> str | None:
    if len(people) > 1:
        return None
    partners = {each.responder for each in people[0].gave} | {each.initiator for each in people[0].took}
    return "all of it is with one other participant, whose side mirrors theirs" if len(partners) == 1 else None
