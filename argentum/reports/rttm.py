"""`timeline.rttm`: who was heard when, in NIST's Rich Transcription Time Marked format (ten fields).

Interjections, kickers and cut segments are in it as they were heard, so overlap shows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from argentum.metrics.floor_intervals import heard_clips
from argentum.transcript.message import Message

_SPACE = re.compile(r"\s+")


def rttm(messages: Sequence[Message], *, recording: str) -> str:
    """Write one SPEAKER line for each heard clip, by onset; seconds have three decimals, names no blanks."""
    name = _field(recording) or "session"
    return "".join(
        f"SPEAKER {name} 1 {clip.start_ms / 1000:.3f} {(clip.end_ms - clip.start_ms) / 1000:.3f} "
        f"<NA> <NA> {_field(clip.agent_id)} <NA> <NA>\n"
        for clip in heard_clips(messages)
    )


def _field(text: str) -> str:
    return _SPACE.sub("_", text.strip())
