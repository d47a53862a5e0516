"""The top of the page: a sentence and four figures that tell what kind of meeting it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from argentum.airtime.figures.meeting import MeetingFigures
from argentum.reports.airtime.length_text import counted_text, index_text, length_text, percent_text
from argentum.reports.clean_text import clean_text
from argentum.smoothing import quantile

_MOST_NAMES = 3


class KeyFigure(NamedTuple):
    """A large figure with its caption."""

    value: str
    label: str
    note: str


def key_figures(meetings: Sequence[MeetingFigures]) -> tuple[KeyFigure, ...]:
    """Choose length, fairness, silence and pace; of several meetings the median fairness."""
    duration_ms = sum(meeting.duration_ms for meeting in meetings)
    silence_ms = sum(meeting.silence_ms for meeting in meetings)
    overlap_ms = sum(meeting.overlap_ms for meeting in meetings)
    turns = sum(len(meeting.events.turns) for meeting in meetings)
    cuts = sum(_interruptions(meeting) for meeting in meetings)
    jains = [meeting.jain for meeting in meetings if meeting.jain is not None]
    ginis = [meeting.gini for meeting in meetings if meeting.gini is not None]
    median = "medians of the meetings; " if len(meetings) > 1 else ""
    gini = index_text(quantile(ginis, 0.5) if ginis else None)
    return (
        KeyFigure(length_text(duration_ms), "length", "from the first word to the last"),
        KeyFigure(
            index_text(quantile(jains, 0.5) if jains else None),
            "fairness",
            f"{median}Jain's index of talk time, 1 is equal; Gini {gini}, 0 is equal",
        ),
        KeyFigure(
            percent_text(silence_ms / duration_ms if duration_ms else None),
            "silence",
            f"{length_text(silence_ms)}; overlap {length_text(overlap_ms)}",
        ),
        KeyFigure(
            f"{turns * 60_000 / duration_ms:.1f}" if duration_ms else "–",
            "turns a minute",
            f"{counted_text(turns, 'turn')}, {counted_text(cuts, 'interruption')}",
        ),
    )


def _interruptions(meeting: MeetingFigures) -> int:
    """Count what was logged as meant; where nothing logs that, what the timing shows."""
    intents = meeting.timeline.intents
    if intents is None:
        return len(meeting.events.interruptions)
    return sum(intent.kind == "interruption" for intent in intents)


def lead(meeting: MeetingFigures) -> str:
    """Say who spoke most and least, who never did, and who held the floor longest; empty when nobody spoke."""
    spoke = [person for person in meeting.sharing if person.talk_ms]
    if not spoke:
        return ""
    if len(meeting.sharing) == 1:
        return f"{clean_text(spoke[0].name)} spoke alone."
    most = max(spoke, key=lambda person: person.talk_ms)
    parts = [f"{clean_text(most.name)} spoke most ({percent_text(most.share)})"]
    silent = [clean_text(person.name) for person in meeting.never_spoke]
    if silent:
        others = len(silent) - _MOST_NAMES
        shown = silent if others <= 0 else [*silent[:_MOST_NAMES], f"{others} other{'s' if others > 1 else ''}"]
        parts.append(f"{_listed(shown)} never spoke")
    else:
        least = min(spoke, key=lambda person: person.talk_ms)
        parts.append(f"{clean_text(least.name)} least ({percent_text(least.share)})")
    longest = max(spoke, key=lambda person: person.longest_monologue_ms)
    if longest.longest_monologue_ms:
        parts.append(
            f"{clean_text(longest.name)} had the longest turn ({length_text(longest.longest_monologue_ms)} min)"
        )
    return f"{_listed(parts)}."


def meetings_lead(meetings: Sequence[MeetingFigures]) -> str:
    """Say how the most and the least even meeting compare; empty when no meeting has speech."""
    spoken = [meeting for meeting in meetings if meeting.jain is not None]
    if not spoken:
        return ""
    even = max(spoken, key=lambda meeting: meeting.jain or 0.0)
    uneven = min(spoken, key=lambda meeting: meeting.jain or 0.0)
    return (
        f"Talk was shared most evenly in {clean_text(even.timeline.meeting_id)} (Jain {index_text(even.jain)}), "
        f"least in {clean_text(uneven.timeline.meeting_id)} ({index_text(uneven.jain)})."
    )


def _listed(parts: Sequence[str]) -> str:
    return ", ".join(parts[:-1]) + (" and " if len(parts) > 1 else "") + parts[-1]
