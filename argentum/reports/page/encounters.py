"""Who cut in on whom, and who spoke against whom."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from argentum.metrics.interrupts import challenges, hard_interrupts
from argentum.metrics.session_facts import SessionFacts
from argentum.reports.clean_text import clean_text
from argentum.transcript.message import Message


class Meeting(Struct, frozen=True, kw_only=True):
    """One cell: what the agent of the row did to the agent of the column."""

    interrupts: int
    challenges: int
    shade: float
    """0 to 1, by the number of challenges and interrupts."""
    same: bool


class Encounters(Struct, frozen=True, kw_only=True):
    """The matrix."""

    names: tuple[str, ...]
    rows: tuple[tuple[Meeting, ...], ...]


def encounters(messages: Sequence[Message], facts: SessionFacts) -> Encounters | None:
    """Count by pairs; `None` when nobody spoke against or cut off anybody."""
    cuts: dict[tuple[str, str], int] = {}
    for cut in hard_interrupts(messages):
        cuts[cut.by, cut.of] = cuts.get((cut.by, cut.of), 0) + 1
    against = challenges(messages)
    ids = facts.agent_ids
    most = max((cuts.get((by, of), 0) + against.get((by, of), 0) for by in ids for of in ids), default=0)
    if not most:
        return None
    rows = tuple(
        tuple(
            Meeting(
                interrupts=cuts.get((by, of), 0),
                challenges=against.get((by, of), 0),
                shade=round((cuts.get((by, of), 0) + against.get((by, of), 0)) / most, 2),
                same=by == of,
            )
            for of in ids
        )
        for by in ids
    )
    return Encounters(names=tuple(clean_text(agent.name) for agent in facts.agents), rows=rows)
