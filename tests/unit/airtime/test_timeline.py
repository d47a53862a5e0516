from hypothesis import given
from hypothesis import strategies as st

from argentum.airtime.timeline import Segment, timeline_of, total_ms, union

SEGMENTS = st.lists(
    st.tuples(st.integers(0, 500), st.integers(0, 100), st.sampled_from("abc"), st.booleans()).map(
        lambda drawn: Segment(drawn[0], drawn[0] + drawn[1], drawn[2], drawn[3])
    )
)


def test_overlapping_and_touching_segments_of_one_person_count_once() -> None:
    timeline = timeline_of("m", [Segment(500, 900, "ann"), Segment(0, 400, "ann"), Segment(300, 500, "ann")])

    assert timeline.speech == {"ann": ((0, 900),)}
    assert timeline.talk_ms("ann") == 900


def test_people_come_in_the_order_of_their_first_word_and_the_silent_last() -> None:
    timeline = timeline_of(
        "m", [Segment(700, 800, "bob"), Segment(5, 5, "cy"), Segment(100, 200, "ann")], present=["dee", "ann"]
    )

    assert timeline.participants == ("ann", "bob", "cy", "dee")
    assert timeline.speech["cy"] == timeline.speech["dee"] == ()


def test_the_span_runs_from_the_first_onset_to_the_last_offset() -> None:
    timeline = timeline_of("m", [Segment(700, 800, "bob"), Segment(100, 1_200, "ann")])

    assert timeline.span == (100, 1_200)
    assert timeline.duration_ms == 1_100


def test_an_empty_meeting_has_no_people_and_no_length() -> None:
    timeline = timeline_of("m", [])

    assert (timeline.participants, timeline.span, timeline.duration_ms) == ((), (0, 0), 0)


def test_what_is_only_attributed_is_not_confirmed() -> None:
    timeline = timeline_of("m", [Segment(0, 400, "ann"), Segment(300, 1_000, "ann", confirmed=False)])

    assert timeline.speech["ann"] == ((0, 1_000),)
    assert timeline.confirmed["ann"] == ((0, 400),)


def test_a_name_stands_for_its_id() -> None:
    timeline = timeline_of("m", [Segment(0, 1, "7f3a")], present=["bob"], names={"7f3a": "Ann"})

    assert [timeline.name_of(participant) for participant in timeline.participants] == ["Ann", "bob"]


def test_a_bridge_joins_silences_up_to_its_length() -> None:
    assert union([(0, 100), (300, 400), (601, 700)], bridge_ms=200) == ((0, 400), (601, 700))


@given(SEGMENTS)
def test_talk_time_is_the_number_of_milliseconds_covered(segments: list[Segment]) -> None:
    timeline = timeline_of("m", segments)

    for participant in timeline.participants:
        covered = {at for s in segments if s.participant_id == participant for at in range(s.start_ms, s.end_ms)}
        assert timeline.talk_ms(participant) == len(covered)
        assert total_ms(timeline.confirmed[participant]) <= timeline.talk_ms(participant)


@given(SEGMENTS, st.data())
def test_the_order_of_spoken_segments_does_not_matter(segments: list[Segment], data: st.DataObject) -> None:
    spoken = [segment for segment in segments if segment.end_ms > segment.start_ms]

    shuffled = data.draw(st.permutations(spoken))

    assert timeline_of("m", shuffled) == timeline_of("m", spoken)
