"""Dead air: silence between the heard end of one speaker and the heard start of another that nobody planned.

One sample per change of the floor, 0 when the next speaker begins at once or in overlap; so the percentiles say what a
listener meets at a change of speakers. A change is a segment or kicker whose speaker differs from that of the segment
or kicker before it; an interjection that falls into a silence after somebody else counts as one, too. Planned pauses
(a positive `planned_offset_ms`) are taken off; a speaker's pauses inside its own turn are not dead air.
"""

from __future__ import annotations

from collections.abc import Sequence

from argentum.metrics.floor_intervals import HeardClip, floor_clips


def dead_air_ms(clips: Sequence[HeardClip]) -> list[int]:
    """Give the unplanned silence before each change of speakers; `clips` are ordered by onset."""
    claims = {id(clip) for clip in floor_clips(clips)}
    samples: list[int] = []
    last_heard: HeardClip | None = None
    holder: str | None = None
    for clip in clips:
        claims_floor = id(clip) in claims
        if last_heard is not None:
            silence_ms = clip.start_ms - last_heard.end_ms
            changes_floor = claims_floor and holder is not None and holder != clip.agent_id
            if changes_floor or (silence_ms > 0 and last_heard.agent_id != clip.agent_id):
                samples.append(max(0, silence_ms - planned_pause_ms(clip)))
        if last_heard is None or clip.end_ms > last_heard.end_ms:
            last_heard = clip
        if claims_floor:
            holder = clip.agent_id
    return samples


def planned_pause_ms(clip: HeardClip) -> int:
    """Give the pause that the session planned before a clip; overlaps are no pauses."""
    timing = clip.message.metadata.timing
    offset_ms = timing.planned_offset_ms if timing is not None else None
    return max(0, offset_ms or 0)
