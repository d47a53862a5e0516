"""How far labelled members of the villages differ from harmless ones in the figure that an alert rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from argentum.ayni.entry import Entry
from argentum.ayni.scenarios.habit import Role
from argentum.ayni.scenarios.judging import standing_entries
from argentum.ayni.scenarios.scenario import Scenario
from argentum.ayni.settings import AyniSettings
from argentum.smoothing import quantile

Measure = Callable[[str, list[Entry]], float | None]
"""Of a member, from what stands in the last six weeks; larger is further from harmless."""

_LAST_MS = 42 * 86_400_000


def _taken_over_given(name: str, entries: list[Entry]) -> float | None:
    given = sum(each.given_micro for each in entries if each.initiator == name)
    return sum(each.taken_micro for each in entries if each.responder == name) / given if given else None


def _given_over_taken(name: str, entries: list[Entry]) -> float | None:
    ratio = _taken_over_given(name, entries)
    return 1 / ratio if ratio else None


def _overdraw(name: str, entries: list[Entry]) -> float | None:
    own = [each for each in entries if each.responder == name and each.consumption_unit == "point"]
    offered = sum(each.given_micro for each in own)
    return sum(each.taken_micro for each in own) / offered if offered else None


def _share_taken(unit: str) -> Measure:
    def share(name: str, entries: list[Entry]) -> float | None:
        own = [each for each in entries if each.consumption_unit == unit]
        people = {each.initiator for each in own} | {each.responder for each in own}
        total = sum(each.taken_micro for each in own)
        taken = sum(each.taken_micro for each in own if each.responder == name)
        return taken / (total - taken) * (len(people) - 1) if total > taken else None

    return share


def _left_over(name: str, entries: list[Entry]) -> float | None:
    own = [each for each in entries if each.initiator == name and each.contribution_unit == "point"]
    given = sum(each.given_micro for each in own)
    return 1 - sum(each.taken_micro for each in own) / given if given else None


def _to_two(name: str, entries: list[Entry]) -> float | None:
    to: dict[str, int] = {}
    for each in entries:
        if each.initiator == name and each.contribution_unit == "point":
            to[each.responder] = to.get(each.responder, 0) + each.given_micro
    return sum(sorted(to.values())[-2:]) / sum(to.values()) if to else None


PAIRS: Mapping[str, tuple[Role, Role, Measure]] = {
    "taken for what was given": ("sparing", "taker", _taken_over_given),
    "given for what was taken": ("generous", "over_giver", _given_over_taken),
    "taken of what was offered": ("hungry", "hoarder", _overdraw),
    "goods taken, times the others": ("busy", "collector", _share_taken("point")),
    "time taken, times the others": ("talkative", "monopolist", _share_taken("minute")),
    "left over of what was given": ("unheard", "farmer", _left_over),
    "part given to two": ("faithful", "skimmer", _to_two),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """One figure of two groups."""

    figure: str
    harmless: Role
    labelled: Role
    low: list[float]
    high: list[float]

    HEADER: ClassVar = ("figure", "harmless: 5–95 %", "labelled: 5–95 %", "labelled within the harmless range")

    def cells(self) -> list[str]:
        """Give the cells of a table."""
        within = sum(1 for each in self.high if each <= max(self.low))
        return [
            self.figure,
            f"{self.harmless.replace('_', ' ')}: {_range(self.low)}",
            f"{self.labelled.replace('_', ' ')}: {_range(self.high)}",
            f"{100 * within / len(self.high):.0f} % of {len(self.high)}",
        ]


def overlap_rows(scenarios: Iterable[Scenario], settings: AyniSettings) -> list[Overlap]:
    """Compare each pair of neighbours."""
    found: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in PAIRS}
    for scenario in scenarios:
        entries: list[Entry] | None = None
        for name, (harmless, labelled, measure) in PAIRS.items():
            for member in scenario.members:
                if member.role in {harmless, labelled} and member.earlier is None:
                    entries = entries or _last(scenario, settings)
                    value = measure(member.name, entries)
                    if value is not None:
                        found[name][member.role == labelled].append(value)
    return [
        Overlap(figure=name, harmless=PAIRS[name][0], labelled=PAIRS[name][1], low=low, high=high)
        for name, (low, high) in found.items()
    ]


def _last(scenario: Scenario, settings: AyniSettings) -> list[Entry]:
    from_ms = scenario.ended_at_ms - _LAST_MS
    standing = standing_entries(scenario, settings)
    return [each for each in standing if each.happened_at_ms >= from_ms and each.outcome == "done"]


def _range(values: list[float]) -> str:
    return f"{quantile(values, 0.05):.2f}–{quantile(values, 0.95):.2f}"
