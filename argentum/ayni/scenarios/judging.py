"""Compares what is found in a village with its labels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from argentum.ayni.alerts.alert import Findings
from argentum.ayni.alerts.finding import earlier_windows, findings_in
from argentum.ayni.alerts.thresholds import Thresholds
from argentum.ayni.alerts.window import DAY_MS, Woven
from argentum.ayni.entry import Entry, entry_of
from argentum.ayni.finding_types import AlertType
from argentum.ayni.interaction import draft_of
from argentum.ayni.scenarios.scenario import Scenario
from argentum.ayni.settings import AyniSettings
from argentum.ayni.totals import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was right, what was wrong and what was missed in one village."""

    scenario: Scenario
    findings: Findings
    right: tuple[AlertType, ...]
    wrong: tuple[AlertType, ...]
    missed: tuple[AlertType, ...]


def judged(scenario: Scenario, *, settings: AyniSettings) -> Judgement:
    """Look for alerts at the end of a village, by the thresholds of the settings.

    An alert is right when it is about exactly those whom a label of its type names; any other is wrong.
    """
    findings = found_in(scenario, thresholds=settings.alerts, settings=settings)
    labels = {(each.type, tuple(sorted(each.participants))) for each in scenario.truths}
    found = {(each.type, each.participants) for each in findings.alerts}
    return Judgement(
        scenario=scenario,
        findings=findings,
        right=_types(found & labels),
        wrong=_types(found - labels),
        missed=_types(labels - found),
    )


def found_in(scenario: Scenario, *, thresholds: Thresholds, settings: AyniSettings) -> Findings:
    """Find what a village shows, without a store; the same as `find_alerts` finds in a ledger of it."""
    start_ms = scenario.ended_at_ms - round(thresholds.window_days * DAY_MS)
    entries = standing_entries(scenario, settings)
    new_from_ms = scenario.ended_at_ms - round(thresholds.minimum_days * DAY_MS)
    before = fold(each for each in entries if each.happened_at_ms < start_ms)
    woven = Woven(sorted(entries, key=lambda each: (each.happened_at_ms, each.number)))
    window = woven.window(
        since_ms=start_ms,
        until_ms=scenario.ended_at_ms,
        before=before,
        long_known=fold(each for each in entries if each.happened_at_ms < new_from_ms),
    )
    earlier = earlier_windows(woven, start_ms, scenario.ended_at_ms)
    return findings_in(window, thresholds=thresholds, settings=settings, earlier=earlier)


def standing_entries(scenario: Scenario, settings: AyniSettings) -> list[Entry]:
    """Give the entries of a village that were not taken back."""
    mistakes = frozenset(scenario.reversed_ids)
    return [
        entry_of(draft_of(each, settings), number=number, recorded_at_ms=0)
        for number, each in enumerate(scenario.interactions, 1)
        if each.id not in mistakes
    ]


def _types(found: Iterable[tuple[AlertType, tuple[str, ...]]]) -> tuple[AlertType, ...]:
    return tuple(alert_type for alert_type, _ in sorted(found))
