"""Moods: what events do to them, what agents report, and what they add to desire (plan 8, economy study 3.7)."""

from __future__ import annotations

from collections.abc import Sequence

from argentum.coordination.mood_report import ReportedMood
from argentum.coordination.seats import Seat
from argentum.policy.behaviour import Emotion
from argentum.smoothing import clamp
from argentum.transcript.stand import Stand
from argentum.transcript.utterance import InterjectionType, Mood

LOSS_FRUSTRATION = 0.15
WIN_FRUSTRATION = -0.10
WIN_CONFIDENCE = 0.05
INTERRUPT_FRUSTRATION = 0.05
INTERRUPT_ENGAGEMENT = 0.10
SPOKEN = -0.05
ENGAGED = 0.05
ADVERSARIAL_FRUSTRATION = 0.05
CONFIDENCE_BY_TONE: dict[InterjectionType, float] = {"support": 0.05, "clarify": 0.0, "challenge": -0.05}
NEUTRAL = Mood()
ENGAGEMENT_PULL = 0.25
OFFSET = 0.5
"""The constant in the plan's formula, which lifts every desire alike."""
CENTRE = ENGAGEMENT_PULL * NEUTRAL.engagement
INFLATED = 2.0
"""What a mood inflater claims on top of its mood, in bid tokens (economy study 6)."""


class EmotionEngine:
    """Frustration, engagement and confidence of each agent.

    `heuristic` moves them by events; `llm` takes what the agent reports and nothing else; `hybrid` takes the report and
    adds small bounded nudges from events. Until its first report, a hybrid agent is moved by events alone.
    """

    def __init__(self, policy: Emotion, weight: float, seats: Sequence[Seat]) -> None:
        self._policy = policy
        self._control = [seat.emotion_control or policy.control for seat in seats]
        self._weights = [weight if seat.emotion_weight is None else seat.emotion_weight for seat in seats]
        self._inflates = [place for place, seat in enumerate(seats) if seat.bid_rule == "mood_inflater"]
        self._literal = policy.rule == "literal"
        self._cap = policy.bid_cap
        self._band = policy.deadband
        self._nudge = policy.nudge
        self._frustration_decay = policy.frustration_decay
        self._engagement_decay = policy.engagement_decay
        agents = len(seats)
        self.frustration = [NEUTRAL.frustration] * agents
        self.engagement = [NEUTRAL.engagement] * agents
        self.confidence = [NEUTRAL.confidence] * agents
        self._reports: list[ReportedMood | None] = [None] * agents
        self._alone = [control != "llm" for control in self._control]
        """Agents whose mood follows events freely."""
        self._nudges = [[0.0, 0.0, 0.0] for _ in seats]
        self.missing = [0] * agents
        """Micro-turns in which an agent should have reported a mood and did not, or not in a readable form."""

    def report(self, place: int, mood: Mood | None) -> None:
        """Take a reported mood; a missing or unreadable one leaves the last smoothed mood and is counted."""
        if self._control[place] == "heuristic":
            return
        if mood is None:
            self.missing[place] += 1
            return
        report = self._reports[place] or ReportedMood(self._policy, self.mood(place))
        if not report.take(mood):
            self.missing[place] += 1
            return
        self._reports[place] = report
        self._alone[place] = False
        self._compose(place, report)

    def challenged(self, place: int) -> None:
        """An agent was challenged: it wakes up."""
        if not self._literal:
            self._move(place, 0.0, ENGAGED, 0.0)

    def lost_and_won(self, winner: int, stands: Sequence[Stand], challenged: Sequence[bool]) -> None:
        """Let the winner rise and the losers sink.

        By the `challenged` rule only a loser with a reason is frustrated: it wanted the floor most, or owed an answer.
        Charging every loser saturates frustration from three agents on, and a saturated mood is a constant.
        """
        literal = self._literal
        engaged = ENGAGED if literal else 0.0
        desires = [stand.desire for stand in stands]
        keenest = desires.index(max(desires))
        for place, stand in enumerate(stands):
            if place != winner and stand.bid and (literal or place == keenest or challenged[place]):
                self._move(place, LOSS_FRUSTRATION, engaged, 0.0)
        self._move(winner, WIN_FRUSTRATION, 0.0, WIN_CONFIDENCE)

    def interrupted(self, interrupter: int) -> None:
        """Count a hard interrupt towards the mood of the one who made it."""
        self._move(interrupter, INTERRUPT_FRUSTRATION, INTERRUPT_ENGAGEMENT, 0.0)

    def interjected(self, speaker: int, tone: InterjectionType) -> None:
        """Let an interjection act on the speaker that heard it."""
        frustration = ADVERSARIAL_FRUSTRATION if tone == "challenge" else 0.0
        self._move(speaker, frustration, 0.0, CONFIDENCE_BY_TONE[tone])

    def settle(self, speaker: int) -> None:
        """End a micro-turn: the speaker cools, and what is not reported fades."""
        self._move(speaker, SPOKEN, SPOKEN, 0.0)
        frustrated, engaged, confidence = self.frustration, self.engagement, self.confidence
        frustration_decay, engagement_decay = self._frustration_decay, self._engagement_decay
        # Confidence returns to its middle, or wins alone would take it to 1 for good; not so in the plan as printed,
        # where engagement sinks to 0.
        rest = 0.0 if self._literal else NEUTRAL.engagement
        confidence_decay = 1.0 if self._literal else frustration_decay
        for place, alone in enumerate(self._alone):
            if alone:
                frustrated[place] *= frustration_decay
                engaged[place] = rest + (engaged[place] - rest) * engagement_decay
                confidence[place] = rest + (confidence[place] - rest) * confidence_decay
                continue
            report = self._reports[place]
            if report is None:
                continue
            report.pass_microturn()
            nudges = self._nudges[place]
            nudges[0] *= frustration_decay
            nudges[1] *= engagement_decay
            nudges[2] *= engagement_decay
            self._compose(place, report)

    def effects(self) -> list[float]:
        """Give what each mood adds to its agent's desire, within the cap, and nothing near the neutral mood."""
        band, cap = self._band, self._cap
        # Centred, so that a calm agent gains nothing; the plan's own formula is not.
        offset = OFFSET if self._literal else CENTRE
        effects: list[float] = []
        engagement, weights = self.engagement, self._weights
        for place, frustration in enumerate(self.frustration):
            effect = offset + frustration - ENGAGEMENT_PULL * engagement[place]
            if -band <= effect <= band:
                effects.append(0.0)
            else:
                effects.append(clamp(weights[place] * (effect - band if effect > 0.0 else effect + band), -cap, cap))
        for place in self._inflates:
            effects[place] = clamp(effects[place] + INFLATED, -cap, cap)
        return effects

    def moods(self) -> list[Mood]:
        """Give all moods as they count now."""
        return [
            Mood(frustration=frustration, engagement=engagement, confidence=confidence)
            for frustration, engagement, confidence in zip(
                self.frustration, self.engagement, self.confidence, strict=True
            )
        ]

    def mood(self, place: int) -> Mood:
        """Give an agent's mood as it counts now."""
        return Mood(
            frustration=self.frustration[place], engagement=self.engagement[place], confidence=self.confidence[place]
        )

    def _move(self, place: int, frustration: float, engagement: float, confidence: float) -> None:
        """Let an event act: freely, as a bounded nudge on a report, or not at all."""
        if self._alone[place]:
            if frustration:
                self.frustration[place] = clamp(self.frustration[place] + frustration, 0.0, 1.0)
            if engagement:
                self.engagement[place] = clamp(self.engagement[place] + engagement, 0.0, 1.0)
            if confidence:
                self.confidence[place] = clamp(self.confidence[place] + confidence, 0.0, 1.0)
            return
        report = self._reports[place]
        if report is None or self._control[place] == "llm":
            return
        nudges, bound = self._nudges[place], self._nudge
        if frustration:
            nudges[0] = clamp(nudges[0] + frustration, -bound, bound)
        if engagement:
            nudges[1] = clamp(nudges[1] + engagement, -bound, bound)
        if confidence:
            nudges[2] = clamp(nudges[2] + confidence, -bound, bound)
        self._compose(place, report)

    def _compose(self, place: int, report: ReportedMood) -> None:
        frustration, engagement, confidence = self._nudges[place]
        self.frustration[place] = clamp(report.frustration + frustration, 0.0, 1.0)
        self.engagement[place] = clamp(report.engagement + engagement, 0.0, 1.0)
        self.confidence[place] = clamp(report.confidence + confidence, 0.0, 1.0)
