"""A debate among built-in agents without the floor's machinery: who speaks and who cuts in is drawn here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from argentum.adapters.passage_index import PassageIndex
from argentum.agents.cast import load_cast
from argentum.agents.simulated.panel import SimulatedPanel
from argentum.ports.evidence import EvidenceSource
from argentum.ports.writing import Position, WritingRequest
from argentum.rng import Streams
from argentum.transcript.utterance import Draft, Mood, Utterance, UtteranceKind
from argentum.workspace.documents import read_documents

BRIEFS = Path(__file__).parents[1] / "briefs"
TARGETS = (10, 12, 14, 16, 18, 18, 20, 22, 24)
OPENING_SEGMENTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing that was written, and what was asked for."""

    request: WritingRequest
    draft: Draft
    text: str
    """What was meant to be heard of it."""
    heard: str | None = None
    """What was heard, if it was cut off."""


def briefs() -> EvidenceSource:
    return PassageIndex(read_documents(BRIEFS))


def hold_debate(
    topic: str, *, agents: int = 4, seed: int = 1, segments: int = 40, evidence: EvidenceSource | None = None
) -> list[Said]:
    """Let agents talk: each fourth segment has an interjection, others are cut by a kicker, whose owner may go on."""
    cast = load_cast()[:agents]
    panel = SimulatedPanel(topic, cast, Streams(seed), evidence)
    chance = Streams(seed).named("debate")
    ids = [profile.id for profile in cast]
    said: list[Said] = []
    speaking: Utterance | None = None
    position: Position = "opening"
    speaker = ids[0]
    spoken = 0

    def write(agent: str, purpose: UtteranceKind, place: Position, words: int) -> Draft:
        request = WritingRequest(
            request_id=f"request-{len(said)}",
            agent_id=agent,
            purpose=purpose,
            position=place,
            target_words=words,
            context_version=len(said),
            speaking=speaking,
            mood=Mood(),
            evidence_wanted=chance.random() < 0.1,
            closing=spoken >= segments - agents,
        )
        draft = panel.write(request)
        said.append(Said(request=request, draft=draft, text=draft.text))
        return draft

    def utterance(kind: UtteranceKind, agent: str, draft: Draft, text: str) -> Utterance:
        return Utterance(
            utterance_id=f"utterance-{len(said)}",
            kind=kind,
            agent_id=agent,
            text=text,
            start_ms=0,
            duration_ms=1000,
            addressed_to=draft.addressed_to,
            challenges=draft.challenges,
            answers=draft.answers,
            citations=draft.citations,
        )

    while spoken < segments:
        draft = write(speaker, "segment", position, TARGETS[int(chance.random() * len(TARGETS))])
        spoken += 1
        speaking = utterance("segment", speaker, draft, draft.text)
        others = [agent for agent in ids if agent != speaker]
        other = others[int(chance.random() * len(others))]
        position = "turn"
        if spoken % 4 == 0:
            murmur = write(other, "interjection", "turn", 8)
            panel.hear(speaking)
            panel.hear(utterance("interjection", other, murmur, murmur.text))
        elif spoken % 5 == 0:
            cut_off = speaker
            kicker = write(other, "kicker", "turn", 16)
            words = speaking.text.split()
            heard = " ".join(words[: max(4, len(words) * 2 // 3)])
            said[-2] = replace(said[-2], heard=heard)
            panel.hear(utterance("segment", speaker, draft, heard))
            speaking = utterance("kicker", other, kicker, kicker.text)
            panel.hear(speaking)
            if chance.random() < 0.5:
                said.append(Said(request=said[-1].request, draft=kicker, text=kicker.follow_on))
                speaking = utterance("segment", other, kicker, kicker.follow_on)
                panel.hear(speaking)
            else:
                position = "answer_interruption"
                speaker = cut_off
                continue
        else:
            panel.hear(speaking)
        speaker = others[int(chance.random() * len(others))]
    return said
