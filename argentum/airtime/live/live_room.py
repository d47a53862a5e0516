"""One live room: its log, the fold over it, and what each viewer is shown.

The room is told what was written down and what time it is, and answers with what is to be told to whom. Events are
stamped before they are written and taken after, so that nobody sees what a crash could take back.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from argentum.airtime.decisions import AnyDecision, Refused
from argentum.airtime.events import (
    AnyEvent,
    KeyRenewed,
    ParticipantJoined,
    ParticipantLeft,
    SpeakerChanged,
    SpeechEnded,
    Tick,
    order_of,
)
from argentum.airtime.live.bridge_commands import BridgeCommand, command_of
from argentum.airtime.live.bridge_desk import BridgeDesk
from argentum.airtime.live.guest_list import MOST_PEOPLE, GuestList
from argentum.airtime.live.incoming import author_of, event_id
from argentum.airtime.live.live_fold import LATE_BOUND_MS, Folded, LiveFold
from argentum.airtime.live.messages import Change, RoomView, Update
from argentum.airtime.live.notebook import Notebook
from argentum.airtime.live.room_display import RoomDisplay
from argentum.airtime.live.telling import Telling, has_settled
from argentum.airtime.live.viewer import Viewer
from argentum.airtime.live.visibility import Shares, shares_of
from argentum.airtime.meeting_state import MeetingState
from argentum.errors import PolicyViolationError

TICK_EVERY_MS = 5_000
"""While somebody speaks, so much of it can be lost with the server at most."""
SERVER = "server"
FULL = "(full)"
"""Where a warning about one too many stands among those about people; nobody's id."""
_WATCHERS = ("bridge", SERVER)
"""Authors who tell of endpoints."""
_BREATH = 100
"""Events; some milliseconds."""


class LiveRoom:
    """A room that is open, or was."""

    def __init__(
        self,
        *,
        room: str,
        opened_at: str,
        names: Mapping[str, str],
        facilitators: Sequence[str],
        after_guests: Mapping[str, int] | None = None,
        most_people: int = MOST_PEOPLE,
    ) -> None:
        """Wait for the opening; `names` are the invited people by id, facilitators among them.

        `after_guests` tells who was invited when there were guests already, and how many.
        """
        self.name = room
        self.people = GuestList(names, after_guests or {}, most_people=most_people)
        self.names = self.people.names
        self.fold = LiveFold()
        self.bridge = BridgeDesk(self.names)
        self.display = RoomDisplay(room=room, opened_at=opened_at, names=self.names, facilitators=facilitators)
        self.notebook = Notebook()
        self.seq = 0
        self._last_logged_ms = 0

    @property
    def is_open(self) -> bool:
        """Whether the meeting goes on."""
        return self.fold.meeting.is_open

    @property
    def state(self) -> MeetingState:
        """Give the meeting as it stands; to be read only."""
        return self.fold.meeting.state

    @property
    def now_ms(self) -> int:
        """Give the instant up to which everything has been decided."""
        return self.fold.now_ms

    # ---------------------------------------------------------------- what comes in

    def next_seq(self) -> int:
        """Give the next number of an event; events of one instant are taken in this order."""
        self.seq += 1
        return self.seq

    def check_age(self, at_ms: int, now_ms: int) -> None:
        """Raise `PolicyViolationError` when something happened too long ago to be taken in."""
        if at_ms < now_ms - LATE_BOUND_MS:
            raise PolicyViolationError(f"it happened more than {LATE_BOUND_MS // 1000} s ago; people have acted since")

    def take(self, event: AnyEvent) -> Update:
        """Take an event that stands in the log, and give what is to be told."""
        self._meet(event)
        return self._told(event, self.fold.take(event))

    def take_all(self, events: Sequence[AnyEvent]) -> list[Update]:
        """Take what was written down together; what of it is late costs one folding anew."""
        updates, late = [], []
        for event in events:
            if self.fold.is_late(event):
                self._meet(event)
                late.append(event)
            else:
                updates.append(self.take(event))
        if late:
            updates.append(self._told(late[-1], self.fold.take_late(late)))
        return updates

    def _meet(self, event: AnyEvent) -> None:
        self.seq = max(self.seq, event.seq)
        self._last_logged_ms = max(self._last_logged_ms, event.at_ms)
        if isinstance(event, ParticipantJoined):
            self.people.meet(event.participant, event.name)
            self.display.roles.setdefault(event.participant, event.role)

    def _told(self, event: AnyEvent, folded: Folded) -> Update:
        if folded.anew is None:
            return self._update(event, folded.decisions)
        self.notebook = Notebook()
        for decision in folded.anew:
            self.notebook.note(decision, self._shares(decision))
        self.display.rows.reset()
        commands = self._commands(folded.decisions)
        return Update(anew=True, commands=[each for each in commands if each.expires_ms > self.now_ms])

    def advance(self, to_ms: int) -> Update:
        """Let time pass."""
        return self._update(None, self.fold.advance(to_ms))

    def next_due_ms(self) -> int | None:
        """Give the instant at which something is decided, or a tick is to be written, if nothing comes before."""
        if not self.is_open:
            return None
        due_ms = self.fold.meeting.next_due_ms()
        tick_ms = self.tick_due_ms()
        if due_ms is None or tick_ms is None:
            return tick_ms if due_ms is None else due_ms
        return min(due_ms, tick_ms)

    def tick_due_ms(self) -> int | None:
        """Give when a tick is to be written, so that little of what is being said can be lost."""
        if not self.is_open or not self.state.speaking:
            return None
        return self._last_logged_ms + TICK_EVERY_MS

    def tick(self, at_ms: int) -> Tick:
        """Make the tick of this instant."""
        seq = self.next_seq()
        return Tick(id=event_id(SERVER, f"tick-{seq}"), at_ms=at_ms, seq=seq)

    def absent(self) -> tuple[str, ...]:
        """Give the names of those who were invited and have never been noted as here; facilitators come and go."""
        return tuple(
            name
            for who, name in self.names.items()
            if who not in self.state.seats and self.display.roles.get(who) != "facilitator"
        )

    def arrival(self, participant: str, at_ms: int) -> AnyEvent:
        """Make the event of an invited person who comes."""
        seq = self.next_seq()
        return ParticipantJoined(
            id=event_id(SERVER, f"joined-{seq}"),
            at_ms=at_ms,
            seq=seq,
            participant=participant,
            name=self.names.get(participant, ""),
        )

    def renewal(self, whose: str, *, by: str, why: str, at_ms: int) -> KeyRenewed:
        """Make the event of a new key for a person, `observer` or `bridge`."""
        seq = self.next_seq()
        full_id = event_id(SERVER, f"renewed-{seq}")
        return KeyRenewed(id=full_id, at_ms=at_ms, seq=seq, participant=whose, by=by, why=why)

    def renewals(self, viewer: Viewer) -> int:
        """Give how often the key of this person was renewed; 0 for those who are nobody in the meeting."""
        renewed = self.notebook.renewals.get(viewer.participant or "")
        return 0 if renewed is None else renewed.times

    def missing(self, endpoints: Sequence[str], at_ms: int) -> list[AnyEvent]:
        """Give the departures of those whom the bridge once reported and no longer sees."""
        events: list[AnyEvent] = []
        identity = self.bridge.identity
        for endpoint in identity.endpoints():
            if endpoint in endpoints:
                continue
            person = identity.person_of(endpoint)
            if person is not None and not identity.drop(endpoint):
                seq = self.next_seq()
                full_id = event_id(SERVER, f"missing-{seq}")
                events.append(ParticipantLeft(id=full_id, at_ms=at_ms, seq=seq, participant=person))
        return events

    def broken_off(self, at_ms: int) -> list[AnyEvent]:
        """Give the ends of all speech that is open, for when nobody can tell how it went on."""
        state = self.state
        events: list[AnyEvent] = []
        for seat in state.talking():
            seq = self.next_seq()
            full_id = event_id(SERVER, f"broken-{seq}")
            if seat is state.leading():
                events.append(SpeakerChanged(id=full_id, at_ms=at_ms, seq=seq))
            else:
                events.append(
                    SpeechEnded(id=full_id, at_ms=at_ms, seq=seq, participant=seat.participant_id, inferred=True)
                )
        return events

    def resume(self, log: Iterable[AnyEvent]) -> list[AnyEvent]:
        """Fold the log that a crash left, and give the events that end what was open then, at its last instant."""
        for _ in self.resuming(log):
            pass
        return self.left_open()

    def resuming(self, log: Iterable[AnyEvent]) -> Iterator[None]:
        """Fold the log that a crash left, as it was written, with a breath after every few events for what waits."""
        ordered: list[AnyEvent] = []
        for number, event in enumerate(log, 1):
            self._meet(event)
            # A facilitator's word that somebody left says nothing of their endpoint.
            if not isinstance(event, ParticipantLeft) or event.id.partition(":")[0] in _WATCHERS:
                self.bridge.identity.note(event)
            if not ordered or order_of(ordered[-1]) <= order_of(event):
                ordered.append(event)
            else:
                insort(ordered, event, key=order_of)
            if number % _BREATH == 0:
                yield
        self.people.stand()
        # In order, nothing is late: what came late in the meeting had all of it folded anew.
        for number, event in enumerate(ordered, 1):
            for decision in self.fold.take(event).decisions:
                self.notebook.note(decision, self._shares(decision))
            if number % _BREATH == 0:
                yield
        self.display.told(self.state)
        self.bridge.stale = bool(self.bridge.identity.endpoints())

    def left_open(self) -> list[AnyEvent]:
        """Give the events that end what a crash left open, at the last instant of the log."""
        return self.broken_off(self._last_logged_ms) if self.is_open else []

    # ---------------------------------------------------------------- who there is

    def add_person(self, participant: str, name: str, *, after_guests: int) -> Update:
        """Invite one more person, who stands behind so many guests."""
        self.people.invite(participant, name, after_guests=after_guests)
        return self._update(None, ())

    def has_place(self, person: str) -> bool:
        """Tell whether events of somebody can be taken: of who is known, or while the room is not full."""
        identity = self.bridge.identity
        coming = (who for each in identity.endpoints() if (who := identity.person_of(each)) is not None)
        return self.people.has_place(person, chain(self.state.seats, coming))

    def check_place(self, person: str, *, coming: str = "") -> None:
        """Raise `PolicyViolationError` for one person too many; facilitators learn who was `coming`."""
        if not self.has_place(person):
            if coming:
                self.bridge.identity.warnings[FULL] = f"{coming} is not counted: the room is full"
            most = self.people.most_people
            raise PolicyViolationError(f"this room holds {most} people and is full; nobody more is counted")

    def bridge_changed(self) -> Update:
        """Tell facilitators how it stands with the bridge."""
        return Update(facilitators=Change(now_ms=self.now_ms, bridge=self.bridge.view()))

    # ---------------------------------------------------------------- what is shown

    def view(self, viewer: Viewer) -> RoomView:
        """Give everything that this viewer may see, as of `now_ms`."""
        return self.display.view(self.state, self.notebook, viewer, self.bridge.view())

    def _shares(self, decision: AnyDecision) -> Shares:
        author = author_of(decision.event_id) if isinstance(decision, Refused) else None
        # By the rule of its own instant: what was private then is not told when the rule is another.
        return shares_of(decision, author=author, under_tokens="token" in self.fold.rules_at(decision.at_ms))

    def _commands(self, decisions: Iterable[AnyDecision]) -> list[BridgeCommand]:
        commands = []
        for decision in decisions:
            who = getattr(decision, "participant_id", None)
            command = command_of(decision, None if who is None else self.bridge.identity.endpoint_of(who))
            if command is not None:
                commands.append(command)
        return commands

    def _update(self, event: AnyEvent | None, decisions: Sequence[AnyDecision]) -> Update:
        """Work out what each audience is told."""
        divided = [self._shares(decision) for decision in decisions]
        for decision, shares in zip(decisions, divided, strict=True):
            self.notebook.note(decision, shares)
        if event is not None and self.fold.refusal(event.id) is not None:
            # It had no effect, which is its sender's affair.
            event = None
        telling = Telling(
            state=self.state,
            display=self.display,
            event=event,
            shares=divided,
        )
        update = telling.update(has_settled(decisions))
        update.commands = self._commands(decisions)
        return update
