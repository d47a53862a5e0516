"""What a reader must know about the figures: where they come from, what was meant, and what a rule had granted."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from argentum.airtime.figures.meeting import MeetingFigures
from argentum.reports.airtime.length_text import counted_text, length_text, percent_text
from argentum.reports.clean_text import clean_text
from argentum.reports.control_text import control_text

_WORTH_TELLING_MS = 1_000
"""A mute comes with the next tick of a second, so that less is nobody's fault."""
Note = tuple[str, str]
"""A heading and a sentence."""


def evidence_note(meetings: Sequence[MeetingFigures]) -> list[Note]:
    """Say how much of the talk time the sources recorded as speech; nothing when nobody spoke."""
    talk_ms = sum(meeting.talk_ms for meeting in meetings)
    confirmed_ms = sum(meeting.confirmed_ms for meeting in meetings)
    if not talk_ms:
        return []
    if confirmed_ms == talk_ms:
        return [("evidence", f"all of the talk, {length_text(talk_ms)}, is confirmed by the source")]
    attributed_ms = talk_ms - confirmed_ms
    return [
        (
            "evidence",
            (
                f"{length_text(confirmed_ms)} of the talk is confirmed by the source, {length_text(attributed_ms)} "
                f"({percent_text(attributed_ms / talk_ms)}) only attributed"
            ),
        )
    ]


def intent_note(meeting: MeetingFigures) -> list[Note]:
    """Put what the source logged beside what the timing shows; nothing when it logs no intent."""
    intents = meeting.timeline.intents
    if intents is None:
        return []
    meant = sum(intent.kind == "interruption" for intent in intents)
    gave_way = sum(intent.kind == "attempt" for intent in intents)
    remarks = sum(intent.kind == "interjection" for intent in intents)
    timed = len(meeting.events.interruptions)
    attempts = f", {gave_way} that gave way" if gave_way else ""
    why = ": who is cut off at once hardly overlaps" if meant > timed else ""
    return [
        (
            "as logged",
            (
                f"{counted_text(meant, 'interruption')}{attempts} and {counted_text(remarks, 'remark')} from the side; "
                f"timing alone shows {counted_text(timed, 'interruption')}{why}"
            ),
        )
    ]


def control_lines(meeting: MeetingFigures) -> list[tuple[str, str]]:
    """Give when, since the first word, and what of everything that facilitators did."""
    first_ms, names = meeting.timeline.span[0], meeting.timeline.names
    lines, paused = [], False
    for each in meeting.timeline.controls:
        paused = paused or each.action == "meeting_paused"
        # A meeting that waits is begun by the event that ends a pause.
        begins = each.action == "meeting_resumed" and not paused
        told = replace(each, action="meeting_begun") if begins else each
        lines.append((length_text(each.at_ms - first_ms), control_text(told, names=names)))
    return lines


def outside_note(meeting: MeetingFigures) -> list[Note]:
    """Say how much those spoke who did not share the time; nothing when they said nothing."""
    spoke = [person for person in meeting.participants if not person.in_pool and person.talk_ms]
    if not spoke:
        return []
    named = ", ".join(f"{clean_text(person.name)} {length_text(person.talk_ms)}" for person in spoke)
    return [("outside", f"{named}, outside the pool: in no share and in no fairness")]


def absent_note(meeting: MeetingFigures) -> list[Note]:
    """Name who was invited and is in no figure, for having come unseen or not at all; nothing without them."""
    if not meeting.timeline.absent:
        return []
    named = ", ".join(clean_text(name) for name in meeting.timeline.absent)
    return [("not here", f"{named}: invited, never noted as here, and in no figure")]


def allocation_note(meeting: MeetingFigures) -> list[Note]:
    """Say who went beyond the allocation and who left most of it; nothing without one."""
    granted = [person for person in meeting.participants if person.allocated_ms is not None]
    if not granted:
        return []
    over = [person for person in granted if (person.remaining_ms or 0) <= -_WORTH_TELLING_MS]
    unspent_ms = sum(max(0, person.remaining_ms or 0) for person in granted)
    beyond = ", ".join(f"{clean_text(person.name)} {length_text(-(person.remaining_ms or 0))}" for person in over)
    text = f"{beyond} beyond it" if over else "nobody went beyond it"
    return [("allocation", f"{text}; {length_text(unspent_ms)} of it was not used")]
