"""Who belongs to a room: the invited and the guests, in an order that no crash changes, and no more than it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

MOST_PEOPLE = 200
"""Invited people and guests of one room; each has a row on every page."""


class GuestList:
    """The people of one room; `names` is shared with whoever shows or recognises them."""

    def __init__(self, invited: Mapping[str, str], after_guests: Mapping[str, int], *, most_people: int) -> None:
        """Take the invited people, by id and name, in the order in which they were invited.

        `after_guests` tells who was invited when there were guests already, and how many.
        """
        self.names = dict(invited)
        self.most_people = most_people
        self._invited = {who: after_guests.get(who, 0) for who in invited}

    def meet(self, person: str, name: str) -> None:
        """Remember somebody who comes; behind all others, who comes for the first time without an invitation."""
        self.names.setdefault(person, name or person)

    def guests_before(self, person: str) -> int:
        """Count the guests who stand before somebody who is invited now."""
        return sum(who not in self._invited and who != person for who in self.names)

    def invite(self, person: str, name: str, *, after_guests: int) -> None:
        """Add one more invited person."""
        self._invited[person] = after_guests
        self.names[person] = name
        self.stand()

    def stand(self) -> None:
        """Bring people into the order of invitation and coming: number keys and colours go by it."""
        guests = [who for who in self.names if who not in self._invited]
        order: list[str] = []
        placed = 0
        for who, after_guests in self._invited.items():
            order.extend(guests[placed:after_guests])
            placed = max(placed, after_guests)
            order.append(who)
        names = {who: self.names[who] for who in [*order, *guests[placed:]]}
        self.names.clear()
        self.names.update(names)

    def has_place(self, person: str, others: Iterable[str]) -> bool:
        """Tell whether somebody is known, or one more can be; `others` are here without standing on the list."""
        if person in self.names:
            return True
        everybody = dict.fromkeys([*self.names, *others])
        return person in everybody or len(everybody) < self.most_people
