"""Whole sessions as the command line runs them: real economy, simulated world, put together by the wiring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from argentum.agents.cast import load_cast
from argentum.drivers.journal import Header
from argentum.metrics.invariants import violations
from argentum.metrics.summary import summarise
from argentum.orchestration.commands import EndReason
from argentum.orchestration.session import SessionLimits
from argentum.policy import Policy
from argentum.ports.evidence import Passage
from argentum.ports.journal import JournalSink
from argentum.transcript.message import Message
from argentum.wiring import Debate, load_faults, make_header
from argentum.workspace.shipped import shipped_file
from argentum.workspace.yaml_source import read_yaml

TOPIC = "Should cities ban private cars from their centres?"
PRESETS = ("debate_snappy", "panel_civil", "roundtable")


@cache
def _preset(name: str) -> dict[str, Any]:
    return dict(read_yaml(shipped_file("presets") / f"{name}.yaml").mapping())


def preset_with(name: str, changes: Mapping[str, object]) -> Policy:
    """Read a shipped preset and change some knobs, by dotted name."""
    tree: dict[str, Any] = {
        key: dict(value) if isinstance(value, dict) else value for key, value in _preset(name).items()
    }
    for key, value in changes.items():
        *sections, leaf = key.split(".")
        place = tree
        for section in sections:
            place = place.setdefault(section, {})
        place[leaf] = value
    return Policy.model_validate(tree)


def a_header(
    preset: str = "debate_snappy",
    *,
    agents: int = 4,
    seed: int = 1,
    segments: int = 40,
    faults: str | None = None,
    changes: Mapping[str, object] | None = None,
    text_free: bool = True,
    limits: SessionLimits | None = None,
    documents: tuple[Passage, ...] = (),
) -> Header:
    """Give the header of a session with the first agents of the built-in cast."""
    return make_header(
        topic=TOPIC,
        policy=preset_with(preset, changes or {}),
        profiles=load_cast(None)[:agents],
        seed=seed,
        limits=limits or SessionLimits(segments=segments),
        faults=load_faults(faults),
        text_free=text_free,
        documents=documents,
    )


@dataclass(frozen=True, slots=True)
class Session:
    """A session that has ended."""

    debate: Debate
    reason: EndReason
    messages: list[Message]

    @property
    def summary(self) -> dict[str, Any]:
        """Give the figures of its summary."""
        return summarise(self.messages, self.debate.facts())

    def heard(self, *events: str) -> list[Message]:
        """Give the messages of some events."""
        return [message for message in self.messages if message.metadata.event in events]

    def violations(self) -> list[str]:
        """List what does not hold."""
        return violations(self.messages, self.debate.policy, [profile.id for profile in self.debate.profiles])


def run(header: Header, *, sink: JournalSink | None = None) -> Session:
    """Run a session to its end."""
    debate = Debate(header)
    messages: list[Message] = []
    reason = debate.simulate(sink=sink, on_message=messages.append)
    return Session(debate, reason, messages)
