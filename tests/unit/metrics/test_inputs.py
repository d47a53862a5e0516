"""What was run, beside the figures of it."""

from __future__ import annotations

import json

from msgspec.structs import replace

from argentum.metrics.inputs import inputs
from argentum.metrics.session_facts import ChangedKnob, DocumentCard
from argentum.metrics.summary import summarise
from tests.sample_session import FACTS, sample_messages


def test_the_inputs_stand_first_in_the_summary() -> None:
    summary = summarise(sample_messages(), FACTS)

    assert list(summary)[: len(inputs(FACTS))] == list(inputs(FACTS))
    assert (summary["topic"], summary["preset"], summary["seed"]) == (FACTS.topic, "debate_snappy", 7)
    assert summary["agents"] == {"ada": "Ada", "ben": "Ben <& Co>", "chloe": "Chloé", "dmitri": "Dmitri [bold]"}


def test_changes_and_documents_go_by_their_names() -> None:
    facts = replace(
        FACTS,
        changed_knobs=(ChangedKnob(key="interrupt.wish_desire", value=4.0, preset_value=6.0),),
        documents=(DocumentCard(label="Doc 1", title="Air and health", file="air.md"),),
        faults={"stall_rate": 0.1},
    )

    found = inputs(facts)

    assert found["changed_knobs"] == {"interrupt.wish_desire": 4.0}
    assert found["documents"] == {"Doc 1": "air.md"}
    assert json.loads(json.dumps(found, allow_nan=False)) == found
