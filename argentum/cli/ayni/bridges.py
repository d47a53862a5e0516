"""What `ayni import` makes of debates and meetings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from argentum.errors import EntryConflictError, InteractionError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argentum.airtime.timeline import Timeline
    from argentum.ayni.interaction import Interaction
    from argentum.ayni.scorer import AyniScorer

_RECORDINGS = frozenset((".rttm", ".vtt", ".textgrid"))
_LONGEST_LINE = 65_536


def is_bridged(path: Path) -> bool:
    """Whether a path is a session folder or a recording, and not a file of interactions."""
    suffix = path.suffix.lower()
    return path.is_dir() or suffix in _RECORDINGS or (suffix == ".jsonl" and _is_log(path))


def _is_log(path: Path) -> bool:
    """Tell the log of a meeting from interactions by its first line: events have an instant, interactions people."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            first = json.loads(file.readline(_LONGEST_LINE))
    except (OSError, ValueError, RecursionError):
        return False  # Whoever reads interactions says what is wrong with it.
    names = {"kind", "event", "name"}
    return isinstance(first, dict) and not names.isdisjoint(first) and "initiator" not in first


def import_bridged(scorer: AyniScorer, path: Path, *, at: str | None, named: str | None = None) -> dict[str, int]:
    """Record a debate or the meetings of a recording: all, or nothing.

    `named` stands for the meeting's own name, so that the recordings of a weekly meeting are not one meeting.
    """
    from argentum.ayni.interaction import draft_of

    began_at_ms = scorer.moment_ms(at, what="--at")
    meeting_id = None if named is None else _checked_meeting(named, path)
    interactions = _debate(path, began_at_ms) if path.is_dir() else _meetings(path, began_at_ms, meeting_id)
    try:
        counts = scorer.ledger.append_all(
            (draft_of(each, scorer.settings) for each in interactions), now_ms=scorer.now_ms()
        )
    except EntryConflictError as error:
        if path.is_dir():
            raise
        raise EntryConflictError(f"{error}; another meeting needs a name of its own: --meeting NAME") from error
    return {"recorded": counts.recorded, "repeated": counts.repeated}


def _checked_meeting(named: str, path: Path) -> str:
    from argentum.ayni.interaction import new_name

    if path.is_dir():
        raise UsageError(f"--meeting {named}: {path} is a debate, which has an id of its own")
    try:
        return new_name(named, what="--meeting")
    except InteractionError as error:
        raise UsageError(str(error)) from error


def _debate(folder: Path, began_at_ms: int | None) -> Iterator[Interaction]:
    from argentum.ayni.debate_bridge import debate_interactions
    from argentum.cli.session_folder import read_session

    session = read_session(folder)
    return debate_interactions(session.messages, session_id=session.header.session_id, began_at_ms=began_at_ms)


def _meetings(file: Path, began_at_ms: int | None, meeting_id: str | None) -> Iterator[Interaction]:
    from argentum.airtime.recorded_log import is_event_log
    from argentum.ayni.meeting_bridge import meeting_interactions
    from argentum.cli.airtime.inputs import read_meetings

    if file.suffix.lower() == ".jsonl" and is_event_log(text := file.read_text(encoding="utf-8-sig")):
        yield from _logged_meeting(text, file, began_at_ms, meeting_id)
        return
    meetings = read_meetings([file])
    if meeting_id is not None and len(meetings) > 1:
        raise UsageError(f"--meeting {meeting_id}: {file} holds {len(meetings)} meetings, each with a name of its own")
    for meeting in meetings:
        shown = _shown_names(meeting)
        talk_ms = {shown[each]: meeting.talk_ms(each) for each in meeting.participants}
        yield from meeting_interactions(talk_ms, meeting_id=meeting_id or meeting.meeting_id, began_at_ms=began_at_ms)


def _logged_meeting(text: str, file: Path, began_at_ms: int | None, meeting_id: str | None) -> Iterator[Interaction]:
    """Go through a meeting's own log, which also knows what was lent and how speech was received."""
    from argentum.airtime.exchanges import loans, reactions_to_all
    from argentum.airtime.recorded_log import read_events
    from argentum.airtime.tracker import follow
    from argentum.ayni.meeting_bridge import Loan, meeting_interactions

    events = read_events(text, str(file))
    tracker = follow(events)
    meeting, decisions = tracker.timeline(), tracker.meeting.state.decisions
    shown = _shown_names(meeting)
    yield from meeting_interactions(
        {shown[each]: meeting.talk_ms(each) for each in meeting.participants},
        meeting_id=meeting_id or meeting.meeting_id,
        began_at_ms=began_at_ms,
        loans=[
            Loan(each.id, shown[each.participant], shown[each.borrower], each.lent_ms)
            for each in loans(events, decisions)
        ],
        received={
            shown[target]: ", ".join(f"{count} {code}" for code, count in counts.items())
            for target, counts in reactions_to_all(decisions).items()
        },
    )


def _shown_names(meeting: Timeline) -> dict[str, str]:
    """Give the name of each participant by id; two people of one name, as it is seen, stay two by their ids."""
    from argentum.ayni.interaction import visible_name

    names = {each: visible_name(meeting.name_of(each)) or each for each in meeting.participants}
    return names if len(frozenset(names.values())) == len(names) else {each: each for each in names}
