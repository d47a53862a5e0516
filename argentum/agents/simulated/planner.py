"""Decides what an agent does next in the talk: the move, whom it speaks to, from which value and on which side it argues.

A debate has an arc. First everybody takes a position; then they clash over one value at a time; later they weigh one value against
another and look for what is left in common, and the next value comes up. `_PHASE_SEGMENTS` is the length of one such round.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from argentum.agents.profile import AgentProfile
from argentum.agents.simulated.memory import Memory, Said
from argentum.ports.writing import WritingRequest
from argentum.rng import Stream

Move = Literal[
    "opening", "rebut", "figure", "concede", "agree", "answer", "callback", "question", "evidence", "counter", "tension", "common",
    "reframe", "claim", "resume", "after_interrupt", "closing",
]  # fmt: skip
Phase = Literal["positions", "clash", "weighing", "common_ground"]

_PHASE_SEGMENTS = 26
_CLASH_UNTIL = 12
_WEIGHING_UNTIL = 21
_TO_PREVIOUS = 0.6
_STANCES = {"pro": 1, "contra": -1, "pragmatic": 0, "sceptic": 0}
_FACING: frozenset[Move] = frozenset({"rebut", "figure", "concede", "agree", "answer", "counter", "after_interrupt", "resume"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the next utterance is to do."""

    move: Move
    frame: str
    polarity: int
    target: str | None
    """Agent that is spoken to."""
    subject: Said | None
    """Utterance that is taken up."""
    phase: Phase


def phase_of(memory: Memory, agent_id: str, agents: int) -> Phase:
    """Tell how far the talk has come."""
    if memory.segments < agents and not memory.spoken.get(agent_id):
        return "positions"
    place = memory.segments % _PHASE_SEGMENTS
    if place < _CLASH_UNTIL:
        return "clash"
    return "weighing" if place < _WEIGHING_UNTIL else "common_ground"


class Planner:
    """Plans segments; it reads the memory and never changes it."""

    def __init__(self, profiles: Mapping[str, AgentProfile], frames: Mapping[str, Sequence[str]], memory: Memory) -> None:
        """Take who is there and the values each of them argues from."""
        self._profiles = profiles
        self._frames = frames
        self._memory = memory

    def plan(self, request: WritingRequest, stream: Stream, *, has_evidence: bool) -> Plan:
        """Choose the next move of an agent."""
        agent = self._profiles[request.agent_id]
        phase = phase_of(self._memory, agent.id, len(self._profiles))
        previous = self._previous(request)
        polarity = self.side(agent, previous, stream)
        move = self._move(agent, request, previous, polarity, phase, stream, has_evidence=has_evidence)
        subject, target = self._subject(agent, move, previous, stream)
        if subject is None and move in _FACING | {"callback"}:
            move = "claim"
        frame = self.frame(agent, subject if move in _FACING else None, stream)
        if move in {"tension", "common"}:
            polarity = 0
        if move in {"agree"} and subject is not None and subject.polarity:
            polarity = subject.polarity if not _STANCES[agent.stance] else polarity
        return Plan(move=move, frame=frame, polarity=polarity, target=target, subject=subject, phase=phase)

    def side(self, agent: AgentProfile, previous: Said | None, stream: Stream) -> int:
        """Tell for which side an agent argues now; those without a side mostly answer the last speaker's."""
        fixed = _STANCES[agent.stance]
        if fixed:
            return fixed
        draw = stream.random()
        if previous is not None and previous.polarity and draw < 0.6:
            return -previous.polarity
        if draw < 0.75:
            return 0
        if agent.stance == "sceptic":
            return -1
        return 1 if draw < 0.88 else -1

    def frame(self, agent: AgentProfile, subject: Said | None, stream: Stream) -> str:
        """Choose the value to argue from: often that of the point in question, else one of the agent's own, the dearest more often."""
        own = self._frames[agent.id]
        if subject is not None and subject.frame and stream.random() < 0.55:
            return subject.frame
        place = int(stream.random() ** 1.6 * len(own))
        return own[place]

    def _previous(self, request: WritingRequest) -> Said | None:
        if request.speaking is not None and request.speaking.agent_id != request.agent_id:
            return self._memory.recall(request.speaking)
        return self._memory.last_by_other(request.agent_id)

    def _move(
        self,
        agent: AgentProfile,
        request: WritingRequest,
        previous: Said | None,
        polarity: int,
        phase: Phase,
        stream: Stream,
        *,
        has_evidence: bool,
    ) -> Move:
        if request.closing:
            return "closing"
        if request.position == "answer_interruption":
            return "resume"
        if request.position == "after_interrupt" and previous is not None:
            return "after_interrupt"
        if request.evidence_wanted and has_evidence:
            return "evidence"
        if previous is None or request.position == "opening":
            return "opening"
        if phase == "positions" and stream.random() < 0.7:
            return "opening"
        if request.position == "continuation":
            return self._continued(agent, phase, stream, has_evidence=has_evidence)
        if previous.asks == agent.id and stream.random() < 0.85:
            return "answer"
        draw = stream.random()
        directness = agent.style.directness
        if draw < directness * _TO_PREVIOUS:
            return self._facing(agent, previous, polarity, stream, has_evidence=has_evidence)
        if draw < directness:
            return "callback" if stream.random() < 0.55 else "question"
        return self._to_nobody(agent, phase, stream, has_evidence=has_evidence)

    def _facing(
        self, agent: AgentProfile, previous: Said, polarity: int, stream: Stream, *, has_evidence: bool
    ) -> Move:
        """Answer the previous speaker."""
        same_side = polarity * previous.polarity > 0
        draw = stream.random()
        if same_side:
            return "agree" if draw < 0.72 else "concede"
        if previous.cited and draw < 0.5:
            return "counter" if has_evidence and draw < 0.3 else "figure"
        if stream.random() < agent.style.concedes:
            return "concede"
        return "rebut" if polarity or draw < 0.6 else "agree"

    def _to_nobody(self, agent: AgentProfile, phase: Phase, stream: Stream, *, has_evidence: bool) -> Move:
        if has_evidence and stream.random() < agent.style.evidence * 1.6:
            return "evidence"
        draw = stream.random()
        if phase == "weighing":
            return "tension" if draw < 0.6 else "reframe"
        if phase == "common_ground":
            return "common" if draw < 0.65 else "tension"
        return "reframe" if draw < 0.3 else "claim"

    def _continued(self, agent: AgentProfile, phase: Phase, stream: Stream, *, has_evidence: bool) -> Move:
        draw = stream.random()
        if draw < 0.4:
            return "callback" if stream.random() < 0.5 else "question"
        return self._to_nobody(agent, phase, stream, has_evidence=has_evidence)

    def _subject(self, agent: AgentProfile, move: Move, previous: Said | None, stream: Stream) -> tuple[Said | None, str | None]:
        """Choose the utterance that is taken up, and with it whom the agent speaks to."""
        if move in _FACING:
            return previous, previous.agent_id if previous is not None else None
        if move == "callback":
            said = self._earlier(agent.id, previous, stream)
            return said, said.agent_id if said is not None else None
        if move == "question":
            others = [other for other in self._profiles if other != agent.id]
            if not others:
                return None, None
            silent = min(others, key=lambda other: self._memory.spoken.get(other, 0))
            if stream.random() < 0.3:
                return None, silent
            return None, others[int(stream.random() * len(others))]
        return None, None

    def _earlier(self, agent_id: str, previous: Said | None, stream: Stream) -> Said | None:
        """Find a point to come back to: first a challenge that is still open, else somebody's earlier point."""
        not_now = previous.agent_id if previous is not None else None
        owed = [said for who, said in self._memory.owed.get(agent_id, {}).items() if who != not_now and said.spans]
        if owed and stream.random() < 0.7:
            return owed[-1]
        open_points = [
            said
            for who, points in self._memory.points.items()
            if who not in {agent_id, not_now}
            for said in points
            if said.taken_up == 0
        ]
        if not open_points:
            return None
        return open_points[int(stream.random() * len(open_points))]
