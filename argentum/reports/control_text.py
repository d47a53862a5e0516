"""What a facilitator did, as a line: who, what, with whom, how much and why."""

from __future__ import annotations

from collections.abc import Mapping

from argentum.airtime.decisions import ControlRecorded
from argentum.reports.clean_text import clean_text
from argentum.reports.clock_text import seconds_text


def control_text(decision: ControlRecorded, *, names: Mapping[str, str] | None = None) -> str:
    """Put a recorded control into words; `names` are display names by id, of those who have one."""
    shown = names or {}
    target_id = decision.target_id
    target = "" if target_id is None else f", {clean_text(shown.get(target_id, target_id))}"
    details = "".join(f", {_detail_text(name, value)}" for name, value in decision.details.items())
    why = f" ({clean_text(decision.why)})" if decision.why else ""
    return (
        f"{clean_text(shown.get(decision.by, decision.by))}: {decision.action.replace('_', ' ')}{target}{details}{why}"
    )


def _detail_text(name: str, value: object) -> str:
    match name, value:
        case "ruleset", dict():
            return f"{value.get('rule', 'equal-share')} {value.get('enforcement', 'soft')}"
        case "granted_ms", int():
            return f"{'+' if value > 0 else ''}{seconds_text(value)}"
        case "remaining_ms", int():
            return f"{seconds_text(value)} left"
        case "bypassed", bool():
            return "no rule holds" if value else "the rule holds again"
        case "modes", list() | tuple():
            return clean_text(", ".join(map(str, value)) or "switched off")
        case _:
            return clean_text(str(value))
