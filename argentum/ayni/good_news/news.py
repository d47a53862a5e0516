"""What all good news share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

from argentum.ayni.alerts.alert import Figure, PositiveFinding
from argentum.ayni.alerts.window import Window
from argentum.ayni.finding_types import PositiveType

MOST_EVIDENCE = 10
"""Entries named with a finding."""
MOST_OF_A_TYPE = 3
"""Where many deserve it, the three that stand out most are named, so that good news stays news."""


def news(
    news_type: PositiveType,
    participants: Sequence[str],
    window: Window,
    *,
    summary: str,
    figures: Iterable[Figure] = (),
    evidence: Sequence[str] = (),
    units: Sequence[str] = (),
    also: str = "",
) -> PositiveFinding:
    """Make a finding; `evidence` are ids of entries; `also` tells two of one type about the same participants apart."""
    whole = "".join(f"{len(part)}:{part}" for part in (news_type, also, *sorted(participants)))
    return PositiveFinding(
        id=f"{news_type}-{sha256(whole.encode()).hexdigest()[:10]}",
        type=news_type,
        participants=tuple(sorted(participants)),
        since_ms=window.since_ms,
        until_ms=window.until_ms,
        summary=summary,
        figures=tuple(figures),
        evidence=tuple(evidence),
        units=tuple(units),
    )
