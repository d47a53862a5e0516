"""How the policy of a session is told."""

from __future__ import annotations

from msgspec.structs import replace

from argentum.metrics.session_facts import ChangedKnob
from argentum.reports.preset_text import knob_text, preset_text
from tests.sample_session import FACTS

WISH = ChangedKnob(key="interrupt.wish_desire", value=4.0, preset_value=6.0)
LANE = ChangedKnob(key="evidence_priority.enabled", value=False, preset_value=True)


def test_an_unchanged_preset_is_its_name() -> None:
    assert preset_text(FACTS) == "debate_snappy"


def test_changed_keys_are_counted() -> None:
    assert preset_text(replace(FACTS, changed_knobs=(WISH,))) == "debate_snappy + 1 changed key"
    assert preset_text(replace(FACTS, changed_knobs=(WISH, LANE))) == "debate_snappy + 2 changed keys"


def test_a_label_of_ones_own_says_what_it_was_laid_over() -> None:
    facts = replace(FACTS, preset="eager", base_preset="debate_snappy", changed_knobs=(WISH,))

    assert preset_text(facts) == "eager (debate_snappy + 1 changed key)"


def test_a_key_stands_with_both_values() -> None:
    assert knob_text(WISH) == "interrupt.wish_desire 4 (preset: 6)"
    assert knob_text(LANE) == "evidence_priority.enabled off (preset: on)"
