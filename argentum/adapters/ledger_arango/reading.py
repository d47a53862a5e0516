"""What is read from the collections, as values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import msgspec

from argentum.adapters.ledger_arango.documents import (
    HEAD_KEY,
    LARGEST_NUMBER,
    TERMS_KEY,
    BalanceDocument,
    Document,
    EntryDocument,
    HeadDocument,
    TermsDocument,
    entry_of,
    from_limbs,
    key_of,
    total_of,
)
from argentum.adapters.ledger_arango.queries import Query
from argentum.ayni.entry import Entry
from argentum.ayni.ledger import Place, Selection
from argentum.ayni.pairs import PairTotal
from argentum.ayni.totals import UnitTotal
from argentum.ayni.trend import Flow, Grid
from argentum.errors import VerificationError

Read = TypeVar("Read", bound=Document)
_SERVERS_OWN = frozenset(("_id", "_rev"))


class Asking(Protocol):
    """A connection, or the books while they are held."""

    def ask(self, query: Query, **bind: object) -> list[Any]:
        """Ask a question of the closed set."""


class AskingPatiently(Asking, Protocol):
    """A connection, which can wait for a long answer."""

    def ask_patiently(self, query: Query, **bind: object) -> list[Any]:
        """Ask what may take long."""


def read(found: dict[str, Any], model: type[Read]) -> Read:
    """Read a document; raises `msgspec.ValidationError` for one of another form."""
    return msgspec.convert({name: value for name, value in found.items() if name not in _SERVERS_OWN}, model)


def entries_of(found: Iterable[dict[str, Any]]) -> list[tuple[Entry, bytes]]:
    """Read entries with their digests. Raises `VerificationError` for a document that is none."""
    try:
        return [entry_of(read(each, EntryDocument)) for each in found]
    except (msgspec.ValidationError, ValueError) as error:
        raise VerificationError(
            f"a document among the entries cannot be read ({error}); see: argentum ayni verify"
        ) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """Terms and head; `None` where there is none."""

    terms: TermsDocument | None
    head: HeadDocument | None


def read_books(asking: Asking) -> Books:
    """Read what the ledger was made with and where it ends."""
    pages = {page["_key"]: page for page in asking.ask(Query.BOOKS)}
    try:
        return Books(
            terms=read(pages[TERMS_KEY], TermsDocument) if TERMS_KEY in pages else None,
            head=read(pages[HEAD_KEY], HeadDocument) if HEAD_KEY in pages else None,
        )
    except msgspec.ValidationError as error:
        raise VerificationError(f"the terms or the head of the ledger cannot be read ({error})") from error


def known(asking: Asking, ids: Sequence[str]) -> dict[str, Entry]:
    """Find entries by their ids."""
    keys = [key_of(each) for each in dict.fromkeys(ids)]
    return {entry.id: entry for entry, _ in entries_of(asking.ask(Query.ENTRIES_BY_KEY, keys=keys))}


def taken_back(asking: Asking, ids: Sequence[str]) -> dict[str, Entry]:
    """Find the reversals of these entries, by the id of what they reverse."""
    keys = [key_of(each) for each in dict.fromkeys(ids)]
    reversals = entries_of(asking.ask(Query.REVERSALS, keys=keys))
    return {entry.reverses: entry for entry, _ in reversals if entry.reverses is not None}


PAGE_OF: dict[str | None, Query] = {
    None: Query.PAGE,
    "initiator": Query.PAGE_OF_INITIATOR,
    "responder": Query.PAGE_OF_RESPONDER,
}


def page(asking: Asking, selection: Selection, side: str | None, after: Place | None, *, size: int) -> list[Entry]:
    """Read the next entries of a selection as they happened, those of one side for a participant.

    What was reversed is among them: leaving it out is `standing_of`'s, so that a short page means the end.
    """
    bind = bounds(selection)
    after_ms, after_number = (bind["since_ms"], 0) if after is None else after
    bind |= {"since_ms": max(bind["since_ms"], after_ms), "after_ms": after_ms, "after": after_number, "size": size}
    found = asking.ask(PAGE_OF[side], **bind, **_participant(selection.participant))
    return [entry for entry, _ in entries_of(found)]


def standing_of(asking: Asking, entries: Sequence[Entry]) -> list[Entry]:
    """Leave out what was reversed, and the reversals."""
    candidates = [entry for entry in entries if entry.reverses is None]
    gone = taken_back(asking, [entry.id for entry in candidates]) if candidates else {}
    return [entry for entry in candidates if entry.id not in gone]


def rows(asking: Asking, after: int, *, size: int) -> list[tuple[Entry, bytes]]:
    """Read the next entries of the books with their digests."""
    return entries_of(asking.ask(Query.ROWS, after=after, size=size))


def kept_totals(asking: AskingPatiently, participant: str | None) -> list[UnitTotal]:
    """Read the balances that every commit keeps up."""
    if participant is None:
        return totals_of(asking.ask_patiently(Query.BALANCES))
    return totals_of(asking.ask(Query.BALANCES_OF_ONE, **_participant(participant)))


def kept_balances(asking: Asking, accounts: Iterable[tuple[str, str]]) -> list[UnitTotal]:
    """Read the balances of these participants in these units."""
    keys = [key_of(*each) for each in sorted(accounts)]
    return totals_of(asking.ask(Query.BALANCES_BY_KEY, keys=keys))


def totals_of(found: Iterable[dict[str, Any]]) -> list[UnitTotal]:
    """Read balances, in alphabetical order."""
    try:
        totals = [total_of(read(each, BalanceDocument)) for each in found]
    except (msgspec.ValidationError, ValueError) as error:
        raise VerificationError(f"a balance cannot be read ({error})") from error
    return sorted(totals, key=lambda total: (total.participant, total.unit))


def period_totals(asking: AskingPatiently, selection: Selection) -> list[UnitTotal]:
    """Sum a period up by query."""
    one = selection.participant is not None
    bind = {**bounds(selection), **_participant(selection.participant)}
    given = asking.ask_patiently(Query.TOTALS_OF_INITIATOR if one else Query.TOTALS_OF_INITIATORS, **bind)
    taken = asking.ask_patiently(Query.TOTALS_OF_RESPONDER if one else Query.TOTALS_OF_RESPONDERS, **bind)
    sums: dict[tuple[str, str], list[int]] = {}
    for place, groups in enumerate((given, taken)):
        for participant, unit, low, middle, high, standing in groups:
            own = sums.setdefault((participant, unit), [0, 0, 0, 0])
            own[place] += _added(low, middle, high)
            own[place + 2] += int(standing)
    return [
        UnitTotal(
            participant=participant,
            unit=unit,
            given_micro=own[0],
            taken_micro=own[1],
            as_initiator=own[2],
            as_responder=own[3],
        )
        for (participant, unit), own in sorted(sums.items())
    ]


def pairs(asking: AskingPatiently, selection: Selection) -> list[PairTotal]:
    """Sum a period up by giver, taker and units."""
    query = Query.PAIRS if selection.participant is None else Query.PAIRS_OF_ONE
    found = [
        PairTotal(
            giver=group[0],
            taker=group[1],
            contribution_unit=group[2],
            consumption_unit=group[3],
            given_micro=_added(*group[4:7]),
            taken_micro=_added(*group[7:10]),
            interactions=int(group[10]),
        )
        for group in asking.ask_patiently(query, **bounds(selection), **_participant(selection.participant))
    ]
    return sorted(found, key=lambda pair: (pair.giver, pair.taker, pair.contribution_unit, pair.consumption_unit))


def flows(asking: AskingPatiently, participant: str | None, grid: Grid) -> dict[str, list[Flow]]:
    """Sum a grid up by participant and part."""
    one = participant is not None
    bind = {"start_ms": grid.start_ms, "end_ms": grid.end_ms, "width_ms": grid.width_ms, **_participant(participant)}
    given = asking.ask_patiently(Query.FLOWS_OF_INITIATOR if one else Query.FLOWS_OF_INITIATORS, **bind)
    taken = asking.ask_patiently(Query.FLOWS_OF_RESPONDER if one else Query.FLOWS_OF_RESPONDERS, **bind)
    found: dict[str, list[Flow]] = {}
    for name, part, *sums in given:
        own = found.setdefault(name, [(0, 0)] * grid.parts)
        own[int(part)] = own[int(part)][0] + _added(*sums), own[int(part)][1]
    for name, part, *sums in taken:
        own = found.setdefault(name, [(0, 0)] * grid.parts)
        own[int(part)] = own[int(part)][0], own[int(part)][1] + _added(*sums)
    return dict(sorted(found.items()))


def _added(low: float | None, middle: float | None, high: float | None) -> int:
    """Put sums together; AQL gives none where something among the numbers is no number."""
    if low is None or middle is None or high is None:
        raise VerificationError("what is stored beside an entry cannot be added up; see: argentum ayni verify")
    return from_limbs(low, middle, high)


def span_ms(asking: Asking) -> tuple[int, int] | None:
    """Find the earliest and the latest moment: the two ends of an index."""
    first, last = asking.ask(Query.FIRST_MOMENT), asking.ask(Query.LAST_MOMENT)
    return (int(first[0]), int(last[0])) if first and last else None


def bounds(selection: Selection) -> dict[str, int]:
    """Give the moments of a selection as bind variables; an open side reaches as far as a stored moment can."""
    return {
        "since_ms": -LARGEST_NUMBER if selection.since_ms is None else _clamped(selection.since_ms),
        "until_ms": LARGEST_NUMBER if selection.until_ms is None else _clamped(selection.until_ms),
    }


def _clamped(moment_ms: int) -> int:
    return max(-LARGEST_NUMBER, min(LARGEST_NUMBER, moment_ms))


def _participant(participant: str | None) -> dict[str, str]:
    return {} if participant is None else {"participant": key_of(participant)}
