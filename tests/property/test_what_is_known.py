"""What is said into another's words is about words that were heard by then, read from the journals alone."""

from __future__ import annotations

import json
from bisect import bisect_right
from typing import Any, NamedTuple

import pytest

from argentum.drivers.journal import Header
from argentum.ports.evidence import Passage
from argentum.speech.sentences import first_words
from argentum.workspace.documents import read_documents
from tests.journals import journal_of
from tests.sessions import PRESETS, a_header
from tests.simulated_debate import BRIEFS

SEEDS = range(3)


class Reaction(NamedTuple):
    """A kicker or an interjection as it was heard."""

    text: str
    takes_up: tuple[str, ...]
    heard: str
    """What had been heard of the segment that it is about."""


def documents() -> tuple[Passage, ...]:
    return read_documents(BRIEFS)


def session(preset: str, seed: int, **changes: object) -> Header:
    quoting = documents() if seed % 2 else ()
    return a_header(preset, agents=5, seed=seed, segments=40, text_free=False, changes=changes, documents=quoting)


def reactions(data: bytes) -> list[Reaction]:
    lines: list[dict[str, Any]] = [json.loads(line) for line in data.splitlines()[1:]]
    signals = [line["signal"] for line in lines if "signal" in line]
    drafts = {signal["request_id"]: signal["draft"] for signal in signals if signal["kind"] == "draft_arrived"}
    clips = {signal["clip_id"]: signal for signal in signals if signal["kind"] == "clip_prepared"}
    said = [line["message"] for line in lines if "message" in line and "timing" in line["message"]["metadata"]]
    segments = [one for one in said if one["metadata"]["event"] == "segment"]
    found = []
    for one in said:
        metadata = one["metadata"]
        if metadata["event"] not in {"interjection", "hard_interrupt"}:
            continue
        at_ms = metadata["timing"]["start_ms"]
        about = [
            segment
            for segment in segments
            if segment["metadata"]["agent_id"] == metadata["speaker_id"]
            and segment["metadata"]["timing"]["start_ms"] < at_ms
        ][-1]
        draft = drafts[metadata["provenance"]["request_id"]]
        found.append(Reaction(one["content"], tuple(draft.get("takes_up", ())), _heard(about, clips, at_ms)))
    return found


def _heard(segment: dict[str, Any], clips: dict[str, Any], at_ms: int) -> str:
    """Give the words of a segment whose last sound came before an instant."""
    metadata = segment["metadata"]
    first, since_ms = clips[metadata["clip_id"]], at_ms - metadata["timing"]["start_ms"]
    words = bisect_right(first["word_ends_ms"], since_ms)
    second = clips.get(f"{metadata['clip_id']}_2")
    if second is not None and "join" not in metadata["timing"]:
        words += bisect_right(second["word_ends_ms"], since_ms - first["duration_ms"])
    return first_words(metadata.get("planned_text", segment["content"]), words)


@pytest.mark.parametrize("preset", PRESETS)
def test_a_kicker_or_remark_takes_up_only_words_that_were_heard_when_it_began(preset: str) -> None:
    found = [one for seed in SEEDS for one in reactions(journal_of(session(preset, seed)))]

    assert [one for one in found if not all(words in one.heard for words in one.takes_up)] == []
    assert sum(bool(one.takes_up) for one in found) >= 0.2 * len(found) > 1


@pytest.mark.parametrize("mode", ["cutoff", "beat_only", "yield"])
def test_it_holds_however_interrupts_are_carried_out(mode: str) -> None:
    changes: dict[str, object] = {"interrupt.mode": mode, "interrupt.prebuffer_top": 2, "interrupt.max_per_window": 3}

    found = [one for seed in SEEDS for one in reactions(journal_of(session("debate_snappy", seed, **changes)))]

    assert [one for one in found if not all(words in one.heard for words in one.takes_up)] == []
    assert len(found) > 10
