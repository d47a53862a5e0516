"""What was run, under flat names: the first part of `summary.json`, so that no figure stands without its inputs."""

from __future__ import annotations

from argentum.metrics.session_facts import SessionFacts


def inputs(facts: SessionFacts) -> dict[str, object]:
    """Give what decides a session, as far as it fits under a name; the journal's header has all of it.

    `agents` are names by id, in the order of the table; `changed_knobs` are the values that differ from `base_preset`;
    `documents` are files by the label that agents cite; a limit that was not set is `None`.
    """
    return {
        "session_id": facts.session_id,
        "argentum_version": facts.argentum_version,
        "topic": facts.topic,
        "mode": facts.mode,
        "preset": facts.preset,
        "base_preset": facts.base_preset or facts.preset,
        "changed_knobs": {knob.key: knob.value for knob in facts.changed_knobs},
        "seed": facts.seed,
        "agents": {agent.id: agent.name for agent in facts.agents},
        "documents": {document.label: document.file for document in facts.documents},
        "faults": facts.faults,
        "text_free": facts.text_free,
        "segments_limit": facts.segments_limit,
        "duration_limit_ms": facts.duration_limit_ms,
    }
