"""What the writers of one session share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from argentum.agents.profile import AgentProfile
from argentum.agents.simulated.chance import happens
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
_OWN_VOICE = 0.4
_OWN_VOICE_ON_LIGHT_TOPICS = 0.3
_OWN_VOICE_ON_IDEAS = 0.12
_OWN_VOICE_IN_ANSWERS = 0.22
_COMPARES = 0.35


class ClaimWish(Struct, frozen=True, kw_only=True):
    """What a claim should be like."""

    agent: AgentProfile
    frame: str
    polarity: int
    want: int
    """Words."""
    slack: int | None
    """Words it may be off; nothing: about a third."""
    slots: Mapping[str, Mention]
    mood: Mood | None
    answers: bool
    """It should keep to its frame, because it answers a point made there."""
    name_topic: bool
    """It should name the topic."""


class Table(Struct, frozen=True, kw_only=True):
    """The topic, the people, what they remember and how they find words."""

    topic: Topic
    profiles: Mapping[str, AgentProfile]
    frames: Mapping[str, Sequence[str]]
    memory: Memory
    realiser: Realiser
    desk: EvidenceDesk
    planner: Planner

    @staticmethod
    def tones(agent: AgentProfile, mood: Mood | None) -> Sequence[str]:
        """Give the tones an agent may use now; the frustrated get blunt."""
        if mood is not None and mood.frustration > _FRUSTRATED:
            return (*agent.style.tones, "blunt")
        return agent.style.tones

    def claim(self, wish: ClaimWish, stream: Stream) -> Line | None:
        """Say something for a side: in the agent's voice or from the frame, and from other frames before nothing."""
        tones = self.tones(wish.agent, wish.mood)
        for pool in self._pools(wish, stream):
            line = self.realiser.say(
                pool,
                stream,
                want=wish.want,
                slots=wish.slots,
                tones=tones,
                slack=wish.slack,
                name_topic=wish.name_topic,
            )
            if line is not None:
                return line
        side = _SIDES[wish.polarity]
        frames = self.frames[wish.agent.id]
        everything = section(*(f"frames/{frame}/{side}" for frame in frames), f"voices/{wish.agent.style.voice}/{side}")
        for slack in (wish.slack or max(2, wish.want // 3), max(4, wish.want // 2)):
            line = self.realiser.say(
                everything,
                stream,
                want=wish.want,
                slots=wish.slots,
                tones=tones,
                slack=slack,
                name_topic=wish.name_topic,
            )
            if line is not None:
                return line
        line = self.realiser.say(section("moves/tails"), stream, want=wish.want, slots=wish.slots, tones=tones)
        return line or self.realiser.say_again(everything, stream, want=wish.want, slots=wish.slots)

    def _pools(self, wish: ClaimWish, stream: Stream) -> list[Sequence[Phrase]]:
        side = _SIDES[wish.polarity]
        own = section(f"voices/{wish.agent.style.voice}/{side}")
        shared = section(f"frames/{wish.frame}/{side}")
        chance = _OWN_VOICE_ON_LIGHT_TOPICS if self.topic.light else _OWN_VOICE
        chance = _OWN_VOICE_ON_IDEAS if self.topic.kind == "idea" else chance
        voiced = happens(stream, min(_OWN_VOICE_IN_ANSWERS, chance) if wish.answers else chance)
        pools: list[Sequence[Phrase]] = [own, shared] if voiced else [shared, own]
        if "rival" in self.topic.slots and happens(stream, _COMPARES):
            pools.insert(0, section(f"moves/comparison/{side}"))
        return pools
