"""What people were granted, as the command line says it: `--allocation ann=1800`, in seconds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from argentum.cli.airtime.people import find_person, names_in, nearest_first
from argentum.errors import UsageError

if TYPE_CHECKING:
    from argentum.airtime.timeline import Timeline

_LONGEST_S = 86_400


def read_allocation(given: Sequence[str]) -> dict[str, int]:
    """Give milliseconds by participant; raises `UsageError` for what is no person and no seconds of a day."""
    granted_ms: dict[str, int] = {}
    for text in given:
        participant, equals, seconds = text.rpartition("=")
        try:
            length_s = float(seconds)
        except ValueError:
            length_s = -1.0
        if not participant or not equals or not 0 <= length_s <= _LONGEST_S:
            raise UsageError(f"--allocation {text}: expected a person and 0 to {_LONGEST_S} seconds, such as ann=1800")
        if participant in granted_ms:
            raise UsageError(f"--allocation {text}: {participant} has an allocation already; give one")
        granted_ms[participant] = round(length_s * 1_000)
    return granted_ms


def check_names(granted_ms: Mapping[str, int], timelines: Sequence[Timeline]) -> list[str]:
    """Give a warning for each name that is in no meeting, and was perhaps to be there.

    Raises `UsageError` where every meeting lists all who were there, so that nobody can be meant.
    """
    from argentum.reports.clean_text import clean_text

    warnings = []
    for name in granted_ms:
        option = f"--allocation {clean_text(name)}"
        if any(find_person(timeline, name, option=option) is not None for timeline in timelines):
            continue
        there = nearest_first(name, names_in(timelines))
        if all(timeline.is_complete for timeline in timelines):
            raise UsageError(f"{option}: nobody of this name was there; there were: {there or 'none'}")
        heard = f"; in it are: {there}" if there else ""
        warnings.append(f"{option}: nobody of this name is in the recording, so taken for somebody silent{heard}")
    return warnings


def granted_by_id(timeline: Timeline, granted_ms: Mapping[str, int]) -> dict[str, int]:
    """Match an allocation with a meeting's people, by id or else by display name.

    Whoever is not in a recording that lists those who spoke was to be there, and never spoke; one that lists everybody
    has no such people, and the name is for another meeting.
    """
    by_id: dict[str, int] = {}
    for name, length_ms in granted_ms.items():
        option = f"--allocation {name}"
        participant = find_person(timeline, name, option=option)
        if participant is None and timeline.is_complete:
            continue
        if participant in by_id:
            raise UsageError(f"{option}: {participant} has an allocation already, under another name; give one")
        by_id[name if participant is None else participant] = length_ms
    return by_id


def with_allocation(timeline: Timeline, granted_ms: Mapping[str, int]) -> tuple[Timeline, dict[str, int]]:
    """Give a meeting with all who were granted time, and what they were: first as given, else by the meeting's rule."""
    from argentum.airtime.timeline import with_present

    by_id = granted_by_id(timeline, granted_ms)
    # What the rule charged is nothing against an allocation that is not the rule's.
    charged_ms = {
        participant: used_ms for participant, used_ms in timeline.charged_ms.items() if participant not in by_id
    }
    present = replace(with_present(timeline, by_id), charged_ms=charged_ms)
    return present, {**timeline.granted_ms, **by_id}
