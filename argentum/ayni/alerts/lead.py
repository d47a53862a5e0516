"""How far somebody's taking is ahead of the others': shared by concentration and attention."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from argentum.ayni.alerts.alert import Figure
from argentum.ayni.alerts.scene import Scene, taken_micro
from argentum.ayni.alerts.suspicion import STRONGEST, Suspicion, amount, by_taken, strength_of
from argentum.ayni.alerts.window import Doings
from argentum.ayni.amount import from_micro
from argentum.ayni.entry import Entry

Part = Callable[[Iterable[Entry]], list[Entry]]

_LEAST_OTHERS = 2
"""With one other there is no lead: in a dialogue each is part of everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """What somebody took against what each of the others took on average."""

    taken_micro: int
    others_micro: float
    share: float

    @property
    def times(self) -> float:
        """How many times the others' average."""
        return min(STRONGEST, self.taken_micro / self.others_micro) if self.others_micro else 0.0


def leads(scene: Scene, part: Part, *, limit: float, of_what: str) -> Iterator[Suspicion]:
    """Find whose taking of this part is many times that of the others on average, and still is."""
    for one in scene.established:
        others = list(scene.others(one.name))
        entries = part(one.took)
        if len(others) < _LEAST_OTHERS or len(entries) < scene.thresholds.minimum_entries:
            continue
        lead = _lead(one, others, part)
        now = _lead(scene.now(one.name), [scene.now(each.name) for each in others], part)
        if lead.times < limit or now.times * scene.thresholds.recent_slack < limit:
            continue
        yield Suspicion(
            participants=(one.name,),
            strength=strength_of(lead.times, limit),
            summary=f"took {100 * lead.share:.0f} % of {of_what}, {lead.times:.1f} times what each of the "
            f"{len(others)} others took on average ({amount(lead.taken_micro)} against "
            f"{amount(round(lead.others_micro))})",
            figures=(
                Figure(name="taken", value=from_micro(lead.taken_micro)),
                Figure(name="others_on_average", value=lead.others_micro / 1_000_000),
                Figure(name="times_the_others", value=lead.times),
                Figure(name="share", value=lead.share),
                Figure(name="others", value=len(others)),
            ),
            entries=by_taken(entries),
        )


def _lead(one: Doings, others: list[Doings], part: Part) -> Lead:
    own = taken_micro(part(one.took))
    theirs = sum(taken_micro(part(each.took)) for each in others)
    return Lead(taken_micro=own, others_micro=theirs / len(others), share=own / (own + theirs) if own + theirs else 0.0)
