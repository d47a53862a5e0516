"""How a move leaves the mood of the agent that makes it; reported with each draft, as a model would report its own."""

from __future__ import annotations

from argentum.transcript.utterance import Mood

# Frustration, engagement, confidence: arguing back vents a little and engages, granting a point calms and costs
# confidence.
_SHIFTS: dict[str, tuple[float, float, float]] = {
    "rebut": (-0.04, 0.06, 0.03),
    "figure": (-0.04, 0.05, 0.04),
    "counter": (-0.05, 0.06, 0.06),
    "concede": (-0.06, 0.02, -0.04),
    "agree": (-0.08, 0.03, 0.04),
    "answer": (-0.04, 0.04, 0.02),
    "question": (0.02, 0.05, 0.0),
    "evidence": (-0.03, 0.04, 0.07),
    "resume": (0.08, 0.04, 0.0),
    "after_interrupt": (0.03, 0.06, 0.02),
    "kicker": (-0.1, 0.1, 0.05),
    "closing": (-0.05, -0.04, 0.04),
}


def mood_after(mood: Mood | None, move: str) -> Mood | None:
    """Shift a mood by a move, each part kept in [0, 1]; no mood stays none."""
    if mood is None:
        return None
    frustration, engagement, confidence = _SHIFTS.get(move, (-0.02, 0.02, 0.02))
    return Mood(
        frustration=_unit(mood.frustration + frustration),
        engagement=_unit(mood.engagement + engagement),
        confidence=_unit(mood.confidence + confidence),
    )


def _unit(value: float) -> float:
    return round(min(1.0, max(0.0, value)), 4)
