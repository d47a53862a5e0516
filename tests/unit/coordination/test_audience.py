"""Claps and tips, bounded."""

from __future__ import annotations

import pytest

from argentum.coordination.audience import AudienceDesk
from argentum.policy.behaviour import Audience


def _desk(**knobs: object) -> AudienceDesk:
    return AudienceDesk(Audience.model_validate({"enabled": True, **knobs}), agents=2)


def test_claps_raise_reputation_and_tips_forgive_lead() -> None:
    desk = _desk(reputation_per_clap=0.02, pacing_relief_per_tip=0.05)

    claps = desk.signal(0, "clap", 2, 10)
    tips = desk.signal(0, "tip", 2, 10)

    assert claps.reputation == pytest.approx(0.04)
    assert tips.pacing_relief == pytest.approx(0.1)
    assert claps.pacing_relief == tips.reputation == 0.0


def test_between_two_effects_lies_the_cooldown() -> None:
    desk = _desk(cooldown_segments=2)
    desk.signal(0, "clap", 1, 10)

    assert desk.signal(0, "clap", 1, 11).reasons[0].code == "audience_cooldown"
    assert desk.signal(0, "clap", 1, 12).reputation > 0
    assert desk.signal(1, "clap", 1, 11).reputation > 0


def test_the_cap_holds_inside_the_window_and_opens_after_it() -> None:
    desk = _desk(cooldown_segments=0, reputation_per_clap=0.06, reputation_cap=0.1, window_segments=12)

    granted = [desk.signal(0, "clap", 1, segment).reputation for segment in (0, 1, 2, 12)]

    assert granted == [pytest.approx(0.06), pytest.approx(0.04), 0.0, pytest.approx(0.06)]


def test_nothing_happens_when_the_audience_is_off() -> None:
    effect = _desk(enabled=False).signal(0, "clap", 5, 0)

    assert (effect.reputation, effect.pacing_relief) == (0.0, 0.0)
    assert effect.reasons[0].code == "audience_disabled"
