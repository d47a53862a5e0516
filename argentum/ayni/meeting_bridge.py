"""A meeting as interactions: who listens gives airtime, who speaks takes it.

The time that somebody spoke is taken from all others in equal parts, and given by them. So equal talk is balance for
everybody, and what all took is what was spoken, to the millionth of a second. Time that was lent is another gift: its
lender gave up the right to it, whether the borrower used it or not. Reactions count for nothing: they say how something
was received and not that anything was given; they stand in the notes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from typing import NamedTuple

from argentum.ayni.amount import MICRO
from argentum.ayni.interaction import Interaction

FLOOR = "floor_second"
_MICRO_IN_MS = MICRO // 1000

LENT = "lent_second"


class Loan(NamedTuple):
    """Speaking time that one person gave another."""

    id: str
    """Of the loan, within its meeting."""
    lender: str
    borrower: str
    lent_ms: int


def meeting_interactions(
    talk_ms: Mapping[str, int],
    *,
    meeting_id: str,
    began_at_ms: int | None = None,
    loans: Sequence[Loan] = (),
    received: Mapping[str, str] | None = None,
) -> Iterator[Interaction]:
    """Give an interaction for each listener and each speaker, and for each loan; `talk_ms` names all who were there.

    Ids derive from the meeting's and the names, those of loans from their own. Nobody takes anything in a meeting of
    one. `received` says in words how each person's speech was received.
    """
    for loan in loans:
        seconds = Decimal(loan.lent_ms) / 1000
        yield Interaction(
            id=f"meeting:{_digest(meeting_id, loan.id)}",
            initiator=loan.lender,
            responder=loan.borrower,
            contribution=seconds,
            consumption=seconds,
            contribution_unit=LENT,
            consumption_unit=LENT,
            happened_at_ms=began_at_ms,
            note=f"speaking time lent in meeting {meeting_id}",
        )
    for speaker, spoken_ms in talk_ms.items():
        listeners = [each for each in talk_ms if each != speaker]
        if not listeners or spoken_ms <= 0:
            continue
        heard_as = (received or {}).get(speaker)
        note = f"airtime in meeting {meeting_id}" + (f", received with {heard_as}" if heard_as else "")
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
                note=note,
            )


def _digest(*names: str) -> str:
    """Names may hold any sign, so that no sign could part them; each goes in with its length."""
    whole = "".join(f"{len(name)}:{name}" for name in names)
    return sha256(whole.encode()).hexdigest()[:32]
