"""What a listener meets, and what it costs: dead air, calls, discarded work, remarks on target, progress."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from argentum.metrics.dead_air import dead_air_ms
from argentum.metrics.floor_intervals import heard_clips
from argentum.metrics.interrupts import hard_interrupts, styles, target_errors_ms
from argentum.metrics.invariants import violations
from argentum.metrics.llm_cost import utterances
from argentum.smoothing import quantile
from scripts.real_sessions import RealSession, SessionSpec, run_session

ON_TARGET_MS = 250
JITTER_MS = 150


class Sound(Struct, frozen=True, kw_only=True):
    """What a batch of sessions showed; samples are pooled over the sessions."""

    sessions: int
    dead_air_ms: list[float]
    llm_calls: int
    utterances: int
    interrupts: int
    """Hard and soft ones: each takes the floor from a segment that is being made."""
    segments_discarded: int
    target_errors_ms: list[int]
    violations: list[str]

    def dead_air(self, q: float) -> float:
        """Give a quantile of the silence at changes of speakers, in ms."""
        return quantile(self.dead_air_ms, q)

    @property
    def calls_per_utterance(self) -> float:
        """Calls, discarded ones included, for each segment, interjection or kicker that was heard."""
        return self.llm_calls / self.utterances

    @property
    def discarded_per_interrupt(self) -> float:
        """Segments that were asked for and never heard, for each interrupt."""
        return self.segments_discarded / max(1, self.interrupts)

    @property
    def on_target(self) -> float:
        """Share of interjections heard within 250 ms of their target."""
        errors = self.target_errors_ms
        return sum(1 for error_ms in errors if error_ms <= ON_TARGET_MS) / max(1, len(errors))


def listen(specs: Iterable[SessionSpec]) -> Sound:
    """Run sessions and pool what is heard in them."""
    return pooled([run_session(spec) for spec in specs])


def pooled(sessions: Sequence[RealSession]) -> Sound:
    """Pool what was heard in sessions."""
    return Sound(
        sessions=len(sessions),
        dead_air_ms=[float(gap) for session in sessions for gap in dead_air_ms(heard_clips(session.messages))],
        llm_calls=sum(session.tally.llm_calls for session in sessions),
        utterances=sum(utterances(session.messages) for session in sessions),
        interrupts=sum(len(hard_interrupts(one.messages)) + styles(one.messages, "soft") for one in sessions),
        segments_discarded=sum(session.tally.segments_discarded for session in sessions),
        target_errors_ms=[error for session in sessions for error in target_errors_ms(session.messages)],
        violations=[
            wrong
            for session in sessions
            for wrong in violations(session.messages, session.policy, session.facts.agent_ids)
        ],
    )


def batch(preset: str, *, seeds: int, segments: int, **knobs: object) -> list[SessionSpec]:
    """List sessions of four talking agents; `knobs` are dotted names with `__` for the dots."""
    overrides = {name.replace("__", "."): value for name, value in knobs.items()}
    return [
        SessionSpec(preset=preset, seed=seed, segments=segments, text=True, overrides=overrides)
        for seed in range(1, seeds + 1)
    ]
