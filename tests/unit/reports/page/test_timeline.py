"""Who was heard when, as a score."""

from __future__ import annotations

from msgspec.structs import replace

from argentum.reports.page.lanes import WIDTH
from argentum.reports.page.script import script
from argentum.reports.page.timeline import DENSE_LANE, LANE, timeline
from argentum.transcript.message import ClipTiming, Message
from tests.sample_session import FACTS, sample_messages


def _long_session(minutes: int) -> list[Message]:
    segment = sample_messages()[1]
    return [
        replace(
            segment, metadata=replace(segment.metadata, timing=ClipTiming(start_ms=49_000 * at, duration_ms=49_000))
        )
        for at in range(minutes * 60 // 49)
    ]


def test_each_clip_has_a_mark_in_its_speakers_lane() -> None:
    drawn = timeline(sample_messages(), FACTS)

    assert drawn is not None
    (row,) = drawn.rows
    assert [mark.place for mark in row.marks] == [0, 2, 1, 2, 2, 3, 0, 0, 1]
    assert [mark.kind for mark in row.marks].count("interjection") == 2
    assert [mark.place for mark in row.marks if mark.cut] == [1]


def test_the_title_of_a_mark_is_what_was_said() -> None:
    drawn = timeline(sample_messages(), FACTS)

    assert drawn is not None
    assert drawn.rows[0].marks[2].title == (
        "Ben <& Co>, 00:06 to 00:10\n"
        "And who pays for that? The baker whose van may no longer reach & serve\nCut off by Chloé"
    )


def test_a_long_session_breaks_into_at_most_twelve_rows() -> None:
    drawn = timeline(_long_session(300), FACTS)

    assert drawn is not None
    assert len(drawn.rows) <= 12


def test_a_clip_across_a_break_is_drawn_in_both_rows() -> None:
    drawn = timeline(_long_session(40), FACTS)

    assert drawn is not None
    assert sum(len(row.marks) for row in drawn.rows) > len(_long_session(40))
    assert all(mark.x + mark.width <= WIDTH for row in drawn.rows for mark in row.marks)


def test_silence_is_not_drawn() -> None:
    assert timeline([], FACTS) is None


def test_every_mark_leads_to_its_words_in_the_transcript() -> None:
    drawn = timeline(sample_messages(), FACTS)

    assert drawn is not None
    there = {entry.anchor for entry in script(sample_messages(), FACTS)}
    assert [mark.anchor for mark in drawn.rows[0].marks if mark.anchor not in there] == []


def test_many_agents_for_an_hour_are_set_closer() -> None:
    agents = tuple(replace(FACTS.agents[0], id=f"agent{place}") for place in range(8))
    few = timeline(_long_session(40), FACTS)
    many = timeline(_long_session(40), replace(FACTS, agents=(*FACTS.agents, *agents)))

    assert few is not None
    assert many is not None
    assert timeline(sample_messages(), FACTS).lane == LANE  # type: ignore[union-attr]
    assert many.lane == DENSE_LANE
