"""`transcript.json`: what a session was asked and all that it wrote down.

Nothing in it depends on the machine or the clock, nor on whether the run was interrupted, so that a resumed session
gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from argentum.metrics.session_facts import AgentCard, SessionFacts
from argentum.transcript.message import Message

FORMAT_VERSION = 1


class SessionHead(Struct, frozen=True, kw_only=True):
    """The inputs of the session, as far as a reader needs them; the journal has them all."""

    id: str
    topic: str
    mode: str
    preset: str
    seed: int
    argentum_version: str
    agents: tuple[AgentCard, ...]


class Transcript(Struct, frozen=True, kw_only=True):
    """The whole file."""

    format_version: int
    session: SessionHead
    messages: tuple[Message, ...]


def transcript_json(messages: Sequence[Message], facts: SessionFacts) -> str:
    """Write the transcript as indented JSON that ends with a line break."""
    head = SessionHead(
        id=facts.session_id,
        topic=facts.topic,
        mode=facts.mode,
        preset=facts.preset,
        seed=facts.seed,
        argentum_version=facts.argentum_version,
        agents=facts.agents,
    )
    transcript = Transcript(format_version=FORMAT_VERSION, session=head, messages=tuple(messages))
    return msgspec.json.format(msgspec.json.encode(transcript), indent=2).decode() + "\n"


def read_transcript(text: str | bytes) -> Transcript:
    """Read a transcript back; raises `msgspec.ValidationError` for anything else."""
    return msgspec.json.decode(text, type=Transcript)
