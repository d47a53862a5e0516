"""How far somebody's taking is ahead of the others': shared by concentration and attention."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from argentum.ayni.alerts.alert import Figure
from argentum.ayni.alerts.scene import Scene
from argentum.ayni.alerts.strand import Stretch, entries_in, taken_micro
from argentum.ayni.alerts.suspicion import STRONGEST, Suspicion, amount, strength_of
from argentum.ayni.amount import MICRO, from_micro

Part = Callable[[Iterable[Stretch]], list[Stretch]]

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
    stretches = {one.name: part(one.took) for one in scene.established}
    taken = {name: taken_micro(own) for name, own in stretches.items()}
    lately = {name: taken_micro(part(scene.now(name).took)) for name in stretches}
    others = len(stretches) - 1
    for name, own in stretches.items():
        if others < _LEAST_OTHERS or entries_in(own) < scene.thresholds.minimum_entries:
            continue
        lead, now = _lead(name, taken), _lead(name, lately)
        if lead.times < limit or now.times * scene.thresholds.recent_slack < limit:
            continue
        yield Suspicion(
            participants=(name,),
            strength=strength_of(lead.times, limit),
            summary=f"took {100 * lead.share:.0f} % of {of_what}, {lead.times:.1f} times what each of the {others} "
            f"others took on average ({amount(lead.taken_micro)} against {amount(round(lead.others_micro))})",
            figures=(
                Figure(name="taken", value=from_micro(lead.taken_micro)),
                Figure(name="others_on_average", value=lead.others_micro / MICRO),
                Figure(name="times_the_others", value=lead.times),
                Figure(name="share", value=lead.share),
                Figure(name="others", value=others),
            ),
            stretches=tuple(own),
            weight="taken",
        )


def _lead(name: str, taken: Mapping[str, int]) -> Lead:
    own, all_micro = taken[name], sum(taken.values())
    return Lead(
        taken_micro=own,
        others_micro=(all_micro - own) / (len(taken) - 1),
        share=own / all_micro if all_micro else 0.0,
    )
