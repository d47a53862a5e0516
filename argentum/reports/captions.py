"""`captions.vtt` and `captions.srt`: what was heard, with its speaker.

A clip becomes cues of at most two lines of 42 characters, its time divided by their lengths. Cues of different speakers
overlap where their speech did. SRT has neither speakers nor escapes: names are prefixes, and signs that players take
for tags are replaced by look-alikes.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import NamedTuple

from argentum.metrics.floor_intervals import HeardClip, heard_clips
from argentum.metrics.session_facts import SessionFacts
from argentum.reports.clean_text import before_a_cut, clean_text
from argentum.reports.clock_text import subtitle_time
from argentum.reports.halves import halves
from argentum.transcript.message import Message

LINE_CHARACTERS = 42
CUE_LINES = 2
_SRT_LOOK_ALIKES = {ord("<"): "\u2039", ord(">"): "\u203a", ord("{"): "(", ord("}"): ")"}


class Cue(NamedTuple):
    """One caption."""

    start_ms: int
    end_ms: int
    agent_id: str
    lines: tuple[str, ...]


def webvtt(messages: Sequence[Message], facts: SessionFacts) -> str:
    """Write WebVTT with a voice tag in each cue."""
    blocks = ["WEBVTT"]
    for cue in cues(messages, prefixes={}):
        text = _vtt_escaped("\n".join(cue.lines))
        times = f"{subtitle_time(cue.start_ms, separator='.')} --> {subtitle_time(cue.end_ms, separator='.')}"
        blocks.append(f"{times}\n<v {_vtt_escaped(clean_text(facts.name_of(cue.agent_id)))}>{text}</v>")
    return "\n\n".join(blocks) + "\n"


def srt(messages: Sequence[Message], facts: SessionFacts) -> str:
    """Write SubRip; the speaker's name stands before the text."""
    prefixes = {agent.id: f"{clean_text(agent.name)}: " for agent in facts.agents}
    blocks = []
    for number, cue in enumerate(cues(messages, prefixes=prefixes), 1):
        times = f"{subtitle_time(cue.start_ms, separator=',')} --> {subtitle_time(cue.end_ms, separator=',')}"
        blocks.append(f"{number}\n{times}\n" + "\n".join(_srt_plain(line) for line in cue.lines) + "\n")
    return "\n".join(blocks)


def cues(messages: Sequence[Message], *, prefixes: dict[str, str]) -> list[Cue]:
    """Split what was heard into cues, by onset; clips without text have none."""
    spoken = [half for message in messages for half in halves(message)]
    found = [cue for clip in heard_clips(spoken) for cue in _split(clip, prefixes.get(clip.agent_id, ""))]
    found.sort(key=lambda cue: cue.start_ms)
    return found


def _split(clip: HeardClip, prefix: str) -> list[Cue]:
    text = clean_text(clip.message.content)
    if not text:
        return []
    if clip.message.metadata.interrupted_by is not None:
        text = f"{before_a_cut(text)}—"
    # A cue lasts at least a millisecond, even when a clip was cut at once.
    most = clip.end_ms - clip.start_ms
    lines = _balanced_lines(prefix + text)
    groups = [tuple(lines[at : at + CUE_LINES]) for at in range(0, len(lines), CUE_LINES)][:most]
    lengths = [sum(len(line) for line in group) for group in groups]
    total, said, start_ms = sum(lengths), 0, clip.start_ms
    split: list[Cue] = []
    for place, (group, length) in enumerate(zip(groups, lengths, strict=True), 1):
        said += length
        proportional_ms = clip.start_ms + most * said // total
        end_ms = min(max(proportional_ms, start_ms + 1), clip.end_ms - (len(groups) - place))
        split.append(Cue(start_ms, end_ms, clip.agent_id, group))
        start_ms = end_ms
    return split


def _balanced_lines(text: str) -> list[str]:
    """Wrap into lines of like length, so that no cue is left with a last word of its own."""
    lines = textwrap.wrap(text, width=LINE_CHARACTERS)
    if len(lines) <= CUE_LINES:
        return lines
    most = -(-len(lines) // CUE_LINES) * CUE_LINES
    for width in range(-(-len(text) // most), LINE_CHARACTERS):
        narrow = textwrap.wrap(text, width=width)
        if len(narrow) <= most:
            return narrow
    return lines


def _vtt_escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _srt_plain(line: str) -> str:
    return line.replace("-->", "→").translate(_SRT_LOOK_ALIKES)
