"""Who comes, where no bridge tells it: whoever opens their page, and whoever a facilitator notes as speaking."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from argentum.airtime.events import AnyEvent, ParticipantJoined, SpeechStarted
from argentum.airtime.live.live_room import LiveRoom


class Arrivals:
    """Writes the arrival of invited people into the log of a room, with their names."""

    def __init__(
        self,
        room: LiveRoom,
        pending: Mapping[str, AnyEvent],
        *,
        now_ms: Callable[[], int],
        write: Callable[[AnyEvent], None],
    ) -> None:
        """Work for one room; `pending` are its events that are on their way to the disk."""
        self._room = room
        self._pending = pending
        self._now_ms = now_ms
        self._write = write

    def seat(self, participant: str) -> bool:
        """Count an invited person as present; tells whether they were not, nor on their way.

        Several pages that are opened at once are one arrival.
        """
        seat = self._room.state.seats.get(participant)
        if not self._room.is_open or (seat is not None and seat.present) or self._is_on_the_way(participant):
            return False
        self._write(self._room.arrival(participant, self._now_ms()))
        return True

    def before(self, event: AnyEvent) -> AnyEvent:
        """Let somebody who is noted as speaking come first, because the log would not know their name.

        Gives the event that is to be written then: it stands behind the arrival.
        """
        if not isinstance(event, SpeechStarted) or event.participant not in self._room.names:
            return event
        if not self.seat(event.participant):
            return event
        return msgspec.structs.replace(event, seq=self._room.next_seq())

    def _is_on_the_way(self, participant: str) -> bool:
        return any(
            isinstance(event, ParticipantJoined) and event.participant == participant
            for event in self._pending.values()
        )
