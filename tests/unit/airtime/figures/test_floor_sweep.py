"""The states of the floor."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argentum.airtime.figures.floor_sweep import sweep_floor
from argentum.airtime.figures.ipu import inter_pausal_units
from argentum.airtime.timeline import Segment, timeline_of, total_ms

SEGMENTS = st.lists(
    st.builds(
        lambda start, length, who: Segment(start, start + length, who),
        st.integers(0, 400),
        st.integers(1, 90),
        st.sampled_from("abcd"),
    ),
    min_size=1,
    max_size=25,
)


def test_a_silence_that_its_last_speaker_ends_is_a_pause_and_any_other_a_gap() -> None:
    timeline = timeline_of("m", [Segment(0, 1_000, "ann"), Segment(1_500, 2_000, "ann"), Segment(2_700, 3_000, "bob")])

    floor = sweep_floor(inter_pausal_units(timeline))

    assert floor.pauses == [(1_000, 1_500)]
    assert floor.gaps == [(2_000, 2_700)]
    assert floor.silences == [(1_000, 1_500), (2_000, 2_700)]


def test_a_silence_after_two_people_stop_together_is_a_pause_if_either_goes_on() -> None:
    timeline = timeline_of("m", [Segment(0, 1_000, "ann"), Segment(500, 1_000, "bob"), Segment(1_500, 2_000, "bob")])

    assert sweep_floor(inter_pausal_units(timeline)).pauses == [(1_000, 1_500)]


def test_an_overlap_goes_on_while_any_two_speak() -> None:
    timeline = timeline_of(
        "m",
        [Segment(0, 1_000, "ann"), Segment(600, 1_500, "bob"), Segment(1_000, 2_000, "cy"), Segment(0, 2_500, "dee")],
    )

    assert sweep_floor(inter_pausal_units(timeline)).overlaps == [(0, 2_000)]


def test_a_voice_that_takes_over_at_the_same_instant_neither_overlaps_nor_leaves_a_gap() -> None:
    timeline = timeline_of("m", [Segment(0, 1_000, "ann"), Segment(1_000, 2_000, "bob")])

    floor = sweep_floor(inter_pausal_units(timeline))

    assert (floor.overlaps, floor.silences) == ([], [])
    assert [(start_ms, end_ms) for start_ms, end_ms, _ in floor.solos] == [(0, 1_000), (1_000, 2_000)]


def test_nobody_speaking_has_no_states() -> None:
    floor = sweep_floor([])

    assert (floor.silences, floor.overlaps, floor.solos) == ([], [], [])


@given(SEGMENTS)
def test_silences_solos_and_overlaps_tile_the_span(segments: list[Segment]) -> None:
    timeline = timeline_of("m", segments)

    floor = sweep_floor(inter_pausal_units(timeline, bridge_ms=0))

    voices = [
        sum(1 for person in timeline.participants if any(a <= at < b for a, b in timeline.speech[person]))
        for at in range(*timeline.span)
    ]
    assert total_ms(floor.silences) == voices.count(0)
    assert sum(end_ms - start_ms for start_ms, end_ms, _ in floor.solos) == voices.count(1)
    assert total_ms(floor.overlaps) == sum(1 for count in voices if count > 1)
