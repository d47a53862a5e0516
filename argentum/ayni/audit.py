"""Checking the books entry by entry: the numbers, the chain, the arithmetic, and the sums that come of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256

import msgspec

from argentum.ayni.chain import Head
from argentum.ayni.entry import Entry, Reversal, counted, reversal_of
from argentum.ayni.totals import TotalsFold, UnitTotal

MOST_FAULTS = 20
"""Faults that are listed: a flipped byte is one, and a ledger without its second half need not list half a million."""

_encode = msgspec.json.Encoder().encode


class Audit:
    """Goes over entries in the order of the books and keeps what it finds.

    After a fault it goes on from what is written, so that each damaged entry is told by its own number.
    """

    def __init__(
        self, *, after: Head, totals: Iterable[UnitTotal] = (), original: Callable[[str], Entry | None]
    ) -> None:
        """Start behind a head whose totals are known; `original` finds the entry that a reversal takes back."""
        self.number = after.number
        self.digest: bytes | None = after.digest
        """`None` where the entry before is missing."""
        self.recorded_at_ms = after.recorded_at_ms
        self.fold = TotalsFold(totals)
        self.faults: list[str] = []
        self._original = original

    def read(self, rows: Iterable[tuple[Entry, bytes]]) -> None:
        """Check entries with the digests that are stored beside them."""
        add = self.fold.add
        for entry, stored in rows:
            if entry.number != self.number + 1:
                self._misplaced(entry.number)
            self.number += 1
            previous, self.digest = self.digest, stored
            if previous is not None and sha256(previous + _encode(entry)).digest() != stored:
                self.fault(self.number, f"(id {entry.id!r}) is not as it was recorded: its digest does not match")
            else:
                self._check_arithmetic(entry)
                add(entry)
            if len(self.faults) >= MOST_FAULTS:
                return

    def unreadable(self, reason: str) -> None:
        """Note that the entry after the last one cannot even be read."""
        self.fault(self.number + 1, f"cannot be read: {reason}")
        self.number += 1
        self.digest = None

    def finish(self, head: Head) -> None:
        """Compare the end of the books with the head that is kept apart, if they were read to the end."""
        if len(self.faults) >= MOST_FAULTS:
            return
        if self.number < head.number:
            first, last = self.number + 1, head.number
            several = "is missing" if first == last else f"to {last} are missing"
            self.fault(first, f"{several}: the head tells of {last} entries")
        elif self.number > head.number:
            self.fault(head.number + 1, f"is one too many: the head tells of {head.number} entries")
        elif not self.faults and (self.digest, self.recorded_at_ms) != (head.digest, head.recorded_at_ms):
            self.fault(head.number, "is not the one that the head tells of")

    def fault(self, number: int, what: str) -> None:
        """Note a fault of one entry."""
        self.faults.append(f"entry {number} {what}")

    def _misplaced(self, found: int) -> None:
        """Tell of a gap and go on behind it, or tell of a number that comes twice."""
        expected = self.number + 1
        if found < expected:
            self.fault(expected, f"is out of place: an entry of number {found} stands there")
            return
        self.fault(expected, "is missing" if found == expected + 1 else f"to {found - 1} are missing")
        self.number = found - 1
        self.digest = None

    def _check_arithmetic(self, entry: Entry) -> None:
        """Derive what counts again; a chain that was rebuilt over false sums does not pass."""
        if entry.recorded_at_ms < self.recorded_at_ms:
            self.fault(entry.number, "was recorded before the one before it")
        self.recorded_at_ms = entry.recorded_at_ms
        if entry.reverses is None:
            if counted(entry) != (entry.given_micro, entry.taken_micro):
                self.fault(entry.number, f"(id {entry.id!r}) counts other sums than its amounts come to")
            return
        original = self._original(entry.reverses)
        reversal = Reversal(id=entry.id, reverses=entry.reverses, reason=entry.note)
        if (
            original is None
            or original.number >= entry.number
            or reversal_of(original, reversal, number=entry.number, recorded_at_ms=entry.recorded_at_ms) != entry
        ):
            self.fault(entry.number, f"(id {entry.id!r}) does not take back what it points to")


def total_faults(what: str, kept: Iterable[UnitTotal], derived: TotalsFold) -> list[str]:
    """Compare sums that a store keeps with those that the entries come to; a fault a participant and unit."""
    kept_by = {(total.participant, total.unit): total for total in kept}
    derived_by = {(total.participant, total.unit): total for total in derived.totals()}
    return [
        f"{what} of {participant!r} in {unit!r}: kept as {_shown(kept_by.get((participant, unit)))}, "
        f"the entries come to {_shown(derived_by.get((participant, unit)))}"
        for participant, unit in sorted(kept_by.keys() | derived_by.keys())
        if kept_by.get((participant, unit)) != derived_by.get((participant, unit))
    ]


def _shown(total: UnitTotal | None) -> str:
    if total is None:
        return "nothing"
    counts = f"{total.as_initiator} and {total.as_responder} times"
    return f"{total.given_micro} given and {total.taken_micro} taken micro-units ({counts})"
