"""What is read from the tables, as values."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

import msgspec

from argentum.adapters.ledger_sqlite.schema import FIELDS
from argentum.ayni.chain import Head, Terms
from argentum.ayni.entry import COLUMNS, Entry
from argentum.ayni.ledger import Place, Selection
from argentum.ayni.totals import UnitTotal
from argentum.ayni.trend import Flow, Grid

PAGE = 5_000
"""Entries that are fetched at a time: a few megabytes, a few milliseconds."""
_EARLIEST, _LATEST = -(2**63), 2**63 - 1

fields = msgspec.structs.astuple
"""The fields of an entry in the order of the columns."""


def terms(raw: sqlite3.Connection) -> Terms | None:
    """Read what the ledger was made with; `None` in a file that was not finished yet."""
    row = raw.execute("SELECT format_version, epsilon_micro, created_at_ms FROM terms").fetchone()
    return Terms(format_version=row[0], epsilon_micro=row[1], created_at_ms=row[2]) if row else None


def head(raw: sqlite3.Connection) -> Head:
    """Read the end of the books."""
    number, digest, recorded_at_ms = raw.execute("SELECT number, digest, recorded_at_ms FROM head").fetchone()
    return Head(number=number, digest=digest, recorded_at_ms=recorded_at_ms)


def known(raw: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Entry]:
    """Find entries by their ids."""
    if len(ids) == 1:
        found = raw.execute(f"SELECT {FIELDS} FROM entry WHERE id = ?", ids)  # noqa: S608 - constants
    else:
        found = raw.execute(
            f"SELECT {FIELDS} FROM entry WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608 - constants
            (msgspec.json.encode(ids).decode(),),
        )
    return {row[1]: Entry(*row) for row in found}


def taken_back(raw: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Entry]:
    """Find the reversals of these entries."""
    found = raw.execute(
        f"SELECT {FIELDS} FROM entry WHERE reverses IN (SELECT value FROM json_each(?))",  # noqa: S608 - constants
        (msgspec.json.encode(ids).decode(),),
    )
    return {row[-1]: Entry(*row) for row in found}


_RANGE = "(happened_at_ms, number) > (:after_ms, :after) AND happened_at_ms >= :since_ms AND happened_at_ms < :until_ms"
_STANDING = " AND reverses IS NULL AND NOT EXISTS (SELECT 1 FROM entry AS later WHERE later.reverses = entry.id)"


def page(raw: sqlite3.Connection, selection: Selection, after: Place | None, *, size: int = PAGE) -> list[Entry]:
    """Read the next entries of a selection as they happened; `after` is the moment and number of the last one."""
    where = _RANGE + (_STANDING if selection.standing else "")
    select = f"SELECT {FIELDS} FROM entry WHERE {where}"  # noqa: S608 - constants
    if selection.participant is not None:
        # Two ordered walks over the covering indexes, which SQLite merges without sorting.
        select = f"{select} AND initiator = :participant UNION ALL {select} AND responder = :participant"
    after_ms, after_number = (_EARLIEST, -1) if after is None else after
    found = raw.execute(
        f"{select} ORDER BY happened_at_ms, number LIMIT {size}",
        {**bounds(selection), "after_ms": after_ms, "after": after_number, "participant": selection.participant},
    )
    return [Entry(*row) for row in found]


def rows(raw: sqlite3.Connection, after: int) -> list[tuple[Entry, bytes]]:
    """Read the next entries of the books with their digests."""
    found = raw.execute(
        f"SELECT {FIELDS}, digest FROM entry WHERE number > ? ORDER BY number LIMIT {PAGE}",  # noqa: S608 - constants
        (after,),
    )
    width = len(COLUMNS)
    return [(Entry(*row[:width]), row[width]) for row in found]


def kept_totals(raw: sqlite3.Connection, participant: str | None) -> list[UnitTotal]:
    """Read the balances that the trigger keeps."""
    select = "SELECT participant, unit, given_micro, taken_micro, as_initiator, as_responder FROM balance"
    found = (
        raw.execute(f"{select} ORDER BY participant, unit")
        if participant is None
        else raw.execute(f"{select} WHERE participant = ? ORDER BY unit", (participant,))
    )
    return [_total(row) for row in found]


_SUM_OF_SIDE = """
SELECT {who} AS participant, {side}_unit AS unit, {given}, {taken}, {gave}, {took} FROM entry INDEXED BY entry_by_{who}
WHERE {who_is} happened_at_ms >= :since_ms AND happened_at_ms < :until_ms GROUP BY {who}, {side}_unit
"""
_STANDING_COUNT = "sum(iif(reverses IS NULL, 1, -1))"


def period_totals(raw: sqlite3.Connection, selection: Selection) -> list[UnitTotal]:
    """Sum a period over the two covering indexes; the halves are joined here, which is faster than a union in SQL."""
    sums: dict[tuple[str, str], list[int]] = {}
    one = selection.participant is not None
    for who, side, places in (("initiator", "contribution", (0, 2)), ("responder", "consumption", (1, 3))):
        given, taken = ("sum(given_micro)", "0") if who == "initiator" else ("0", "sum(taken_micro)")
        gave, took = (_STANDING_COUNT, "0") if who == "initiator" else ("0", _STANDING_COUNT)
        select = _SUM_OF_SIDE.format(
            who=who,
            side=side,
            given=given,
            taken=taken,
            gave=gave,
            took=took,
            who_is=f"{who} = :participant AND" if one else "",
        )
        for row in raw.execute(select, {**bounds(selection), "participant": selection.participant}):
            own = sums.setdefault((row[0], row[1]), [0, 0, 0, 0])
            for place in places:
                own[place] += row[2 + place]
    return [_total((key[0], key[1], *own)) for key, own in sorted(sums.items())]


_FLOW_OF_SIDE = """
SELECT {who}, (happened_at_ms - :start_ms) / :width_ms AS part, sum({amount}) FROM entry INDEXED BY entry_by_{who}
WHERE {who_is} happened_at_ms >= :start_ms AND happened_at_ms < :end_ms GROUP BY {who}, part
"""


def flows(raw: sqlite3.Connection, participant: str | None, grid: Grid) -> dict[str, list[Flow]]:
    """Sum a grid over the two covering indexes; with a participant, that one alone."""
    found: dict[str, list[Flow]] = {}
    for who, amount in (("initiator", "given_micro"), ("responder", "taken_micro")):
        who_is = "" if participant is None else f"{who} = :participant AND"
        rows_of_side = raw.execute(
            _FLOW_OF_SIDE.format(who=who, amount=amount, who_is=who_is),
            {"participant": participant, "start_ms": grid.start_ms, "width_ms": grid.width_ms, "end_ms": grid.end_ms},
        )
        for name, part, sum_micro in rows_of_side:
            own = found.setdefault(name, [(0, 0)] * grid.parts)
            given, taken = own[part]
            own[part] = (given + sum_micro, taken) if who == "initiator" else (given, taken + sum_micro)
    return dict(sorted(found.items()))


def span_ms(raw: sqlite3.Connection) -> tuple[int, int] | None:
    """Find the earliest and the latest moment; two steps into the index, where one query would walk it all."""
    first = raw.execute("SELECT min(happened_at_ms) FROM entry").fetchone()[0]
    last = raw.execute("SELECT max(happened_at_ms) FROM entry").fetchone()[0]
    return None if first is None else (first, last)


def bounds(selection: Selection) -> dict[str, int]:
    """Give the moments of a selection as parameters; an open side reaches as far as a stored moment can."""
    return {
        "since_ms": _EARLIEST if selection.since_ms is None else selection.since_ms,
        "until_ms": _LATEST if selection.until_ms is None else selection.until_ms,
    }


def _total(row: Sequence[Any]) -> UnitTotal:
    return UnitTotal(
        participant=row[0],
        unit=row[1],
        given_micro=row[2],
        taken_micro=row[3],
        as_initiator=row[4],
        as_responder=row[5],
    )
