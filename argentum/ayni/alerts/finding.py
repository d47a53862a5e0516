"""Looks through a period of the books and gives what it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from argentum.ayni.alerts.alert import SEVERITIES, Acknowledgement, Alert, Findings, Severity
from argentum.ayni.alerts.catalogue import CATALOGUE, TypeFacts
from argentum.ayni.alerts.false_positives import false_positive_probability
from argentum.ayni.alerts.mitigating import mitigating_factors
from argentum.ayni.alerts.rebalancing import rebalancing
from argentum.ayni.alerts.scene import Scene, scene_of
from argentum.ayni.alerts.strand import entries_in, heaviest, units_of
from argentum.ayni.alerts.suspicion import Suspicion
from argentum.ayni.alerts.thresholds import Thresholds
from argentum.ayni.alerts.window import DAY_MS, Window, Woven
from argentum.ayni.finding_types import AlertType
from argentum.ayni.good_news.finding import good_news_in
from argentum.ayni.ledger import Ledger, Selection
from argentum.ayni.units import time_units

if TYPE_CHECKING:
    from argentum.ayni.settings import AyniSettings  # It holds thresholds of this package.

MOST_EVIDENCE = 10
"""Entries named with a finding; `ayni explain` has all of them."""
WORSENED = 1.25
"""An acknowledged alert that has grown by this factor, or by one severity, asks to be looked at again."""
_STEPS: tuple[tuple[float, Severity], ...] = ((2.5, "urgent"), (1.5, "concern"), (1.15, "watch"))


def find_alerts(
    ledger: Ledger,
    *,
    since_ms: int | None,
    until_ms: int,
    thresholds: Thresholds,
    settings: AyniSettings,
    acknowledgements: Iterable[Acknowledgement] = (),
) -> Findings:
    """Find what a period of the books shows; without `since_ms` the period is as long as the thresholds say.

    Alerts that somebody acknowledged are there with the acknowledgement, unless they have worsened since.
    """
    start_ms = until_ms - round(thresholds.window_days * DAY_MS) if since_ms is None else since_ms
    before = ledger.totals(Selection(until_ms=start_ms))
    new_from_ms = until_ms - round(thresholds.minimum_days * DAY_MS)
    steps = steps_back_ms(until_ms - start_ms)
    woven = Woven(ledger.entries(Selection(since_ms=start_ms - max(steps), until_ms=until_ms, standing=True)))
    window = woven.window(
        since_ms=start_ms,
        until_ms=until_ms,
        before=before,
        long_known=ledger.totals(Selection(until_ms=new_from_ms)),
    )
    return findings_in(
        window,
        thresholds=thresholds,
        settings=settings,
        acknowledgements=acknowledgements,
        earlier=earlier_windows(woven, start_ms, until_ms),
    )


def steps_back_ms(length_ms: int) -> tuple[int, ...]:
    """Say how much earlier it is looked what there was to see then: half and three quarters of the period."""
    return length_ms // 2, 3 * length_ms // 4


def earlier_windows(woven: Woven, since_ms: int, until_ms: int) -> Iterator[Window]:
    """Add up the periods that ended some weeks ago, one after the other."""
    for step_ms in steps_back_ms(until_ms - since_ms):
        yield woven.window(since_ms=since_ms - step_ms, until_ms=until_ms - step_ms)


def findings_in(
    window: Window,
    *,
    thresholds: Thresholds,
    settings: AyniSettings,
    acknowledgements: Iterable[Acknowledgement] = (),
    earlier: Iterable[Window] = (),
) -> Findings:
    """Find what a period that is added up already shows; `earlier` are the same periods some weeks before."""
    scene = scene_of(window, thresholds, minimum_sample=settings.minimum_sample, time_units=time_units(settings.units))
    known = {each.name for each in scene.established}
    seen = {each.alert_id: each for each in acknowledgements}
    alerts = [_alert(facts, suspicion, scene, seen) for facts in CATALOGUE for suspicion in facts.detector(scene)]
    return Findings(
        since_ms=window.since_ms,
        until_ms=window.until_ms,
        alerts=tuple(sorted(alerts, key=_most_severe_first)),
        positive=good_news_in(
            scene,
            now={(each.type, each.participants): each.strength for each in alerts},
            earlier=earlier,
            minimum_sample=settings.minimum_sample,
        ),
        newcomers=tuple(name for name in window.doings if name not in known),
        participants=len(window.doings),
        entries=window.interactions,
        units=window.units,
    )


def alert_id(alert_type: AlertType, participants: Sequence[str]) -> str:
    """Give the id of a finding: the same whenever the same is found about the same."""
    whole = "".join(f"{len(name)}:{name}" for name in (alert_type, *sorted(participants)))
    return f"{alert_type}-{sha256(whole.encode()).hexdigest()[:10]}"


def severity_of(strength: float, *, highest: Severity) -> Severity:
    """Give the severity of a strength, at most the highest that its type can have."""
    reached: Severity = next((severity for least, severity in _STEPS if strength >= least), "info")
    return min(reached, highest, key=SEVERITIES.index)


def _alert(
    facts: TypeFacts,
    suspicion: Suspicion,
    scene: Scene,
    seen: dict[str, Acknowledgement],
) -> Alert:
    own_id = alert_id(facts.type, suspicion.participants)
    severity = severity_of(suspicion.strength, highest=facts.highest)
    acknowledged = seen.get(own_id)
    if acknowledged is not None and _has_worsened(acknowledged, severity, suspicion.strength):
        acknowledged = None
    # A period that somebody named is as long as they said, whatever the threshold is.
    own_ms = round(scene.thresholds.window_days * DAY_MS)
    period = ("window_days",) if scene.whole.until_ms - scene.whole.since_ms == own_ms else ()
    return Alert(
        id=own_id,
        type=facts.type,
        severity=severity,
        participants=tuple(sorted(suspicion.participants)),
        since_ms=scene.whole.since_ms,
        until_ms=scene.whole.until_ms,
        summary=suspicion.summary,
        figures=suspicion.figures,
        evidence=heaviest(suspicion.stretches, suspicion.weight, most=MOST_EVIDENCE),
        evidence_entries=entries_in(suspicion.stretches),
        units=units_of(suspicion.stretches),
        questions=facts.questions,
        mitigating=mitigating_factors(suspicion, scene),
        suggestions=(*rebalancing(facts.type, suspicion, scene), *facts.suggestions),
        false_positive_probability=false_positive_probability(facts.type),
        method=facts.method,
        thresholds=scene.thresholds.used(*period, "minimum_entries", "minimum_days", *facts.thresholds),
        strength=suspicion.strength,
        acknowledgement=acknowledged,
    )


def _has_worsened(acknowledged: Acknowledgement, severity: Severity, strength: float) -> bool:
    return (
        SEVERITIES.index(severity) > SEVERITIES.index(acknowledged.severity)
        or strength >= WORSENED * acknowledged.strength
    )


def _most_severe_first(alert: Alert) -> tuple[int, float, str]:
    return -SEVERITIES.index(alert.severity), -alert.strength, alert.id
