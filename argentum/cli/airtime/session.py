"""A debate session as a meeting like any other: what was heard of each agent."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from argentum.airtime.intent import Intent, IntentKind
    from argentum.airtime.timeline import Timeline
    from argentum.metrics.floor_intervals import HeardClip
    from argentum.transcript.message import Message


def session_timeline(folder: Path) -> Timeline:
    """Read a session folder; agents that were never heard are there, too. Of one that did not end, says so.

    Raises `MissingPathError` when it is none, `VerificationError` when its journal does not agree with itself.
    """
    from argentum.airtime.timeline import Segment, timeline_of
    from argentum.cli.session_folder import read_session, unfinished
    from argentum.metrics.floor_intervals import heard_clips

    session = read_session(folder)
    if session.seal is None:
        typer.echo(f"argentum: {unfinished(folder)}", err=True)
    heard = timeline_of(
        session.facts.session_id or folder.name,
        [Segment(clip.start_ms, clip.end_ms, clip.agent_id) for clip in heard_clips(session.messages)],
        present=session.facts.agent_ids,
        names={agent.id: agent.name for agent in session.facts.agents},
    )
    return dataclasses.replace(heard, title=session.facts.topic, intents=_intents(session.messages), is_complete=True)


def _intents(messages: Sequence[Message]) -> tuple[Intent, ...]:
    """List what was meant, of what was heard; soft interrupts wait for the end and are turns like others."""
    from argentum.airtime.intent import Intent
    from argentum.metrics.floor_intervals import heard_clips

    found = []
    for clip in heard_clips(messages):
        kind = _kind(clip)
        against = clip.message.metadata.speaker_id
        if kind is not None and against is not None:
            found.append(Intent(clip.start_ms, kind, clip.agent_id, against))
    return tuple(found)


def _kind(clip: HeardClip) -> IntentKind | None:
    if clip.kind == "interjection":
        return "interjection"
    if clip.kind == "segment":
        return None
    style = clip.message.metadata.style
    return "attempt" if style == "attempt" else None if style == "soft" else "interruption"
