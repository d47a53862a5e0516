"""Who follows whom: turns, the return rate and the longest wait.

A turn is a run of segments and kickers of one agent; interjections and attempts that gave way do not end it.
"""

from __future__ import annotations

from collections.abc import Sequence

from argentum.metrics.floor_intervals import HeardClip, floor_clips


def turn_speakers(clips: Sequence[HeardClip]) -> list[str]:
    """List the speakers of the turns in order; neighbours differ."""
    speakers: list[str] = []
    for clip in floor_clips(clips):
        if not speakers or speakers[-1] != clip.agent_id:
            speakers.append(clip.agent_id)
    return speakers


def return_rate(speakers: Sequence[str]) -> float | None:
    """Give the share of turns, from the third on, whose speaker also had the turn before last (A-B-A).

    Rotation among three or more gives 0, a free choice among N - 1 others 1/(N - 1), human meetings about 0.47.
    """
    pairs = list(zip(speakers, speakers[2:], strict=False))
    return sum(1 for before_last, now in pairs if before_last == now) / len(pairs) if pairs else None


def longest_wait_segments(clips: Sequence[HeardClip], agent_ids: Sequence[str]) -> int:
    """Give the longest run of segments in which one and the same agent neither spoke one nor cut in.

    Waits at the beginning and at the end count; 0 without segments or with a single agent.
    """
    waited = dict.fromkeys(agent_ids, 0)
    longest = 0
    for clip in floor_clips(clips):
        if clip.kind == "segment":
            for agent in waited:
                waited[agent] += 1
        waited[clip.agent_id] = 0
        longest = max(longest, *waited.values())
    return longest
