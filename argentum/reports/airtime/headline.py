"""The top of the page: a sentence and four figures that tell what kind of meeting it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from argentum.airtime.figures.meeting import MeetingFigures
from argentum.reports.airtime.length_text import counted_text, index_text, length_text, percent_text, span_text
from argentum.reports.clean_text import clean_text
from argentum.smoothing import quantile

_MOST_NAMES = 3
_TWO = 2
_NEARLY_EQUAL = 10
"""Shares that differ by no more than this part of an equal share are not ranked."""


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
    breaks_ms = [end_ms - start_ms for meeting in meetings for start_ms, end_ms in meeting.timeline.breaks]
    turns = sum(len(meeting.events.turns) for meeting in meetings)
    cuts = sum(_interruptions(meeting) for meeting in meetings)
    jains = [meeting.jain for meeting in meetings if meeting.jain is not None]
    ginis = [meeting.gini for meeting in meetings if meeting.gini is not None]
    median = "medians of the meetings; " if len(meetings) > 1 else ""
    gini = index_text(quantile(ginis, 0.5) if ginis else None)
    return (
        KeyFigure(length_text(duration_ms), "length", span_text(breaks_ms)),
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
    """Say who spoke most and least, who never did, and who had the longest turn, of those who shared the time."""
    spoke = [person for person in meeting.sharing if person.talk_ms]
    if not spoke:
        return "Nobody who shared the time spoke." if meeting.talk_ms else "Nobody spoke."
    silent = [clean_text(person.name) for person in meeting.never_spoke]
    most = max(spoke, key=lambda person: person.talk_ms)
    least = min(spoke, key=lambda person: person.talk_ms)
    longest = max(spoke, key=lambda person: person.longest_monologue_ms)
    length = f"the longest turn ({length_text(longest.longest_monologue_ms)} min)"
    if len(spoke) == 1:
        if not silent:
            alone = "spoke alone" if len(meeting.participants) == 1 else "was the only one to share the time"
            return f"{clean_text(most.name)} {alone}."
        parts = [f"Only {clean_text(most.name)} spoke"]
    elif not silent and (most.talk_ms - least.talk_ms) * _NEARLY_EQUAL * len(spoke) <= meeting.shared_talk_ms:
        each = "Both" if len(spoke) == _TWO else f"All {len(spoke)}"
        low, high = percent_text(least.share), percent_text(most.share)
        shares = high if low == high else f"{low} to {high}"
        parts = [f"{each} spoke about equally much ({shares})", f"{clean_text(longest.name)} had {length}"]
    else:
        parts = [f"{clean_text(most.name)} spoke most ({percent_text(most.share)})"]
        if longest is most:
            parts[0] += f" and had {length}"
        if not silent:
            parts.append(f"{clean_text(least.name)} least ({percent_text(least.share)})")
        if longest is not most:
            parts.append(f"{clean_text(longest.name)} had {length}")
    if silent:
        others = len(silent) - _MOST_NAMES
        shown = silent if others <= 0 else [*silent[:_MOST_NAMES], f"{others} other{'s' if others > 1 else ''}"]
        parts.append(f"{_listed(shown)} never spoke")
    return f"{'; '.join(parts)}."


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
