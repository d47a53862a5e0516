"""Decides what an agent does next in the talk.

A plan is a move, whom it speaks to, the value it argues from and the side. A debate has an arc: first everybody takes
a position; then they clash over one value at a time; later they weigh one value against another and look for what is
left in common, and the next value comes up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from argentum.agents.profile import AgentProfile
from argentum.agents.simulated.chance import happens, pick
from argentum.agents.simulated.memory import Memory, Said
from argentum.ports.writing import WritingRequest
from argentum.rng import Stream

Move = Literal[
    "opening",
    "rebut",
    "figure",
    "concede",
    "agree",
    "answer",
    "callback",
    "question",
    "evidence",
    "counter",
    "tension",
    "common",
    "reframe",
    "claim",
    "resume",
    "after_interrupt",
    "closing",
    "farewell",
]
Phase = Literal["positions", "clash", "weighing", "common_ground"]

ROUND_SEGMENTS = 26
"""Length of one round of the arc after the opening positions."""
_CLASH_UNTIL = 12
_WEIGHING_UNTIL = 21
_SHORT_TURN_WORDS = 6
_SPOKEN_BEFORE_CLOSING = 2
_STANCES = {"pro": 1, "contra": -1}
_TAKES_ITS_SIDE = 0.62
"""How often those who weigh argue for the side that they lean to; else for neither."""
FACING: frozenset[Move] = frozenset(
    ["rebut", "figure", "concede", "agree", "answer", "counter", "after_interrupt", "resume"]
)
"""Moves that answer the last speaker."""
_ABOUT_A_CLAIM: frozenset[Move] = frozenset(["rebut", "figure", "concede", "agree", "counter"])
"""Of these, those that need something to agree with or to dispute."""

# Economy of the floor, section 1: somebody is addressed with probability .70 to .75, the previous speaker in .6 of
# these. The moves that cannot face anybody (openings, closings, quotations to all) are made up for by the factor.
_DIRECTNESS_FACTOR = 1.12
_TO_PREVIOUS = 0.54
_READS_OUT = 0.12
"""Weight of a quotation among what one does instead of answering, when there are documents."""
_FRAME_OF_THE_SUBJECT = 0.8
_OWN_FRAME_SKEW = 1.6


class Plan(Struct, frozen=True, kw_only=True):
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
    if memory.segments < 2 * agents and not memory.spoken.get(agent_id):
        return "positions"
    place = memory.segments % ROUND_SEGMENTS
    if place < _CLASH_UNTIL:
        return "clash"
    return "weighing" if place < _WEIGHING_UNTIL else "common_ground"


class Planner:
    """Plans segments; it reads the memory and never changes it."""

    def __init__(
        self,
        profiles: Mapping[str, AgentProfile],
        frames: Mapping[str, Sequence[str]],
        memory: Memory,
        sides: Mapping[str, int],
    ) -> None:
        """Take who is there, the values each of them argues from, and the side each of them is on or leans to."""
        self._profiles = profiles
        self._sides = sides
        self._frames = frames
        self._memory = memory

    def plan(self, request: WritingRequest, stream: Stream, *, has_evidence: bool) -> Plan:
        """Choose the next move of an agent."""
        agent = self._profiles[request.agent_id]
        phase = phase_of(self._memory, agent.id, len(self._profiles))
        previous = self._previous(request)
        polarity = self.side(agent, stream)
        move = self._set_by_the_floor(agent, request, previous, phase, stream, has_evidence=has_evidence)
        if move is None and request.position == "continuation":
            move = self._going_on(agent, phase, stream, has_evidence=has_evidence)
        elif move is None:
            move = self._taking_turns(agent, previous, polarity, phase, stream, has_evidence=has_evidence)
        subject, target = self._subject(agent, move, previous, stream)
        if subject is None and (move in FACING or move == "callback"):
            move = "claim"
        if move in _ABOUT_A_CLAIM and subject is not None and not subject.claims:
            move, subject, target = "claim", None, None
        frame = self.frame(agent, subject if move in FACING else None, stream)
        if move in {"tension", "common"}:
            polarity = 0
        if move == "agree":
            polarity = self._sides[agent.id]
        return Plan(move=move, frame=frame, polarity=polarity, target=target, subject=subject, phase=phase)

    def side(self, agent: AgentProfile, stream: Stream) -> int:
        """Tell for which side an agent argues now: always its own, and those who weigh often for neither."""
        if agent.stance in _STANCES or happens(stream, _TAKES_ITS_SIDE):
            return self._sides[agent.id]
        return 0

    def frame(self, agent: AgentProfile, subject: Said | None, stream: Stream) -> str:
        """Choose the value to argue from: mostly that of the point in question, else one of its own."""
        own = self._frames[agent.id]
        if subject is not None and subject.frame and happens(stream, _FRAME_OF_THE_SUBJECT):
            return subject.frame
        return own[int(stream.random() ** _OWN_FRAME_SKEW * len(own))]

    def _previous(self, request: WritingRequest) -> Said | None:
        if request.speaking is not None and request.speaking.agent_id != request.agent_id:
            return self._memory.recall(request.speaking)
        return self._memory.last_by_other(request.agent_id)

    def _set_by_the_floor(
        self,
        agent: AgentProfile,
        request: WritingRequest,
        previous: Said | None,
        phase: Phase,
        stream: Stream,
        *,
        has_evidence: bool,
    ) -> Move | None:
        """Give the move that the situation leaves no choice about, if it does."""
        if request.position == "answer_interruption":
            return "resume"
        if request.position == "after_interrupt" and previous is not None:
            return "after_interrupt"
        spoken = self._memory.spoken.get(agent.id, 0)
        if request.last and spoken:
            return "farewell"
        if request.closing and spoken >= _SPOKEN_BEFORE_CLOSING and agent.id not in self._memory.closed:
            return "closing"
        if request.evidence_wanted and has_evidence:
            return "evidence"
        opened = agent.id in self._memory.opened
        if (previous is None or request.position == "opening") and not opened:
            return "opening"
        if previous is None:
            return "claim"
        if request.target_words <= _SHORT_TURN_WORDS:
            return "rebut"
        if previous.asks == agent.id and not self._is_answering(request) and happens(stream, 0.85):
            return "answer"
        if phase == "positions" and not opened and happens(stream, 0.7):
            return "opening"
        return None

    def _is_answering(self, request: WritingRequest) -> bool:
        """Whether the agent has the floor already and is giving its answer."""
        speaking = request.speaking
        return (
            speaking is not None
            and speaking.agent_id == request.agent_id
            and self._memory.recall(speaking).move == "answer"
        )

    def _taking_turns(
        self,
        agent: AgentProfile,
        previous: Said | None,
        polarity: int,
        phase: Phase,
        stream: Stream,
        *,
        has_evidence: bool,
    ) -> Move:
        """Choose after another speaker: to answer, to speak to somebody else, or to speak to all."""
        if previous is not None and happens(stream, agent.style.directness * _DIRECTNESS_FACTOR):
            if happens(stream, _TO_PREVIOUS):
                return self._facing(agent, previous, polarity, stream, has_evidence=has_evidence)
            return pick(stream, ("callback", 0.6), ("question", 0.4), ("evidence", _READS_OUT if has_evidence else 0.0))
        return self._to_all(agent, phase, stream, has_evidence=has_evidence)

    def _facing(
        self, agent: AgentProfile, previous: Said, polarity: int, stream: Stream, *, has_evidence: bool
    ) -> Move:
        """Answer the previous speaker."""
        leaning = self._sides[agent.id]
        if (polarity or leaning) * previous.polarity > 0:
            return pick(stream, ("agree", 0.72), ("concede", 0.28))
        if previous.cited and happens(stream, 0.55):
            return pick(stream, ("counter", 0.6), ("figure", 0.4)) if has_evidence else "figure"
        if has_evidence and happens(stream, agent.style.evidence * 1.5):
            return "counter"
        if happens(stream, agent.style.concedes):
            return "concede"
        return "rebut" if polarity else pick(stream, ("rebut", 0.6), ("concede", 0.4))

    def _going_on(self, agent: AgentProfile, phase: Phase, stream: Stream, *, has_evidence: bool) -> Move:
        """Choose after one's own segment."""
        if happens(stream, 0.5):
            return pick(stream, ("callback", 0.5), ("question", 0.5))
        return self._to_all(agent, phase, stream, has_evidence=has_evidence)

    @staticmethod
    def _to_all(agent: AgentProfile, phase: Phase, stream: Stream, *, has_evidence: bool) -> Move:
        """Speak to nobody in particular."""
        if has_evidence and happens(stream, 0.55 + agent.style.evidence):
            return "evidence"
        if phase == "weighing":
            return pick(stream, ("tension", 0.5), ("reframe", 0.25), ("claim", 0.25))
        if phase == "common_ground":
            return pick(stream, ("common", 0.6), ("tension", 0.2), ("claim", 0.2))
        return pick(stream, ("claim", 0.75), ("reframe", 0.25))

    def _subject(
        self, agent: AgentProfile, move: Move, previous: Said | None, stream: Stream
    ) -> tuple[Said | None, str | None]:
        """Choose the utterance that is taken up, and with it whom the agent speaks to."""
        if move in FACING:
            known = previous is not None and previous.agent_id in self._profiles
            return previous, previous.agent_id if previous is not None and known else None
        if move == "callback":
            said = self._earlier(agent.id, previous, stream)
            return said, said.agent_id if said is not None else None
        if move == "question":
            return None, self._somebody(agent.id, previous, stream)
        return None, None

    def _somebody(self, agent_id: str, previous: Said | None, stream: Stream) -> str | None:
        """Choose whom to ask: now and then whoever said least, else anybody but the last speaker.

        Only somebody who has been heard can be asked what follows from it.
        """
        not_now = previous.agent_id if previous is not None else None
        others = [other for other in self._profiles if other != agent_id and self._memory.spoken.get(other)]
        others = [other for other in others if other != not_now] or others
        if not others:
            return None
        if happens(stream, 0.3):
            return min(others, key=lambda other: self._memory.spoken.get(other, 0))
        return others[int(stream.random() * len(others))]

    def _earlier(self, agent_id: str, previous: Said | None, stream: Stream) -> Said | None:
        """Find a point to come back to: a challenge that is still open, else somebody's earlier point."""
        not_now = previous.agent_id if previous is not None else None
        owed = [said for who, said in self._memory.owed.get(agent_id, {}).items() if who != not_now and said.spans]
        if owed and happens(stream, 0.7):
            return owed[-1]
        open_points = [
            said
            for who, points in self._memory.points.items()
            if who not in {agent_id, not_now} and who in self._profiles
            for said in points
            if said.taken_up == 0
        ]
        return open_points[int(stream.random() * len(open_points))] if open_points else None


def sides_of(profiles: Sequence[AgentProfile], stream: Stream, *, inverted: bool) -> dict[str, int]:
    """Give everybody a side for the whole session: +1 for what the topic's `course` names, -1 against it.

    Sceptics lean against the motion, pragmatics to the side that has fewer. A topic that is worded as a refusal is
    argued about by what it refuses, so that its friends are against the course (`inverted`).
    """
    motion = -1 if inverted else 1
    sides = {profile.id: _STANCES[profile.stance] * motion for profile in profiles if profile.stance in _STANCES}
    sides |= {profile.id: -motion for profile in profiles if profile.stance == "sceptic"}
    for profile in profiles:
        if profile.id not in sides:
            balance = sum(sides.values())
            sides[profile.id] = -1 if balance > 0 else 1 if balance < 0 else pick(stream, (1, 0.5), (-1, 0.5))
    return {profile.id: sides[profile.id] for profile in profiles}
