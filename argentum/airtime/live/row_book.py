"""The rows as they were told last, so that only what has changed is told again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from msgspec.structs import replace

from argentum.airtime.live.seat_rows import PersonRow, RowRole, at_rest, row_of, without_hourglass
from argentum.airtime.meeting_state import MeetingState
from argentum.airtime.own_hourglass import own_allocation
from argentum.airtime.tokens.prices import TOKEN_MS


class ChangedRows(NamedTuple):
    """Rows that are not as they were told last."""

    public: list[PersonRow]
    own: dict[str, PersonRow]
    """Under the token rule: hourglass and balance of each, for themselves."""


class RowBook:
    """All rows of one room."""

    __slots__ = ("_confirmed_ms", "_names", "_own_told", "_public_told", "_seen_sessions", "roles")

    def __init__(self, names: Mapping[str, str], roles: dict[str, RowRole]) -> None:
        """Know who is invited, and as what."""
        self._names = names
        self.roles = roles
        self._confirmed_ms: dict[str, int] = {}
        self._seen_sessions = 0
        self._public_told: dict[str, tuple[object, ...]] = {}
        self._own_told: dict[str, tuple[object, ...]] = {}

    def reset(self) -> None:
        """Count sessions again: the log was folded anew, and everybody gets the whole state."""
        self._confirmed_ms.clear()
        self._seen_sessions = 0

    def full_rows(self, state: MeetingState) -> list[PersonRow]:
        """Give everybody with everything, in the order of invitation, guests by their coming.

        Who is here, and who came first, changes no place: number keys go by it, on all pages alike. Who is outside the
        pool comes last.
        """
        self._count(state)
        unnamed = [who for who in state.seats if who not in self._names]
        rows = [self._row(who, state) for who in (*self._names, *unnamed)]
        return sorted(rows, key=lambda row: not row.in_pool)

    def _row(self, who: str, state: MeetingState) -> PersonRow:
        role = self.roles.get(who, "participant")
        seat = state.seats.get(who)
        if seat is not None:
            row = row_of(seat, state, role=role, confirmed_ms=self._confirmed_ms.get(who, 0))
            # Who was heard before they came has a seat with the id for a name.
            return row if row.name not in ("", who) else replace(row, name=self._names.get(who, who))
        in_pool = role == "participant" or (role == "facilitator" and state.context.facilitator_in_pool)
        return PersonRow(id=who, name=self._names[who], role=role, in_pool=in_pool)

    def changed(self, state: MeetingState) -> ChangedRows:
        """Give the rows that are not as they were told last, and remember them as told."""
        public: list[PersonRow] = []
        own: dict[str, PersonRow] = {}
        private = state.ruleset.rule == "token"
        running = not state.paused
        for row in self.full_rows(state):
            shown = row
            if private:
                with_tokens = self.with_tokens(row, state)
                key = at_rest(with_tokens, running=running)
                if self._own_told.get(row.id) != key:
                    self._own_told[row.id] = key
                    own[row.id] = with_tokens
                shown = without_hourglass(row)
            key = at_rest(shown, running=running)
            if self._public_told.get(row.id) != key:
                self._public_told[row.id] = key
                public.append(shown)
        return ChangedRows(public, own)

    def with_tokens(self, row: PersonRow, state: MeetingState) -> PersonRow:
        """Add the balance, and take from the hourglass what is sealed, for their owner."""
        row = replace(row, tokens=state.purses.balance_ms(row.id) / TOKEN_MS)
        seat = state.seats.get(row.id)
        if seat is None or seat.allocated_ms is None:
            return row
        own = own_allocation(state, seat)
        return replace(
            row,
            allocated_ms=own.allocated_ms,
            available_ms=own.remaining_ms + own.used_ms,
            remaining_ms=own.remaining_ms,
            level=state.policy.should_warn(own) or "green",
        )

    def _count(self, state: MeetingState) -> None:
        """Add the sessions that have ended since the last time."""
        for session in state.sessions[self._seen_sessions :]:
            if session.is_confirmed:
                who = session.participant_id
                self._confirmed_ms[who] = self._confirmed_ms.get(who, 0) + session.duration_ms
        self._seen_sessions = len(state.sessions)
