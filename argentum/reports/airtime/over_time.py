"""How evenly talk was divided as the meeting went on, in a line: a course of the Gini and medians of both indices."""

from __future__ import annotations

from argentum.airtime.figures.meeting import MeetingFigures
from argentum.airtime.figures.windows import MINUTE_MS, WINDOWS_MIN, TalkWindow, talk_over_time
from argentum.reports.airtime.length_text import index_text
from argentum.reports.airtime.notes import Note
from argentum.reports.sparkline import sparkline
from argentum.reports.symbols import Symbols
from argentum.smoothing import quantile

_MOST_SIGNS = 45


def over_time_note(meeting: MeetingFigures, symbols: Symbols) -> list[Note]:
    """Show each length of window that the meeting is long enough for; nothing for less than two minutes."""
    courses = {minutes: talk_over_time(meeting.timeline, window_ms=minutes * MINUTE_MS) for minutes in WINDOWS_MIN}
    medians = [text for minutes, windows in courses.items() if (text := _medians(minutes, windows, symbols))]
    if not medians:
        return []
    drawn = next(
        (
            f"; Gini every {minutes} min {sparkline((each.gini for each in windows), ascii_only=symbols.ascii_only)}"
            for minutes, windows in courses.items()
            if 1 < len(windows) <= _MOST_SIGNS
        ),
        "",
    )
    return [("over time", f"medians over windows of {'; '.join(medians)}{drawn}")]


def _medians(minutes: int, windows: list[TalkWindow], symbols: Symbols) -> str:
    ginis = [each.gini for each in windows if each.gini is not None]
    jains = [each.jain for each in windows if each.jain is not None]
    if not ginis:
        return ""
    gini = index_text(quantile(ginis, 0.5), missing=symbols.missing)
    jain = index_text(quantile(jains, 0.5), missing=symbols.missing)
    return f"{minutes} min: Gini {gini}, Jain {jain}"
