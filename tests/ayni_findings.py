"""An alert and a piece of good news, as they might be found."""

from __future__ import annotations

from argentum.ayni.alerts.alert import Acknowledgement, Alert, Findings, PositiveFinding, ThresholdUsed

EVIL = "<script>alert(1)</script>"
ALERT = Alert(
    id="care_deficit-1",
    type="care_deficit",
    severity="concern",
    participants=("ben",),
    since_ms=0,
    until_ms=10_000,
    summary=f"gave 1 and took 9 {EVIL}",
    figures=(),
    evidence=("i-2", "i-gone"),
    evidence_entries=12,
    units=("point",),
    questions=("does ben give what nobody records?",),
    mitigating=(),
    suggestions=("ask",),
    false_positive_probability=0.2,
    method="what was given over what was taken",
    thresholds=(ThresholdUsed(key="care_deficit_ratio", value=0.45),),
    strength=2.0,
)
NEWS = PositiveFinding(
    id="healing-1",
    type="healing",
    participants=("ana",),
    since_ms=0,
    until_ms=10_000,
    summary="gives again",
    figures=(),
    evidence=("i-1",),
    units=("point",),
)
FOUND = Findings(
    since_ms=0,
    until_ms=10_000,
    alerts=(ALERT,),
    positive=(NEWS,),
    newcomers=("zoe",),
    participants=3,
    entries=2,
    units=("point",),
)
SEEN = Acknowledgement(
    alert_id=ALERT.id, by="the council", why="a hard month", at_ms=5, severity="concern", strength=2.0
)
