"""Guess first, then measure: `--guess ann=30`, in per cent of the talk, or asked for name by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isfinite
from typing import TYPE_CHECKING

from argentum.cli.airtime.people import find_person, nearest_first
from argentum.errors import UsageError

if TYPE_CHECKING:
    from argentum.airtime.timeline import Timeline

_ALL_PERCENT = 100


def read_guesses(given: Sequence[str], timeline: Timeline) -> dict[str, float]:
    """Give shares of 0 to 1 by id. Raises `UsageError` for who has no share in the meeting and for what is none."""
    guesses: dict[str, float] = {}
    for text in given:
        name, equals, percent = text.rpartition("=")
        share = _share(percent)
        if not name or not equals or share is None:
            raise UsageError(f"--guess {text}: expected a person and 0 to 100 per cent, such as ann=30")
        participant = find_person(timeline, name, option=f"--guess {text}")
        if participant is None:
            there = nearest_first(name, (timeline.name_of(each) for each in timeline.shared_speech))
            raise UsageError(f"--guess {text}: {name} is not in the meeting; there are {there}")
        if participant in timeline.outside:
            raise UsageError(f"--guess {text}: {name} is outside the pool and has no share; leave the guess out")
        if participant in guesses:
            raise UsageError(f"--guess {text}: {name} was guessed already; give one guess")
        guesses[participant] = share
    return guesses


def ask_guesses(timeline: Timeline, ask: Callable[[str], str], say: Callable[[str], None]) -> dict[str, float]:
    """Ask for each who shares the time in the order of the alphabet, which gives nothing away.

    An empty answer is no guess.
    """
    guesses: dict[str, float] = {}
    say("Before the figures: how many per cent of the talk did each have? Enter alone for no guess.")
    for participant in sorted(timeline.shared_speech, key=timeline.name_of):
        while answer := ask(f"{timeline.name_of(participant)}, per cent").strip():
            share = _share(answer)
            if share is not None:
                guesses[participant] = share
                break
            say(f"{answer!r} is not between 0 and 100; once more")
    return guesses


def _share(percent: str) -> float | None:
    try:
        number = float(percent.strip().removesuffix("%"))
    except ValueError:
        return None
    return number / _ALL_PERCENT if isfinite(number) and 0 <= number <= _ALL_PERCENT else None
