"""Real sessions for the studies: the machine, the economy and the simulated world, put together by the wiring.

Soak, benchmark, economy study and the live tests all run what is described here, so that their figures are about one
and the same thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from argentum.agents.cast import load_cast
from argentum.agents.profile import AgentProfile
from argentum.drivers.journal import Header
from argentum.metrics.session_facts import SessionFacts
from argentum.metrics.summary import summarise
from argentum.orchestration.commands import EndReason
from argentum.orchestration.session import SessionLimits, Tally
from argentum.policy import Policy
from argentum.ports.journal import JournalSink
from argentum.transcript.message import Message
from argentum.wiring import Debate, load_faults, make_header
from argentum.workspace.documents import read_documents
from argentum.workspace.policy_loader import load_policy
from argentum.workspace.shipped import shipped_file

PRESETS = ("debate_snappy", "panel_civil", "roundtable")
LITERAL = "plan_literal"
TOPIC = "Should cities ban private cars from their centres?"
BRIEFS = Path(__file__).resolve().parent.parent / "briefs"

QUIET, FAIR, AGGRESSIVE = 0.5, 1.0, 2.0
MILDEST, KEENEST = 0.75, 1.3

BidRule = Literal["honest", "always_maximum", "hoarder", "mood_inflater"]
DEVIATOR = 1
"""Place of the deviating agent: a fair one under every preset."""


class SessionSpec(Struct, frozen=True, kw_only=True):
    """Everything that decides one session of a study; small enough to be sent to another process."""

    preset: str
    agents: int = 4
    seed: int = 1
    segments: int = 360
    faults: str | None = None
    text: bool = False
    """With the words of the built-in agents and the repository's briefs; else text-free."""
    bid_rule: BidRule = "honest"
    """Rule of the one deviating agent; honest: nobody deviates."""
    overrides: dict[str, object] = {}
    """Dotted knobs over those of the preset."""


class RealSession(Struct, frozen=True, kw_only=True):
    """A session that was run."""

    spec: SessionSpec
    policy: Policy
    reason: EndReason
    messages: list[Message]
    facts: SessionFacts
    tally: Tally
    frustrations: list[float] = []
    """One sample for each agent and auction."""

    def figures(self) -> dict[str, object]:
        """Give the figures of `summary.json`."""
        return summarise(self.messages, self.facts)


def policy_for(preset: str, overrides: dict[str, object] | None = None) -> Policy:
    """Load a shipped preset, or the plan as printed, without the user's own configuration."""
    flags = overrides or {}
    if preset == LITERAL:
        return load_policy(policy_file=shipped_file("configs", "policies", f"{LITERAL}.yaml"), flags=flags).policy
    return load_policy(preset=preset, flags=flags).policy


def temperaments(preset: str, agents: int) -> tuple[float, ...]:
    """Give the study's temperaments: one quiet, one aggressive, the others fair; for `roundtable` a mild spread."""
    if preset == "roundtable":
        step = (KEENEST - MILDEST) / max(1, agents - 1)
        return tuple(MILDEST + step * place for place in range(agents))
    return (QUIET, *[FAIR] * (agents - 2), AGGRESSIVE)[:agents]


def cast_for(spec: SessionSpec) -> tuple[AgentProfile, ...]:
    """Seat the agents of a session: the shipped cast where they talk, plain ones where they do not."""
    tempers = temperaments(spec.preset, spec.agents)
    cast: Sequence[AgentProfile] = load_cast()
    seated = [
        msgspec.structs.replace(cast[place], temperament=temper)
        if spec.text
        else AgentProfile(id=f"agent_{place + 1}", name=f"Agent {place + 1}", temperament=temper)
        for place, temper in enumerate(tempers)
    ]
    if spec.bid_rule != "honest":
        seated[DEVIATOR] = msgspec.structs.replace(seated[DEVIATOR], bid_rule=spec.bid_rule)
    return tuple(seated)


def header_for(spec: SessionSpec) -> Header:
    """Put the header of a session together."""
    return make_header(
        topic=TOPIC,
        policy=policy_for(spec.preset, spec.overrides),
        profiles=cast_for(spec),
        seed=spec.seed,
        limits=SessionLimits(segments=spec.segments),
        documents=read_documents(BRIEFS) if spec.text else (),
        faults=load_faults(spec.faults),
        text_free=not spec.text,
    )


def run_session(spec: SessionSpec, *, sink: JournalSink | None = None) -> RealSession:
    """Run a session to its end and keep its messages."""
    debate = Debate(header_for(spec))
    messages: list[Message] = []
    frustrations: list[float] = []

    def keep(message: Message) -> None:
        messages.append(message)
        if message.metadata.auction is not None:
            frustrations.extend(agent.mood.frustration for agent in debate.rule.snapshot())

    reason = debate.simulate(sink=sink, on_message=keep)
    return RealSession(
        spec=spec,
        policy=debate.policy,
        reason=reason,
        messages=messages,
        facts=debate.facts(),
        tally=debate.chat.tally,
        frustrations=frustrations,
    )
