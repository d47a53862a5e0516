"""Speaking sessions."""

from __future__ import annotations

import pytest

from argentum.airtime.speaking import Closing, SpeakingSession


@pytest.mark.parametrize("length_s", [120, 0])
def test_a_session_lasts_from_its_beginning_to_its_end(length_s: int) -> None:
    session = SpeakingSession(participant_id="p1", started_ms=5000).ended(5000 + length_s * 1000, "observed")

    assert session.duration_ms == length_s * 1000


def test_an_open_session_has_no_length_yet() -> None:
    assert SpeakingSession(participant_id="p1", started_ms=5000).duration_ms == 0


@pytest.mark.parametrize(
    ("closing", "dominant", "confirmed"),
    [
        ("observed", False, True),
        ("left", False, True),
        ("muted", False, True),
        ("meeting_closed", False, False),
        ("next_speaker", True, False),
        ("muted", True, False),
    ],
)
def test_speech_is_confirmed_when_both_ends_were_observed(closing: Closing, dominant: bool, confirmed: bool) -> None:
    session = SpeakingSession(participant_id="p1", started_ms=0, dominant=dominant).ended(1000, closing)

    assert session.is_confirmed is confirmed


def test_a_session_tells_its_fields_by_name() -> None:
    session = SpeakingSession(participant_id="p1", started_ms=0).ended(1000, "observed")

    assert session.to_dict() == {
        "participant_id": "p1",
        "started_ms": 0,
        "ended_ms": 1000,
        "closing": "observed",
        "dominant": False,
    }
