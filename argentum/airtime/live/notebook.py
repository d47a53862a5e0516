"""What is remembered of decisions, each for those who may see it: the last ones, counts, records."""

from __future__ import annotations

from collections import deque

from argentum.airtime.decisions import AnyDecision, ControlRecorded, ReactionShown
from argentum.airtime.live.messages import Renewal
from argentum.airtime.live.viewer import Viewer
from argentum.airtime.live.visibility import Shares

RECENT = 50
RENEWAL = "key_renewed"


class Notebook:
    """The memory of a live room; made anew when its log is folded anew."""

    __slots__ = ("_facilitators", "_number", "_own", "_public", "_secret_counts", "controls", "counts", "renewals")

    def __init__(self) -> None:
        """Begin empty."""
        self._number = 0
        self._public: deque[tuple[int, AnyDecision]] = deque(maxlen=RECENT)
        self._facilitators: deque[tuple[int, AnyDecision]] = deque(maxlen=RECENT)
        self._own: dict[str, deque[tuple[int, AnyDecision]]] = {}
        self.counts: dict[str, int] = {}
        """Reactions by code that all have seen."""
        self._secret_counts: dict[str, int] = {}
        self.controls: list[ControlRecorded] = []
        self.renewals: dict[str, Renewal] = {}
        """Whose keys were renewed, with the last time."""

    def note(self, decision: AnyDecision, shares: Shares) -> None:
        """Remember a decision for everybody who has a share in it."""
        if isinstance(decision, ControlRecorded):
            self._note_control(decision)
        self._number += 1
        if shares.public is not None:
            self._public.append((self._number, shares.public))
        if shares.facilitators is not None:
            self._facilitators.append((self._number, shares.facilitators))
        for who, own in shares.own.items():
            self._own.setdefault(who, deque(maxlen=RECENT)).append((self._number, own))
        match decision:
            case ReactionShown(audience="all"):
                self.counts[decision.code] = self.counts.get(decision.code, 0) + decision.count
            case ReactionShown():
                self._secret_counts[decision.code] = self._secret_counts.get(decision.code, 0) + decision.count
            case _:
                pass

    def _note_control(self, control: ControlRecorded) -> None:
        self.controls.append(control)
        if control.action == RENEWAL and control.target_id is not None:
            before = self.renewals.get(control.target_id)
            times = 1 if before is None else before.times + 1
            self.renewals[control.target_id] = Renewal(at_ms=control.at_ms, by=control.by, why=control.why, times=times)
            # What was told to this person alone is not for whoever holds the new key.
            self._own.pop(control.target_id, None)

    def recent(self, viewer: Viewer) -> list[AnyDecision]:
        """Give the last decisions that this viewer may see, oldest first."""
        seen = dict(self._public)
        if viewer.role == "facilitator":
            seen.update(self._facilitators)
        if viewer.participant is not None:
            for number, own in self._own.get(viewer.participant, ()):
                seen.setdefault(number, own)
        return [seen[number] for number in sorted(seen)[-RECENT:]]

    def reaction_counts(self, viewer: Viewer) -> dict[str, int]:
        """Count reactions by code; secret ones for facilitators."""
        if viewer.role != "facilitator":
            return dict(self.counts)
        codes = {**self.counts, **self._secret_counts}
        return {code: self.counts.get(code, 0) + self._secret_counts.get(code, 0) for code in codes}
