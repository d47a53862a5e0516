"""What a participant gave and took: sums of whole millionths, kept apart by unit until they are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from argentum.ayni.entry import Entry


class UnitTotal(Struct, frozen=True, kw_only=True):
    """The sums of one participant in one unit, in counted millionths."""

    participant: str
    unit: str
    given_micro: int = 0
    """Given as initiator."""
    taken_micro: int = 0
    """Taken as responder."""
    as_initiator: int = 0
    """Interactions that stand; what was reversed is not among them."""
    as_responder: int = 0


class TotalsFold:
    """Adds entries up in memory; the same sums that a store keeps or queries."""

    __slots__ = ("sums",)

    def __init__(self, totals: Iterable[UnitTotal] = ()) -> None:
        """Begin with these sums."""
        self.sums: dict[tuple[str, str], list[int]] = {
            (each.participant, each.unit): [each.given_micro, each.taken_micro, each.as_initiator, each.as_responder]
            for each in totals
        }

    def add(self, entry: Entry) -> None:
        """Count an entry on both sides; a reversal takes away."""
        one = 1 if entry.reverses is None else -1
        giver = self._sums_of((entry.initiator, entry.contribution_unit))
        giver[0] += entry.given_micro
        giver[2] += one
        taker = self._sums_of((entry.responder, entry.consumption_unit))
        taker[1] += entry.taken_micro
        taker[3] += one

    def _sums_of(self, key: tuple[str, str]) -> list[int]:
        own = self.sums.get(key)
        if own is None:
            own = self.sums[key] = [0, 0, 0, 0]
        return own

    def totals(self) -> list[UnitTotal]:
        """Give the sums, by participant and unit in alphabetical order."""
        return [
            UnitTotal(
                participant=participant,
                unit=unit,
                given_micro=given,
                taken_micro=taken,
                as_initiator=gave,
                as_responder=took,
            )
            for (participant, unit), (given, taken, gave, took) in sorted(self.sums.items())
        ]


def fold(entries: Iterable[Entry]) -> list[UnitTotal]:
    """Add entries up."""
    sums = TotalsFold()
    for entry in entries:
        sums.add(entry)
    return sums.totals()


def grouped_totals(totals: Iterable[UnitTotal], group_of: Mapping[str, str]) -> list[UnitTotal]:
    """Join participants to groups by name; who is in none stands for themselves, what passes within a group counts."""
    sums: dict[tuple[str, str], list[int]] = {}
    for each in totals:
        own = sums.setdefault((group_of.get(each.participant, each.participant), each.unit), [0, 0, 0, 0])
        for place, more in enumerate((each.given_micro, each.taken_micro, each.as_initiator, each.as_responder)):
            own[place] += more
    return [
        UnitTotal(
            participant=who, unit=unit, given_micro=own[0], taken_micro=own[1], as_initiator=own[2], as_responder=own[3]
        )
        for (who, unit), own in sorted(sums.items())
    ]
