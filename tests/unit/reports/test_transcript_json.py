"""The transcript as a file."""

from __future__ import annotations

import json

from msgspec.structs import replace

from argentum.reports.transcript_json import read_transcript, transcript_json
from tests.sample_session import FACTS, sample_messages


def test_the_file_is_read_back_as_it_was() -> None:
    transcript = read_transcript(transcript_json(sample_messages(), FACTS))

    assert list(transcript.messages) == sample_messages()
    assert transcript.session.topic == FACTS.topic


def test_what_was_counted_in_one_run_is_not_in_it() -> None:
    again = replace(FACTS, wall_s=9.9, llm_calls=99, llm_calls_discarded=7, micro_turns=1, audio_discarded_ms=5)

    assert transcript_json(sample_messages(), FACTS) == transcript_json(sample_messages(), again)


def test_events_and_postings_have_their_documented_names() -> None:
    document = json.loads(transcript_json(sample_messages(), FACTS))

    interrupt = next(message for message in document["messages"] if message["metadata"]["event"] == "hard_interrupt")
    assert interrupt["metadata"]["postings"][0] == {
        "from": "chloe",
        "to": "pool",
        "amount": 3,
        "reason": "hard_interrupt",
    }
    cut = next(message for message in document["messages"] if "cut_at_ms" in message["metadata"])
    assert cut["metadata"]["interrupted_by"] == "chloe"
    assert cut["metadata"]["timing"]["duration_ms"] == 4000
