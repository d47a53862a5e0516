"""A meeting as interactions: who listens gives airtime, who speaks takes it.

The time that somebody spoke is taken from all others in equal parts, and given by them. So equal talk is balance for
everybody, and what all took is what was spoken, to the millionth of a second. Reactions are no part of this: they say
how something was received and not that anything was given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from hashlib import sha256

from argentum.ayni.amount import MICRO
from argentum.ayni.interaction import Interaction

FLOOR = "floor_second"
_MICRO_IN_MS = MICRO // 1000


def meeting_interactions(
    talk_ms: Mapping[str, int], *, meeting_id: str, began_at_ms: int | None = None
) -> Iterator[Interaction]:
    """Give an interaction for each listener and each speaker; `talk_ms` names everybody who was there.

    Ids derive from the meeting's and the names. Nobody takes anything in a meeting of one.
    """
    for speaker, spoken_ms in talk_ms.items():
        listeners = [each for each in talk_ms if each != speaker]
        if not listeners or spoken_ms <= 0:
            continue
        part, left_over = divmod(spoken_ms * _MICRO_IN_MS, len(listeners))
        for place, listener in enumerate(listeners):
            seconds = Decimal(part + (place < left_over)) / MICRO
            yield Interaction(
                id=f"meeting:{_digest(meeting_id, listener, speaker)}",
                initiator=listener,
                responder=speaker,
                contribution=seconds,
                consumption=seconds,
                contribution_unit=FLOOR,
                consumption_unit=FLOOR,
                happened_at_ms=began_at_ms,
                note=f"airtime in meeting {meeting_id}",
            )


def _digest(*names: str) -> str:
    """Names may hold any sign, so that no sign could part them; each goes in with its length."""
    whole = "".join(f"{len(name)}:{name}" for name in names)
    return sha256(whole.encode()).hexdigest()[:32]
