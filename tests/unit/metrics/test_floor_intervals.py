"""Who was heard when."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argentum.metrics.floor_intervals import floor_clips, floor_states, heard_clips, intervals_by_agent
from tests.sample_session import AGENTS, sample_messages


def test_clips_come_by_onset_though_messages_are_written_when_things_end() -> None:
    messages = list(reversed(sample_messages()))

    clips = heard_clips(messages)

    assert [clip.start_ms for clip in clips] == [1000, 4250, 6000, 9800, 12_000, 17_300, 19_000, 21_800, 26_000]


def test_a_cut_segment_counts_as_far_as_it_was_heard() -> None:
    cut = next(clip for clip in heard_clips(sample_messages()) if clip.message.metadata.cut_at_ms is not None)

    assert (cut.start_ms, cut.end_ms) == (6000, 10_000)
    assert cut.message.metadata.timing is not None
    assert cut.message.metadata.timing.planned_duration_ms == 6500


def test_interjections_do_not_claim_the_floor() -> None:
    kinds = [clip.kind for clip in floor_clips(heard_clips(sample_messages()))]

    assert kinds == ["segment", "segment", "hard_interrupt", "segment", "segment", "segment", "segment"]


def test_touching_clips_of_one_agent_join_to_one_interval() -> None:
    intervals = intervals_by_agent(heard_clips(sample_messages()), AGENTS)

    assert intervals["chloe"] == [(4250, 5150), (9800, 17_000)]


def test_an_agent_that_was_never_heard_has_no_interval() -> None:
    assert intervals_by_agent([], ("ada",)) == {"ada": []}


def test_an_empty_timeline_has_no_span() -> None:
    assert floor_states({"ada": []}) == (0, 0, 0, 0)


def test_silence_solo_and_overlap_are_swept_apart() -> None:
    states = floor_states({"ada": [(0, 100)], "ben": [(80, 150)], "chloe": [(90, 95), (170, 200)]})

    assert states == (200, 20, 160, 20)


INTERVALS = st.dictionaries(
    st.sampled_from(AGENTS),
    st.lists(st.integers(0, 500), max_size=8, unique=True).map(
        lambda edges: list(zip(sorted(edges)[::2], sorted(edges)[1::2], strict=False))
    ),
)


@given(INTERVALS)
def test_the_states_tile_the_span(intervals: dict[str, list[tuple[int, int]]]) -> None:
    states = floor_states(intervals)

    assert states.span_ms == states.silence_ms + states.solo_ms + states.overlap_ms
    total_ms = sum(end_ms - start_ms for own in intervals.values() for start_ms, end_ms in own)
    assert states.solo_ms + 2 * states.overlap_ms <= total_ms
