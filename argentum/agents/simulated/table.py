"""What the writers of one session share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from argentum.agents.profile import AgentProfile
from argentum.agents.simulated.evidence_desk import EvidenceDesk
from argentum.agents.simulated.memory import Memory
from argentum.agents.simulated.phrase import Phrase
from argentum.agents.simulated.phrase_book import section
from argentum.agents.simulated.planner import Planner
from argentum.agents.simulated.realiser import Line, Realiser
from argentum.agents.simulated.topic import Mention, Topic
from argentum.rng import Stream
from argentum.transcript.utterance import Mood

_SIDES = {1: "pro", -1: "contra", 0: "tension"}
_FRUSTRATED = 0.65
_OWN_VOICE = 0.5
_OWN_VOICE_OFF_TOPIC = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The topic, the people, what they remember and how they find words."""

    topic: Topic
    profiles: Mapping[str, AgentProfile]
    frames: Mapping[str, Sequence[str]]
    memory: Memory
    realiser: Realiser
    desk: EvidenceDesk
    planner: Planner

    def tones(self, agent: AgentProfile, mood: Mood | None) -> Sequence[str]:
        """Give the tones an agent may use now; the frustrated get blunt."""
        if mood is not None and mood.frustration > _FRUSTRATED:
            return (*agent.style.tones, "blunt")
        return agent.style.tones

    def claim(
        self, agent: AgentProfile, frame: str, polarity: int, stream: Stream, *, want: int, slots: Mapping[str, Mention], mood: Mood | None
    ) -> Line | None:
        """Say something for a side: in the agent's own voice or from a frame, and from other frames before saying nothing."""
        side = _SIDES[polarity]
        tones = self.tones(agent, mood)
        own = section(f"voices/{agent.style.voice}/{side}")
        shared = section(f"frames/{frame}/{side}")
        rival = section(f"moves/comparison/{side}") if "rival" in self.topic.slots else ()
        chance = _OWN_VOICE if self.topic.kind in {"policy", "practice", "problem"} and not self.topic.light else _OWN_VOICE_OFF_TOPIC
        pools: list[Sequence[Phrase]] = [shared, own]
        if stream.random() < chance:
            pools.reverse()
        if rival and stream.random() < 0.35:
            pools.insert(0, rival)
        for pool in pools:
            line = self.realiser.say(pool, stream, want=want, slots=slots, tones=tones)
            if line is not None:
                return line
        frames = self.frames[agent.id]
        everything = section(*(f"frames/{other}/{side}" for other in frames), f"voices/{agent.style.voice}/{side}")
        for slack in (max(2, want // 3), max(4, want // 2)):
            line = self.realiser.say(everything, stream, want=want, slots=slots, tones=tones, slack=slack)
            if line is not None:
                return line
        line = self.realiser.say(section("moves/tails"), stream, want=want, slots=slots, tones=tones)
        return line or self.realiser.say_again(everything, stream, want=want, slots=slots)
