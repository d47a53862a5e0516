"""A debate session as a meeting like any other: what was heard of each agent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argentum.airtime.timeline import Timeline


def session_timeline(folder: Path) -> Timeline:
    """Read a session folder; agents that were never heard are there, too.

    Raises `MissingPathError` when it is none, `VerificationError` when its journal does not agree with itself.
    """
    from argentum.airtime.timeline import Segment, timeline_of
    from argentum.cli.session_folder import read_session
    from argentum.metrics.floor_intervals import heard_clips

    session = read_session(folder)
    return timeline_of(
        session.facts.session_id or folder.name,
        [Segment(clip.start_ms, clip.end_ms, clip.agent_id) for clip in heard_clips(session.messages)],
        present=session.facts.agent_ids,
        names={agent.id: agent.name for agent in session.facts.agents},
    )
