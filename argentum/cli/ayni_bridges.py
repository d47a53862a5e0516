"""What `ayni import` makes of debates and meetings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argentum.ayni.interaction import Interaction
    from argentum.ayni.scorer import AyniScorer

_RECORDINGS = frozenset((".rttm", ".vtt", ".textgrid"))
"""A `.jsonl` file holds interactions here, and no meeting."""


def is_bridged(path: Path) -> bool:
    """Whether a path is a session folder or a recording, and not a file of interactions."""
    return path.is_dir() or path.suffix.lower() in _RECORDINGS


def import_bridged(scorer: AyniScorer, path: Path, *, at: str | None) -> dict[str, int]:
    """Record a debate or the meetings of a recording: all, or nothing."""
    from argentum.ayni.interaction import draft_of

    began_at_ms = scorer.moment_ms(at, what="--at")
    interactions = _debate(path, began_at_ms) if path.is_dir() else _meetings(path, began_at_ms)
    counts = scorer.ledger.append_all(
        (draft_of(each, scorer.settings) for each in interactions), now_ms=scorer.now_ms()
    )
    return {"recorded": counts.recorded, "repeated": counts.repeated}


def _debate(folder: Path, began_at_ms: int | None) -> Iterator[Interaction]:
    from argentum.ayni.debate_bridge import debate_interactions
    from argentum.cli.session_folder import read_session

    session = read_session(folder)
    return debate_interactions(session.messages, session_id=session.header.session_id, began_at_ms=began_at_ms)


def _meetings(file: Path, began_at_ms: int | None) -> Iterator[Interaction]:
    from argentum.ayni.meeting_bridge import meeting_interactions
    from argentum.cli.airtime_inputs import read_meetings

    for meeting in read_meetings([file]):
        named = len({meeting.name_of(each) for each in meeting.participants}) == len(meeting.participants)
        # Two people of one name stay two by their ids.
        talk_ms = {(meeting.name_of(each) if named else each): meeting.talk_ms(each) for each in meeting.participants}
        yield from meeting_interactions(talk_ms, meeting_id=meeting.meeting_id, began_at_ms=began_at_ms)
