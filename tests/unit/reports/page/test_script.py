"""The transcript as the page prints it."""

from __future__ import annotations

from msgspec.structs import replace

from argentum.reports.page.script import engineers_notes, script
from argentum.transcript.message import ClipTiming, Metadata
from argentum.transcript.reason import Reason
from tests.sample_session import FACTS, sample_messages


def test_what_was_said_stands_in_the_order_of_hearing() -> None:
    entries = script(list(reversed(sample_messages()[1:-1])), FACTS)

    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)


def test_the_topic_and_the_auctions_are_not_repeated() -> None:
    entries = script(sample_messages(), FACTS)

    assert len(entries) == 10
    assert entries[-1].text == "The debate is complete."


def test_a_speaker_that_goes_on_is_named_once() -> None:
    segment = sample_messages()[1]
    after = replace(segment, metadata=replace(segment.metadata, timing=ClipTiming(start_ms=9000, duration_ms=10)))

    assert [entry.same_speaker for entry in script([segment, after], FACTS)] == [False, True]


def test_a_kicker_is_always_introduced() -> None:
    entries = script(sample_messages(), FACTS)

    (kicker,) = (entry for entry in entries if entry.kind == "hard_interrupt")
    assert kicker.label == "cuts in on Ben <& Co>"
    assert not entries[entries.index(kicker) + 1].same_speaker


def test_engineers_notes_stand_beside_the_transcript() -> None:
    closing = sample_messages()[-1]
    note = replace(
        closing,
        id="n1",
        content="Quality tier: premium.",
        metadata=Metadata(event="notice", reasons=(Reason("tier_raised"),)),
    )
    messages = [*sample_messages()[:-1], note, closing]

    (found,) = engineers_notes(messages, FACTS)

    assert (found.at, found.text) == ("00:26", "The floor has all its means (requests run smoothly again).")
    assert len(script(messages, FACTS)) == len(script(sample_messages(), FACTS))


def test_speech_without_words_says_how_long_it_was() -> None:
    (entry,) = script([replace(sample_messages()[1], content="")], FACTS)

    assert entry.text == "(5.0 s of speech)"
