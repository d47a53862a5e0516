"""What a debate gives and takes, as interactions."""

from __future__ import annotations

from fractions import Fraction

import pytest

from argentum.ayni.debate_bridge import debate_interactions
from argentum.ayni.interaction import Interaction
from argentum.transcript.give_and_take import ATTENTION_MS, TABLE
from argentum.transcript.message import ClipTiming, Event, Message, Metadata
from argentum.transcript.utterance import Citation
from argentum.workspace.ayni_settings import read_settings
from argentum.workspace.shipped import shipped_file

SOURCE = Citation(label="Doc 1", document="air.md", quote="a third fewer", relevance=0.8)
Flow = tuple[str, str, str, float, float]


def heard(event: Event, agent: str, duration_ms: int = 6_000, **more: object) -> Message:
    timing = ClipTiming(start_ms=1_000, duration_ms=duration_ms)
    metadata = Metadata(event=event, agent_id=agent, timing=timing, **more)  # type: ignore[arg-type]  # the test's own
    return Message(id="m7", type="assistant", sender=agent, content="something said", metadata=metadata)


def flows(*messages: Message) -> list[Flow]:
    return [
        (
            each.initiator,
            each.responder,
            str(each.contribution_unit),
            float(each.contribution),
            float(each.consumption),
        )
        for each in debate_interactions(messages, session_id="s")
    ]


def test_a_segment_and_its_citations_are_given_and_its_time_is_taken() -> None:
    assert flows(heard("segment", "ada", citations=(SOURCE, SOURCE))) == [
        ("ada", TABLE, "segment", 1, 1),
        ("ada", TABLE, "citation", 2, 2),
        (TABLE, "ada", "floor_second", 6, 6),
    ]


def test_a_segment_that_was_never_heard_gives_and_takes_nothing() -> None:
    assert flows(heard("segment", "ada", duration_ms=0)) == []


def test_an_interjection_is_taken_from_who_has_the_floor_and_not_given() -> None:
    assert flows(heard("interjection", "ben", 1_500, speaker_id="ada")) == [
        ("ada", "ben", "interjection_second", 0, 1.5)
    ]


@pytest.mark.parametrize(
    ("style", "units"),
    [("hard", ["floor_second", "interrupt"]), ("soft", ["floor_second"]), ("attempt", [])],
)
def test_only_a_hard_interrupt_takes_a_sentence_and_an_attempt_takes_nothing(style: str, units: list[str]) -> None:
    assert [flow[2] for flow in flows(heard("hard_interrupt", "ben", speaker_id="ada", style=style))] == units


def test_auctions_and_notices_are_no_interactions() -> None:
    assert flows(heard("auction", "ada"), heard("notice", "ada")) == []


def test_ids_come_of_session_message_and_unit_and_no_words_go_along() -> None:
    found = list(debate_interactions([heard("segment", "ada")], session_id="s", began_at_ms=500))

    assert [each.id for each in found] == ["debate:s:m7:segment", "debate:s:m7:floor_second"]
    assert {each.happened_at_ms for each in found} == {1_500}
    assert not any("something said" in each.note for each in found)


def test_a_session_without_a_date_happens_as_it_is_recorded() -> None:
    found: list[Interaction] = list(debate_interactions([heard("segment", "ada")], session_id="s"))

    assert {each.happened_at_ms for each in found} == {None}


def test_every_unit_of_the_bridges_has_a_weight_and_a_reason_in_the_settings() -> None:
    units = read_settings(shipped_file("configs", "ayni.yaml")).units

    bridged = {name: units[name] for name in ATTENTION_MS}

    assert all(unit.meaning for unit in bridged.values())
    assert units["segment"].weight == Fraction(1, 10)


def test_a_session_counts_with_the_shipped_weights() -> None:
    units = read_settings(shipped_file("configs", "ayni.yaml")).units

    minutes = {name: units[name].weight / units[name].scale for name in ATTENTION_MS}

    assert minutes == {name: Fraction(length_ms, 60_000) for name, length_ms in ATTENTION_MS.items()}
