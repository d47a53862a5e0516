"""The top of the page: a sentence and four figures."""

from __future__ import annotations

from typing import NamedTuple

from argentum.ayni.amount import amount_text
from argentum.ayni.panorama import Panorama
from argentum.ayni.score import instant
from argentum.reports.ayni.page.people import People, people_in, sums_micro
from argentum.reports.ayni.tables import ratio_text
from argentum.reports.clean_text import clean_text


class KeyFigure(NamedTuple):
    """A large figure with its caption."""

    value: str
    label: str
    note: str


def heading(panorama: Panorama) -> str:
    """Say what the page is about."""
    participant = panorama.evaluation.selection.participant
    return "What was given and taken" if participant is None else f"What {clean_text(participant)} gave and took"


def period_text(panorama: Panorama) -> str:
    """Say which moments of real time are meant, in the zone; `until` is exclusive."""
    selection = panorama.evaluation.selection
    since, until = (_local(at_ms, panorama) for at_ms in (selection.since_ms, selection.until_ms))
    if since is None and until is None:
        if panorama.grid is None:
            return "all time"
        first, last = _local(panorama.grid.start_ms, panorama), _local(panorama.grid.end_ms, panorama)
        return f"all entries, from {first} to {last}"
    return f"from {since or 'the beginning'} until {until or 'the end'}"


def _local(at_ms: int | None, panorama: Panorama) -> str | None:
    if at_ms is None:
        return None
    local = instant(at_ms).astimezone(panorama.zone)
    return local.date().isoformat() if (local.hour, local.minute) == (0, 0) else local.strftime("%Y-%m-%d %H:%M")


def lead(panorama: Panorama, people: People) -> str:
    """Say who gave and who took most, and what went round; nothing when nothing moved."""
    parts = []
    for label, amounts in (
        ("gave", [(each.given_micro, each.participant) for each in people_in(panorama)]),
        ("took", [(each.taken_micro, each.participant) for each in people_in(panorama)]),
    ):
        total = sum(amount for amount, _ in amounts)
        ranked = sorted(amounts, key=lambda each: (-each[0], each[1]))
        # Whoever leads by less than what is told of it does not lead.
        shares = [round(100 * amount / total) for amount, _ in ranked[:2]] if total else []
        if len(shares) > 1 and shares[0] > shares[1]:
            parts.append(f"{people[ranked[0][1]].name} {label} most, {shares[0]} % of all")
    if panorama.report.rings:
        ring = panorama.report.rings[0]
        parts.append(f"{amount_text(ring.value_micro)} went round among {len(ring.members)}")
    if not parts:
        return ""
    text = "; ".join(parts)
    return f"{text}."


def key_figures(panorama: Panorama) -> tuple[KeyFigure, ...]:
    """Choose how many entries and people, how much moved, and how evenly."""
    report = panorama.report
    given, taken = sums_micro(*panorama.leading)
    units = ", ".join(clean_text(unit) for unit in panorama.evaluation.units)
    newcomers = len(report.newcomers)
    taken_back = (panorama.entries - panorama.evaluation.entries) // 2
    giving, taking = report.giving.gini, report.taking.gini
    return (
        KeyFigure(
            f"{panorama.evaluation.entries:,}",
            "interactions",
            f"{taken_back:,} more {'was' if taken_back == 1 else 'were'} taken back"
            if taken_back
            else "none was taken back",
        ),
        KeyFigure(
            f"{report.participants:,}",
            "participants",
            f"{newcomers:,} of them new: fewer than {report.minimum_sample} interactions"
            if newcomers
            else f"each with {report.minimum_sample} interactions or more",
        ),
        KeyFigure(
            ratio_text(given / taken) if taken else "–",
            "given for each 1 taken",
            f"{amount_text(given)} given, {amount_text(taken)} taken; {units}",
        ),
        KeyFigure(
            "–" if giving is None else f"{giving:.2f}",
            "Gini of giving",
            f"of taking {taking:.2f}; 0 is equal, among those compared"
            if taking is not None
            else "fewer than two can be compared yet",
        ),
    )
