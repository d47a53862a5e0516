"""Who spoke when in a meeting: the one value that every importer makes and every figure, rule and report reads.

`speech` is what was *attributed* to a person: it counts in talk time and shares. `confirmed` is the part of it that the
source itself recorded as speech from its start to its end. An annotation or a debate session confirms all of it; a log
of floor events, such as Jitsi's dominant speaker, leaves some of it to inference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from argentum.airtime.decisions import ControlRecorded
from argentum.airtime.intent import Intent

Interval = tuple[int, int]
"""[onset, offset) in ms."""


class Segment(NamedTuple):
    """One stretch of speech as a source has it; segments may overlap, also those of one person."""

    start_ms: int
    end_ms: int
    participant_id: str
    confirmed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The speech of one meeting.

    Each person's intervals are disjoint, do not touch, have a positive length and ascend. People who were there but
    never spoke have none. Make one with `timeline_of`, which brings segments into that form.
    """

    meeting_id: str
    participants: tuple[str, ...]
    """In order of their first word; those who never spoke come last, in the order in which they were named."""
    speech: Mapping[str, tuple[Interval, ...]]
    """What was attributed to each participant."""
    confirmed: Mapping[str, tuple[Interval, ...]]
    """The part of `speech` that the source recorded as such."""
    span: Interval
    """From the first onset to the last offset, by the clock; (0, 0) when nobody spoke."""
    breaks: tuple[Interval, ...] = ()
    """When the meeting was paused, within the span: disjoint, ascending, and nobody speaks in them."""
    title: str = ""
    """What people call the meeting, where its id is for machines."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Display names of those whose id is none."""
    granted_ms: Mapping[str, int] = field(default_factory=dict)
    """What a rule had granted each by the end of the meeting, loans and bonuses included; empty without a rule."""
    charged_ms: Mapping[str, int] = field(default_factory=dict)
    """What of it was used: not what was said during a pause, nor what a mute blocked; empty without a rule."""
    intents: tuple[Intent, ...] | None = None
    """What the source says people meant to do, in order of time; `None` from a source that knows only times."""
    controls: tuple[ControlRecorded, ...] = ()
    """What facilitators did to the meeting, in order of time, on the axis of the speech."""
    is_complete: bool = False
    """Whether everybody who was there is listed and nobody can come any more; else only those who spoke may be."""
    outside: frozenset[str] = frozenset()
    """Who did not share the time: facilitators outside the pool, observers, recorders."""
    absent: tuple[str, ...] = ()
    """Names of people who were invited and never noted as here; they are in no figure."""

    @property
    def duration_ms(self) -> int:
        """Length of the span without the breaks."""
        return self.span[1] - self.span[0] - self.break_ms

    @property
    def break_ms(self) -> int:
        """Length of all breaks."""
        return total_ms(self.breaks)

    @property
    def heading(self) -> str:
        """Give the title, which is the id where the source has none."""
        return self.title or self.meeting_id

    def name_of(self, participant_id: str) -> str:
        """Give the name to show, which is the id when the source has none."""
        return self.names.get(participant_id, participant_id)

    @property
    def shared_speech(self) -> dict[str, tuple[Interval, ...]]:
        """Give the speech of those who shared the time."""
        return {participant: own for participant, own in self.speech.items() if participant not in self.outside}

    def talk_ms(self, participant_id: str) -> int:
        """Give the time attributed to a participant."""
        return total_ms(self.speech[participant_id])


def timeline_of(
    meeting_id: str,
    segments: Iterable[Segment],
    *,
    present: Iterable[str] = (),
    names: Mapping[str, str] | None = None,
    breaks: Iterable[Interval] = (),
) -> Timeline:
    """Make a timeline from segments in any order.

    Overlapping and touching segments of one person become one interval, so that nobody's time counts twice; segments
    without length vanish, but their person stays. `present` are people to list even if they never spoke. `breaks`,
    given by onset, are cut to the span.
    """
    everything = list(segments)
    spoken = sorted(segment for segment in everything if segment.end_ms > segment.start_ms)
    attributed: dict[str, list[Interval]] = {segment.participant_id: [] for segment in spoken}
    confirmed: dict[str, list[Interval]] = {participant: [] for participant in attributed}
    for start_ms, end_ms, participant, is_confirmed in spoken:
        attributed[participant].append((start_ms, end_ms))
        if is_confirmed:
            confirmed[participant].append((start_ms, end_ms))
    for participant in (*(segment.participant_id for segment in everything), *present):
        attributed.setdefault(participant, [])
        confirmed.setdefault(participant, [])
    joined = {participant: union(own) for participant, own in attributed.items()}
    # By what people are left with: how a source parts the same speech must not decide who is named first.
    speakers = sorted((own[0], participant) for participant, own in joined.items() if own)
    speech = {participant: joined[participant] for _, participant in speakers} | joined
    first_ms = min((own[0][0] for own in speech.values() if own), default=0)
    last_ms = max((own[-1][1] for own in speech.values() if own), default=0)
    return Timeline(
        meeting_id=meeting_id,
        participants=tuple(speech),
        speech=speech,
        confirmed={participant: union(confirmed[participant]) for participant in speech},
        span=(first_ms, last_ms),
        breaks=_within((first_ms, last_ms), breaks),
        names=dict(names or {}),
    )


def with_present(timeline: Timeline, participants: Iterable[str]) -> Timeline:
    """List more people who were there, or were to be there, after those of the timeline."""
    added = [participant for participant in dict.fromkeys(participants) if participant not in timeline.speech]
    return replace(
        timeline,
        participants=(*timeline.participants, *added),
        speech={**timeline.speech, **dict.fromkeys(added, ())},
        confirmed={**timeline.confirmed, **dict.fromkeys(added, ())},
    )


def _within(span: Interval, breaks: Iterable[Interval]) -> tuple[Interval, ...]:
    cut = ((max(start_ms, span[0]), min(end_ms, span[1])) for start_ms, end_ms in breaks)
    return union((start_ms, end_ms) for start_ms, end_ms in cut if start_ms < end_ms)


def union(intervals: Iterable[Interval], *, bridge_ms: int = 0) -> tuple[Interval, ...]:
    """Join intervals, given by onset, that overlap, touch or are at most `bridge_ms` apart."""
    joined: list[Interval] = []
    since_ms = until_ms = 0
    started = False
    for start_ms, end_ms in intervals:
        if started and start_ms <= until_ms + bridge_ms:
            until_ms = max(until_ms, end_ms)
        else:
            if started:
                joined.append((since_ms, until_ms))
            since_ms, until_ms, started = start_ms, end_ms, True
    if started:
        joined.append((since_ms, until_ms))
    return tuple(joined)


def total_ms(intervals: Iterable[Interval]) -> int:
    """Add up the lengths of disjoint intervals."""
    return sum(end_ms - start_ms for start_ms, end_ms in intervals)
