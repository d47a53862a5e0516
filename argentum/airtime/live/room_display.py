"""What a live room looks like: to each viewer as a whole, and as a difference to what was told before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from argentum.airtime.live.messages import BridgeView, MeetingView, ReactionsView, RoomView, Slot
from argentum.airtime.live.notebook import Notebook
from argentum.airtime.live.purse_views import settled_without_reactions
from argentum.airtime.live.row_book import RowBook
from argentum.airtime.live.seat_rows import PersonRow, RowRole, without_hourglass
from argentum.airtime.live.viewer import Viewer
from argentum.airtime.meeting_state import MeetingState
from argentum.airtime.rotation import Rotation

_PRIVATE_FIGURES = ("custom_tokens",)
"""Of the ruleset: what tells a balance."""


class RoomDisplay:
    """The looks of one room."""

    def __init__(self, *, room: str, opened_at: str, names: Mapping[str, str], facilitators: Sequence[str]) -> None:
        """Begin with nothing told."""
        self._room = room
        self.opened_at = opened_at
        self.roles: dict[str, RowRole] = dict.fromkeys(facilitators, "facilitator")
        self.rows = RowBook(names, self.roles)
        self._told_meeting: object = None
        self._told_queue: tuple[str, ...] = ()

    def meeting_changed(self, state: MeetingState) -> bool:
        """Tell whether the meeting as a whole is another than was told last, and remember it as told."""
        now = (state.context, state.ruleset, state.level, _slot(state.rotation))
        # People come and go in the rows.
        now = (replace(state.context, participant_ids=()), *now[1:])
        changed = now != self._told_meeting
        self._told_meeting = now
        return changed

    def queue_changed(self, state: MeetingState) -> bool:
        """Tell whether the queue is another than was told last, and remember it as told."""
        changed = state.queue_order != self._told_queue
        self._told_queue = state.queue_order
        return changed

    def told(self, state: MeetingState) -> None:
        """Remember everything as told: nobody looks on yet, and whoever comes gets all of it."""
        self.meeting_changed(state)
        self.queue_changed(state)
        self.rows.changed(state)

    def meeting_view(self, state: MeetingState, *, whole: bool) -> MeetingView:
        """Give the meeting; not `whole`: without what tells a balance."""
        ruleset = state.ruleset.to_dict()
        if not whole:
            ruleset = {key: value for key, value in ruleset.items() if key not in _PRIVATE_FIGURES}
        slot = _slot(state.rotation)
        return MeetingView(
            planned_ms=state.context.planned_ms,
            elapsed_ms=state.elapsed_ms,
            left_ms=state.left_ms,
            paused=state.paused,
            begun=state.context.begun,
            open=state.context.closed_ms is None,
            rule=state.ruleset.rule,
            enforcement=state.level.value,
            policy=state.policy.name,
            ruleset=ruleset,
            slot=UNSET if slot is None else slot,
        )

    def rows_for(self, state: MeetingState, viewer: Viewer, settled: Mapping[str, float]) -> list[PersonRow]:
        """Give all rows as this viewer may see them."""
        rows = self.rows.full_rows(state)
        if state.ruleset.rule != "token":
            return rows
        return [self._private_row(row, state, viewer, settled) for row in rows]

    def _private_row(
        self, row: PersonRow, state: MeetingState, viewer: Viewer, settled: Mapping[str, float]
    ) -> PersonRow:
        if row.id == viewer.participant:
            return self.rows.with_tokens(row, state)
        return settled_row(without_hourglass(row), viewer.role == "facilitator", settled)

    def view(self, state: MeetingState, notebook: Notebook, viewer: Viewer, bridge: BridgeView) -> RoomView:
        """Give everything that this viewer may see."""
        modes: dict[str, Any] = dict(state.desk.matrix.to_dict())
        sees_all = viewer.role == "facilitator"
        return RoomView(
            room=self._room,
            opened_at=self.opened_at,
            meeting=self.meeting_view(state, whole=sees_all),
            people=self.rows_for(state, viewer, settled_without_reactions(state.purses) if sees_all else {}),
            queue=state.queue_order,
            speaking=[seat.participant_id for seat in state.speaking],
            reactions=ReactionsView(counts=notebook.reaction_counts(viewer), modes=modes),
            recent=notebook.recent(viewer),
            bridge=bridge if sees_all else UNSET,
            renewed=notebook.renewals.get(viewer.participant or "", UNSET),
        )


def settled_row(row: PersonRow, sees_all: bool, settled: Mapping[str, float]) -> PersonRow:
    """Add the tokens of the last settlement, for facilitators."""
    return replace(row, tokens=settled[row.id]) if sees_all and row.id in settled else row


def _slot(rotation: Rotation | None) -> Slot | None:
    if rotation is None or rotation.owner is None:
        return None
    return Slot(participant=rotation.owner, until_ms=rotation.started_ms + rotation.slot_ms)
