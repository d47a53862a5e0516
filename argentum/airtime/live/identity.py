"""Who is behind an endpoint of the meeting program.

Endpoint ids change at every join, so a person is found by the id that the meeting's own login gives, then by the
display name, which anybody can type: facilitators are told. Who is found by neither is a guest of their own. The
endpoint stands in the log with each join, so that the map is rebuilt from the log after a crash.

Nothing tells a nameless guest who comes back from another one. They are taken for the one who left last: whoever
reloads their page keeps their hourglass, and nobody gets a fresh one by leaving.
"""

from __future__ import annotations

from collections.abc import Callable

from argentum.airtime.events import AnyEvent, ParticipantJoined, ParticipantLeft
from argentum.ids import slug

GUEST_PREFIX = "guest-"
_NAMELESS = "nameless"


class IdentityMap:
    """The endpoints of one room; one person may have several, a laptop and a telephone."""

    def __init__(self, names: dict[str, str]) -> None:
        """Know the invited people by id and name; the mapping is shared with the room and grows with it."""
        self._names = names
        self._people: dict[str, str] = {}
        self._once: dict[str, str] = {}
        """All endpoints that ever joined: one that comes back is the same connection, and so the same person."""
        self._nameless: dict[str, None] = {}
        """Nameless guests, who left last comes last."""
        self.warnings: dict[str, str] = {}
        """For facilitators, by person: who was taken for whom although nothing proves it."""

    def person_of(self, endpoint: str) -> str | None:
        """Give the person behind an endpoint that has joined."""
        return self._people.get(endpoint)

    def endpoint_of(self, participant: str) -> str | None:
        """Give the latest endpoint of a person."""
        found = [endpoint for endpoint, person in self._people.items() if person == participant]
        return found[-1] if found else None

    def endpoints(self) -> tuple[str, ...]:
        """Give all endpoints that have joined and not left."""
        return tuple(self._people)

    def recognise(self, endpoint: str, *, user_id: str, name: str) -> str:
        """Find or name the person who joins with this endpoint; a bridge that knows its people gives their ids."""
        if endpoint in self._names:
            return endpoint
        known = self._people.get(endpoint)
        if known is not None:
            return known
        if user_id in self._names:
            return user_id
        known = self._once.get(endpoint)
        if known is not None:
            return known
        present = frozenset(self._people.values())
        if user_id:
            return _numbered(user_id, lambda guest: guest not in present)
        if not name:
            return self._without_name(present)
        wanted = name.casefold()
        same = [who for who, theirs in self._names.items() if theirs.casefold() == wanted]
        if len(same) == 1 and same[0] not in present:
            if not same[0].startswith(GUEST_PREFIX):
                self.warnings[same[0]] = f"{name} was recognised by the display name alone"
            return same[0]
        # Zoe is nobody whom Zoë has been, though their ids are spelled alike.
        return _numbered(name, lambda guest: guest not in present and self._names.get(guest, name).casefold() == wanted)

    def unannounced(self, endpoint: str) -> str:
        """Name whoever is reported without having joined: the same at every report."""
        return self._once.get(endpoint) or self.recognise(endpoint, user_id=endpoint, name="")

    def note(self, event: AnyEvent) -> None:
        """Remember a join or departure that stands in the log."""
        if isinstance(event, ParticipantJoined) and event.endpoint:
            self._people.pop(event.endpoint, None)
            self._people[event.endpoint] = self._once[event.endpoint] = event.participant
            if not event.name and event.participant.startswith(f"{GUEST_PREFIX}{_NAMELESS}"):
                self._nameless.setdefault(event.participant)
        elif isinstance(event, ParticipantLeft):
            for endpoint in [endpoint for endpoint, who in self._people.items() if who == event.participant]:
                self.drop(endpoint)

    def drop(self, endpoint: str) -> bool:
        """Forget an endpoint; tells whether its person is still there with another one, and so has not left."""
        person = self._people.pop(endpoint, None)
        if person is None or person in self._people.values():
            return person is not None
        if person in self._nameless:
            self._nameless[person] = self._nameless.pop(person)
        return False

    def _without_name(self, present: frozenset[str]) -> str:
        """Take somebody for the nameless guest who left last, if one has."""
        gone = [guest for guest in self._nameless if guest not in present]
        if gone:
            last = gone[-1]
            self.warnings[last] = f"{last} may be several people: who comes without a name is taken for who left last"
            return last
        return _numbered(_NAMELESS, lambda guest: guest not in present and guest not in self._names)


def _numbered(known_as: str, fits: Callable[[str], bool]) -> str:
    """Give the first id of a guest that fits: plain, then with numbers."""
    plain = f"{GUEST_PREFIX}{slug(known_as, longest=40)}"
    guest, number = plain, 1
    while not fits(guest):
        number += 1
        guest = f"{plain}-{number}"
    return guest
