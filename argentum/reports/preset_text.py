"""How the policy of a session is told: the preset's name alone only where nothing was changed."""

from __future__ import annotations

from argentum.metrics.session_facts import ChangedKnob, SessionFacts
from argentum.reports.clean_text import clean_text


def preset_text(facts: SessionFacts) -> str:
    """Give the preset and how many of its keys were changed, as `debate_snappy + 3 changed keys`."""
    count = len(facts.changed_knobs)
    name, base = clean_text(facts.preset), facts.base_preset or clean_text(facts.preset)
    if not count:
        return name
    told = f"{base} + {count} changed key{'s' if count > 1 else ''}"
    return told if name == base else f"{name} ({told})"


def knob_text(knob: ChangedKnob) -> str:
    """Give a changed key with its value and the preset's, as `interrupt.wish_desire 4 (preset: 6)`."""
    return f"{knob.key} {_value(knob.value)} (preset: {_value(knob.preset_value)})"


def _value(value: str | float | bool | None) -> str:
    match value:
        case None:
            return "none"
        case bool():
            return "on" if value else "off"
        case str():
            return clean_text(value)
        case _:
            return f"{value:g}"
