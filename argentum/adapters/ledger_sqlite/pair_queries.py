"""Sums by pair, read from the entries: only reports ask for them, and an index of their own would slow every writer."""

from __future__ import annotations

import sqlite3

from argentum.adapters.ledger_sqlite.queries import bounds
from argentum.ayni.ledger import Selection
from argentum.ayni.pairs import PairTotal

_SUMS = """
SELECT initiator, responder, contribution_unit, consumption_unit,
  sum(given_micro), sum(taken_micro), sum(iif(reverses IS NULL, 1, -1))
FROM entry
WHERE {who_is} happened_at_ms >= :since_ms AND happened_at_ms < :until_ms
GROUP BY initiator, responder, contribution_unit, consumption_unit
ORDER BY initiator, responder, contribution_unit, consumption_unit
"""
_WITH_PARTICIPANT = "(initiator = :participant OR responder = :participant) AND"


def pairs(raw: sqlite3.Connection, selection: Selection) -> list[PairTotal]:
    """Sum a period up by giver, taker and units."""
    who_is = "" if selection.participant is None else _WITH_PARTICIPANT
    found = raw.execute(_SUMS.format(who_is=who_is), {**bounds(selection), "participant": selection.participant})
    return [
        PairTotal(
            giver=row[0],
            taker=row[1],
            contribution_unit=row[2],
            consumption_unit=row[3],
            given_micro=row[4],
            taken_micro=row[5],
            interactions=row[6],
        )
        for row in found
    ]
