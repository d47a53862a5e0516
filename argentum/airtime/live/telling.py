"""From what was decided to what each audience is told: for all, for facilitators, for single people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import UNSET, UnsetType

from argentum.airtime.decisions import AnyDecision, BalancesSettled
from argentum.airtime.events import AnyEvent
from argentum.airtime.live.messages import Change, MeetingView, Update
from argentum.airtime.live.purse_views import settled_without_reactions
from argentum.airtime.live.room_display import RoomDisplay, settled_row
from argentum.airtime.live.row_book import ChangedRows
from argentum.airtime.live.seat_rows import PersonRow, without_hourglass
from argentum.airtime.live.viewer import Viewer
from argentum.airtime.live.visibility import EventShares, Shares, event_shares
from argentum.airtime.meeting_state import MeetingState


class Telling:
    """What is to be told at one instant."""

    def __init__(
        self,
        *,
        state: MeetingState,
        display: RoomDisplay,
        event: AnyEvent | None,
        shares: Sequence[Shares],
    ) -> None:
        """Compare the room with what was told before."""
        self._state = state
        self._display = display
        self._shares = shares
        self._event = event_shares(event) if event is not None else EventShares(None, None)
        self._rows: ChangedRows = display.rows.changed(state)
        self._queue: tuple[str, ...] | UnsetType = state.queue_order if display.queue_changed(state) else UNSET
        self._meeting_changed = display.meeting_changed(state)

    def update(self, settled: bool) -> Update:
        """Give the changes; `settled`: balances were settled, which facilitators see."""
        public = self._change(self._event.public, self._decisions(sees_all=False), self._rows.public, whole=False)
        differs = (
            self._event.public is not self._event.facilitators
            or any(each.facilitators is not None for each in self._shares)
            or settled
            or (self._meeting_changed and bool(self._state.ruleset.custom_tokens))
        )
        facilitators = (
            self._change(
                self._event.facilitators,
                self._decisions(sees_all=True),
                self._facilitator_rows(settled),
                whole=True,
            )
            if differs
            else public
        )
        return Update(
            public=_or_none(public),
            facilitators=_or_none(facilitators),
            own=dict(self._own_changes(public, facilitators)),
        )

    def _own_changes(self, public: Change, facilitators: Change) -> Iterator[tuple[Viewer, Change]]:
        """Give single people what is theirs alone, with what all are told."""
        told = dict.fromkeys([*(who for each in self._shares for who in each.own), *self._rows.own])
        for who in told:
            sees_all = self._state.is_facilitator(who)
            base = facilitators if sees_all else public
            own_row = self._rows.own.get(who)
            rows = [each for each in base.people if own_row is None or each.id != who]
            if own_row is not None:
                rows.append(own_row)
            change = self._change(
                self._event.facilitators if sees_all else self._event.public,
                self._decisions(sees_all=sees_all, who=who),
                rows,
                whole=sees_all,
            )
            if not change.is_empty:
                yield Viewer("facilitator" if sees_all else "participant", who), change

    def _change(
        self, event: AnyEvent | None, decisions: list[AnyDecision], rows: list[PersonRow], *, whole: bool
    ) -> Change:
        meeting: MeetingView | UnsetType = UNSET
        if self._meeting_changed:
            meeting = self._display.meeting_view(self._state, whole=whole)
        return Change(
            now_ms=self._state.now_ms,
            event=UNSET if event is None else event,
            decisions=decisions,
            people=rows,
            queue=self._queue,
            meeting=meeting,
        )

    def _decisions(self, *, sees_all: bool, who: str | None = None) -> list[AnyDecision]:
        chosen = []
        for each in self._shares:
            told = each.public
            if told is None and sees_all:
                told = each.facilitators
            if told is None and who is not None:
                told = each.own.get(who)
            if told is not None:
                chosen.append(told)
        return chosen

    def _facilitator_rows(self, settled: bool) -> list[PersonRow]:
        """Give the changed rows; after a settlement all of them, with the tokens."""
        if not settled:
            return self._rows.public
        rows = [without_hourglass(row) for row in self._display.rows.full_rows(self._state)]
        tokens = settled_without_reactions(self._state.purses)
        return [settled_row(row, True, tokens) for row in rows]


def has_settled(decisions: Sequence[AnyDecision]) -> bool:
    """Whether balances were settled."""
    return any(isinstance(each, BalancesSettled) for each in decisions)


def _or_none(change: Change) -> Change | None:
    return None if change.is_empty else change
