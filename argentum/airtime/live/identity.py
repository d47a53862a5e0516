"""Who is behind an endpoint of the meeting program.

Endpoint ids change at every join, so a person is found by the id that the meeting's own login gives, then by the
display name, which anybody can type: facilitators are told. Who is found by neither is a guest of their own. The
endpoint stands in the log with each join, so that the map is rebuilt from the log after a crash.
"""

from __future__ import annotations

from argentum.airtime.events import AnyEvent, ParticipantJoined, ParticipantLeft
from argentum.ids import slug

GUEST_PREFIX = "guest-"


class IdentityMap:
    """The endpoints of one room; one person may have several, a laptop and a telephone."""

    def __init__(self, names: dict[str, str]) -> None:
        """Know the invited people by id and name; the mapping is shared with the room and grows with it."""
        self._names = names
        self._people: dict[str, str] = {}
        self.warnings: dict[str, str] = {}
        """For facilitators, by person: who was taken for whom because of a name alone."""

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
        present = frozenset(self._people.values())
        if not user_id and name:
            wanted = name.casefold()
            same = [who for who, theirs in self._names.items() if theirs.casefold() == wanted]
            if len(same) == 1 and same[0] not in present:
                if not same[0].startswith(GUEST_PREFIX):
                    self.warnings[same[0]] = f"{name} was recognised by the display name alone"
                return same[0]
        return self._guest(user_id or name or endpoint, present)

    def note(self, event: AnyEvent) -> None:
        """Remember a join or departure that stands in the log."""
        if isinstance(event, ParticipantJoined) and event.endpoint:
            self._people.pop(event.endpoint, None)
            self._people[event.endpoint] = event.participant
        elif isinstance(event, ParticipantLeft):
            self._people = {key: who for key, who in self._people.items() if who != event.participant}

    def drop(self, endpoint: str) -> bool:
        """Forget an endpoint; tells whether its person is still there with another one, and so has not left."""
        person = self._people.pop(endpoint, None)
        return person is not None and person in self._people.values()

    def _guest(self, known_as: str, present: frozenset[str]) -> str:
        plain = f"{GUEST_PREFIX}{slug(known_as, longest=40)}"
        guest, number = plain, 1
        while guest in present:
            number += 1
            guest = f"{plain}-{number}"
        return guest
