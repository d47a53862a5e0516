"""Kinds and clocks of meetings."""

from __future__ import annotations

from argentum.airtime.meeting_context import MeetingContext, MeetingType


def test_a_scheduled_hour_lasts_3600_seconds() -> None:
    meeting = MeetingContext(room_id="r1", start_ms=0, planned_ms=3_600_000)

    assert meeting.meeting_type is MeetingType.SCHEDULED
    assert meeting.duration_ms == 3_600_000
    assert meeting.is_ongoing(3_599_999)
    assert not meeting.is_ongoing(3_600_000)


def test_an_ad_hoc_meeting_has_no_length_until_it_is_over() -> None:
    meeting = MeetingContext(room_id="r1", start_ms=1000)

    assert meeting.meeting_type is MeetingType.ADHOC
    assert meeting.duration_ms is None
    assert meeting.is_ongoing(10**9)
    assert MeetingContext(room_id="r1", start_ms=1000, closed_ms=61_000).duration_ms == 60_000


def test_a_pause_stands_still_and_moves_the_planned_end() -> None:
    paused = MeetingContext(room_id="r1", start_ms=0, planned_ms=600_000, paused_since_ms=100_000)
    resumed = MeetingContext(room_id="r1", start_ms=0, planned_ms=600_000, paused_ms=50_000)

    assert paused.elapsed_ms(150_000) == 100_000
    assert resumed.elapsed_ms(160_000) == 110_000
    assert resumed.left_ms(160_000) == 490_000
