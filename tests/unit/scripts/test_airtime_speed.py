from __future__ import annotations

from argentum.airtime.figures.meeting import measure
from scripts.airtime_speed import made_up_meeting, report_wall_ms


def test_made_up_meetings_are_as_dense_as_real_ones() -> None:
    meeting = measure(made_up_meeting(1))

    units_per_min = len(meeting.events.units) * 60_000 / meeting.duration_ms
    assert 10 < units_per_min < 20
    assert meeting.timeline == made_up_meeting(1)


def test_the_report_is_timed() -> None:
    assert report_wall_ms(hours=1) > 0
