"""The time of a meeting without its breaks."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from argentum.airtime.figures.meeting import measure
from argentum.airtime.figures.windows import talk_over_time
from argentum.airtime.replay import log_of
from argentum.airtime.running_time import RunningTime, without_breaks
from argentum.airtime.timeline import Segment, Timeline, timeline_of, total_ms
from argentum.airtime.tracker import follow

COFFEE = timeline_of(
    "council",
    [
        Segment(1_000, 11_000, "ann"),
        Segment(71_000, 76_000, "ann"),  # Goes on with what the break cut.
        Segment(78_000, 80_000, "ben"),
    ],
    breaks=[(0, 500), (11_000, 71_000), (90_000, 95_000)],
)


def test_breaks_before_the_first_word_and_after_the_last_are_none() -> None:
    assert COFFEE.breaks == ((11_000, 71_000),)
    assert (COFFEE.span, COFFEE.duration_ms, COFFEE.break_ms) == ((1_000, 80_000), 19_000, 60_000)


def test_a_turn_that_a_break_divides_is_one_turn_without_the_break() -> None:
    ann, ben = measure(COFFEE).participants

    assert (ann.turns, ann.longest_monologue_ms, ann.talk_ms) == (1, 15_000, 15_000)
    assert (ben.first_onset_ms, ben.talk_ms) == (78_000, 2_000)


def test_the_silences_around_a_break_are_one_silence() -> None:
    meeting = measure(
        timeline_of("m", [Segment(0, 1_000, "ann"), Segment(9_000, 10_000, "ben")], breaks=[(3_000, 8_000)])
    )

    assert (meeting.duration_ms, meeting.silence_ms, meeting.longest_silence_ms) == (5_000, 3_000, 3_000)
    assert meeting.events.floor.gaps == [(1_000, 4_000)]


def test_a_window_has_its_length_of_meeting_and_says_where_it_is_on_the_clock() -> None:
    windows = talk_over_time(COFFEE, window_ms=5_000)

    assert [(each.start_ms, each.end_ms, each.talk_ms["ann"]) for each in windows] == [
        (1_000, 6_000, 5_000),
        (6_000, 11_000, 5_000),
        (71_000, 76_000, 5_000),
    ]


def test_windows_begin_with_the_first_word_whoever_says_it() -> None:
    hosted = replace(
        timeline_of("m", [Segment(0, 60_000, "fay"), Segment(60_000, 240_000, "ann")], present=["ben"]),
        outside=frozenset({"fay"}),
    )

    windows = talk_over_time(hosted, window_ms=120_000)

    assert [(each.start_ms, each.talk_ms) for each in windows] == [
        (0, {"ann": 60_000, "ben": 0}),
        (120_000, {"ann": 120_000, "ben": 0}),
    ]
    assert measure(hosted).events.window_ginis[2] == [0.5, 0.5]


def test_an_instant_at_a_break_is_after_it_or_at_an_end_before_it() -> None:
    time = RunningTime([(10, 30), (40, 50)])

    assert [time.running_ms(at_ms) for at_ms in (5, 10, 20, 30, 35, 50, 60)] == [5, 10, 10, 10, 15, 20, 30]
    assert (time.clock_ms(10), time.clock_ms(10, at_end=True)) == (30, 10)
    assert (time.clock_ms(20), time.clock_ms(20, at_end=True)) == (50, 40)
    assert time.clock_ms(25) == 55


@st.composite
def _paused_meetings(draw: st.DrawFn) -> Timeline:
    """Draw a meeting and stretch it by breaks, so that nobody speaks in them."""
    spoken = draw(
        st.lists(st.tuples(st.integers(0, 400), st.integers(0, 90), st.sampled_from("abc")), min_size=1, max_size=12)
    )
    inserted = sorted(draw(st.dictionaries(st.integers(0, 490), st.integers(1, 300), max_size=4)).items())
    segments, breaks, moved = [], [], 0
    for at, length in inserted:
        breaks.append((at + moved, at + moved + length))
        moved += length
    for start, length, who in spoken:
        cuts = [start, *(at for at, _ in inserted if start < at < start + length), start + length]
        for since, until in pairwise(cuts):
            before = sum(length for at, length in inserted if at <= since)
            segments.append(Segment(since + before, until + before, who))
    return timeline_of("m", segments, breaks=breaks)


@given(_paused_meetings())
def test_silence_and_speech_are_the_span_without_breaks_and_talk_is_what_it_was(timeline: Timeline) -> None:
    meeting = measure(timeline)

    assert meeting.silence_ms + meeting.speech_ms == meeting.duration_ms
    assert meeting.duration_ms + timeline.break_ms == timeline.span[1] - timeline.span[0]
    running = without_breaks(timeline)
    for participant in timeline.participants:
        assert total_ms(running.speech[participant]) == timeline.talk_ms(participant)
    assert all(person.longest_monologue_ms <= meeting.duration_ms for person in meeting.participants)


@given(_paused_meetings())
def test_a_log_of_the_meeting_gives_its_breaks_and_its_speech_again(timeline: Timeline) -> None:
    first_ms = timeline.span[0]

    again = follow(log_of(timeline)).timeline()

    assert again.breaks == tuple((start - first_ms, end - first_ms) for start, end in timeline.breaks)
    assert {who: total_ms(own) for who, own in again.speech.items()} == {
        who: total_ms(own) for who, own in timeline.speech.items()
    }
    assert measure(again).silence_ms == measure(timeline).silence_ms
