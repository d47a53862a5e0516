"""The airtime report as one page without a script and without a request to anywhere: what one shows the group."""

from __future__ import annotations

from collections.abc import Sequence

from argentum.airtime.figures.meeting import MeetingFigures
from argentum.airtime.figures.turn_taking import turn_taking
from argentum.reports.airtime.course import course
from argentum.reports.airtime.figure_texts import figure_rows
from argentum.reports.airtime.guesses import Guesses, guess_lines
from argentum.reports.airtime.headline import key_figures, lead, meetings_lead
from argentum.reports.airtime.length_text import index_text, length_text, percent_text
from argentum.reports.airtime.notes import (
    absent_note,
    allocation_note,
    control_lines,
    evidence_note,
    intent_note,
    outside_note,
)
from argentum.reports.airtime.score import score
from argentum.reports.clean_text import clean_text
from argentum.reports.page_template import page_template


def report_page(meetings: Sequence[MeetingFigures], *, guesses: Guesses | None = None) -> str:
    """Draw one meeting in full, with what was guessed of it, or several as a list; names are escaped."""
    figures = figure_rows(turn_taking([meeting.events for meeting in meetings]))
    helpers = {"clean": clean_text, "length": length_text, "percent": percent_text, "index": index_text}
    evidence = [text for _, text in evidence_note(meetings)]
    if len(meetings) != 1:
        return page_template("airtime_meetings.html.j2").render(
            meetings=meetings,
            lead=meetings_lead(meetings),
            key_figures=key_figures(meetings),
            figures=figures,
            evidence=evidence,
            **helpers,
        )
    (meeting,) = meetings
    return page_template("airtime_meeting.html.j2").render(
        meeting=meeting,
        lead=_unbroken(lead(meeting)),
        key_figures=key_figures(meetings),
        allocated=any(person.allocated_ms is not None for person in meeting.participants),
        rows=sorted(enumerate(meeting.participants), key=lambda row: not row[1].in_pool),
        outside=[text for _, text in (*outside_note(meeting), *absent_note(meeting))],
        allocation=[text for _, text in allocation_note(meeting)],
        widest=_widest(meeting, guesses or {}),
        guesses=guesses or {},
        guessed=guess_lines(meeting, guesses or {}),
        score=score(meeting.timeline),
        course=course(meeting.timeline),
        cuts=_cuts(meeting),
        logged_cuts=_logged_cuts(meeting),
        controls=control_lines(meeting),
        logged=[text for _, text in intent_note(meeting)],
        figures=figures,
        evidence=evidence,
        **helpers,
    )


def _unbroken(sentence: str) -> str:
    """Keep figures and their units on one line."""
    return sentence.replace(" %", "\N{NO-BREAK SPACE}%").replace(" min)", "\N{NO-BREAK SPACE}min)")


def _widest(meeting: MeetingFigures, guesses: Guesses) -> float:
    """Give the share of talk that fills a bar: a little more than the largest share, guess, or the equal one."""
    count = len(meeting.sharing)
    shares = (person.share or 0.0 for person in meeting.participants)
    return 1.04 * max([1 / count, *shares, *guesses.values()]) if count else 1.0


def _cuts(meeting: MeetingFigures) -> list[list[int]]:
    """Count interruptions, a row for each person who cut in, a column for each who was cut; empty without any."""
    if not meeting.events.interruptions:
        return []
    count = len(meeting.participants)
    cuts = [[0] * count for _ in range(count)]
    for interruption in meeting.events.interruptions:
        cuts[interruption.by][interruption.suffered_by] += 1
    return cuts


def _logged_cuts(meeting: MeetingFigures) -> list[list[int]]:
    """Count the interruptions that the source logged in the same way; empty when it logged none."""
    place_of = {person.participant_id: place for place, person in enumerate(meeting.participants)}
    logged = [intent for intent in meeting.timeline.intents or () if intent.kind == "interruption"]
    if not logged:
        return []
    cuts = [[0] * len(place_of) for _ in place_of]
    for intent in logged:
        if intent.by in place_of and intent.against in place_of:
            cuts[place_of[intent.by]][place_of[intent.against]] += 1
    return cuts
