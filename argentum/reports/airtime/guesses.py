"""Guess first, then measure: what a group thought its shares were, beside what they were.

People misjudge shares widely, and it is the difference that makes them look. A guess is nobody's fault, so it is shown
for the group and never by who made it.
"""

from __future__ import annotations

from collections.abc import Mapping

from argentum.airtime.figures.meeting import MeetingFigures
from argentum.reports.airtime.length_text import percent_text
from argentum.reports.clean_text import clean_text

Guesses = Mapping[str, float]
"""Shares from 0 to 1 by participant id; whoever was not guessed is not there."""


def guess_lines(meeting: MeetingFigures, guesses: Guesses) -> list[str]:
    """Say how far off the guesses were and where furthest; nothing without any, or when nobody spoke."""
    guessed = [
        (person, guesses[person.participant_id])
        for person in meeting.participants
        if person.participant_id in guesses and person.share is not None
    ]
    if not guessed:
        return []
    misses = [abs((person.share or 0.0) - guess) for person, guess in guessed]
    furthest, guess = guessed[misses.index(max(misses))]
    mean = points_text(sum(misses) / len(misses), sign=False)
    worst = f"{clean_text(furthest.name)}: guessed {percent_text(guess)}, had {percent_text(furthest.share)}"
    return [f"off by {mean} on average, furthest for {worst}"]


def points_text(difference: float, *, sign: bool = True) -> str:
    """Give a difference of two shares in percentage points."""
    points = round(100 * difference)
    return f"{points:+d} points" if sign else f"{points} point{'' if points == 1 else 's'}"
