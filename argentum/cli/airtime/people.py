"""Who is meant by a name on the command line, and what to say when nobody is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from argentum.errors import UsageError

if TYPE_CHECKING:
    from argentum.airtime.timeline import Timeline

_MOST_NAMES = 8


def find_person(timeline: Timeline, name: str, *, option: str) -> str | None:
    """Find an id by id, else by display name, else by either in other letters' case; `None` when nobody has it.

    Raises `UsageError` for a name that several people have.
    """
    if name in timeline.speech:
        return name
    people = timeline.participants
    called = [each for each in people if timeline.name_of(each) == name] or [
        each for each in people if name.casefold() in {each.casefold(), timeline.name_of(each).casefold()}
    ]
    if len(called) > 1:
        raise UsageError(f"{option}: several people are called {name}; name one by id: {', '.join(called)}")
    return called[0] if called else None


def nearest_first(name: str, among: Iterable[str]) -> str:
    """List names, the most alike first; beyond eight they are counted."""
    from difflib import SequenceMatcher

    from argentum.reports.clean_text import clean_text

    wanted = SequenceMatcher(b=name.casefold())

    def unlikeness(other: str) -> float:
        wanted.set_seq1(other.casefold())
        return -wanted.ratio()

    names = [
        f'"{clean_text(each)}"' if "," in each else clean_text(each)
        for each in sorted(dict.fromkeys(among), key=unlikeness)
    ]
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


def names_in(timelines: Sequence[Timeline]) -> list[str]:
    """Give the display names of everybody, in order."""
    return [timeline.name_of(participant) for timeline in timelines for participant in timeline.participants]
