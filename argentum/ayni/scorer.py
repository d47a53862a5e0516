"""The scorer: records interactions in a ledger and answers what each gave and took."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, tzinfo
from decimal import Decimal
from types import TracebackType
from typing import Self

from argentum.ayni.context_service import ContextService
from argentum.ayni.entry import Draft, Reversal
from argentum.ayni.interaction import Interaction, Outcome, checked_name, checked_note, draft_of, new_name
from argentum.ayni.ledger import Ledger, Selection
from argentum.ayni.opening import default_clock, default_ledger, default_settings, default_zone
from argentum.ayni.score import ParticipantBalance, ReciprocityScore, balance_of, balances_of, score_of
from argentum.ayni.settings import AyniSettings
from argentum.ayni.time_expression import epoch_ms, instant_ms
from argentum.errors import InteractionError, UsageError

BATCH = 1_000
"""Interactions that are synced together by `score_interactions`."""

Moment = datetime | str | None
"""An aware datetime, a time expression such as `today` or `2025-06-01T00:00:00Z`, or nothing."""


class AyniScorer:
    """Scores interactions by contribution / max(consumption, ε) and keeps them.

    Without a ledger, the user's own is used, the one that `argentum evaluate-ayni` reads; it is opened when it is first
    needed. With a context service, its interaction events are scored as they come.
    """

    def __init__(
        self,
        context_service: ContextService | None = None,
        ledger: Ledger | None = None,
        *,
        settings: AyniSettings | None = None,
        zone: tzinfo | None = None,
        clock: Callable[[], int] | None = None,
    ) -> None:
        """Take what is given; settings come from the configuration, the zone and the clock from the machine.

        `zone` is where days begin for time expressions without an offset; `clock` gives milliseconds since 1970.
        """
        self.settings = settings if settings is not None else default_settings()
        self._ledger = ledger
        self._owns_ledger = ledger is None
        self._zone = zone
        self._clock = clock or default_clock()
        if context_service is not None:
            context_service.subscribe(self.score)

    @property
    def ledger(self) -> Ledger:
        """The ledger; opened now if none was given and none has been needed yet."""
        if self._ledger is None:
            self._ledger = default_ledger(self.settings)
        return self._ledger

    @property
    def zone(self) -> tzinfo:
        """Where days begin; the machine's zone if none was given."""
        if self._zone is None:
            self._zone = default_zone()
        return self._zone

    def score_interaction(
        self,
        interaction_id: str,
        initiator: str,
        responder: str,
        contribution: float | Decimal,
        consumption: float | Decimal,
        *,
        timestamp: Moment = None,
        unit: str | None = None,
        contribution_unit: str | None = None,
        consumption_unit: str | None = None,
        quality: float | Decimal = 1.0,
        outcome: Outcome = "done",
        note: str = "",
    ) -> ReciprocityScore:
        """Record an interaction durably and give its score; the same again gives the same score and records nothing.

        `unit` stands for both sides. Amounts are rounded to the nearest millionth. Raises `InteractionError` (a
        `ValueError`) for what no ledger can hold and `EntryConflictError` for an id that has other data already.
        """
        return self.score(
            Interaction(
                id=interaction_id,
                initiator=initiator,
                responder=responder,
                contribution=contribution,
                consumption=consumption,
                contribution_unit=contribution_unit or unit,
                consumption_unit=consumption_unit or unit,
                quality=quality,
                outcome=outcome,
                note=note,
                happened_at_ms=self.moment_ms(timestamp, what="timestamp"),
            )
        )

    def score(self, interaction: Interaction) -> ReciprocityScore:
        """Record one interaction; as `score_interaction`."""
        return self._append([draft_of(interaction, self.settings)])[0]

    def score_interactions(self, interactions: Iterable[Interaction], *, batch: int = BATCH) -> list[ReciprocityScore]:
        """Record many, `batch` of them at a time: each batch whole or not at all; the first bad one ends it.

        Repeating the call after an error records what is missing and nothing twice.
        """
        scores: list[ReciprocityScore] = []
        drafts: list[Draft | Reversal] = []
        for interaction in interactions:
            drafts.append(draft_of(interaction, self.settings))
            if len(drafts) >= batch:
                scores += self._append(drafts)
                drafts.clear()
        return scores + self._append(drafts)

    def reverse(self, interaction_id: str, *, reason: str, reversal_id: str | None = None) -> ReciprocityScore:
        """Take an interaction back by a new entry that points to it; the old one stays in the books.

        Raises `InteractionError` when there is no such interaction or no reason, `EntryConflictError` when it was taken
        back before for another reason.
        """
        if not reason.strip():
            raise InteractionError("reason: found nothing, allowed: why the entry is taken back, in one line")
        own_id = reversal_id if reversal_id is not None else f"reversal:{interaction_id}"
        reversal = Reversal(
            id=(checked_name if reversal_id is None else new_name)(own_id, what="reversal id"),
            reverses=checked_name(interaction_id, what="id"),
            reason=checked_note(reason),
        )
        return self._append([reversal])[0]

    def get_ledger(
        self,
        participant: str | None = None,
        since: Moment = None,
        until: Moment = None,
        *,
        include_reversed: bool = False,
    ) -> list[ReciprocityScore]:
        """Give the scores in which a participant gave or took, in the order in which they happened.

        `since` is inclusive, `until` exclusive. What was reversed is left out with its reversals, unless asked for.
        """
        selection = self.selection(participant, since, until, standing=not include_reversed)
        epsilon_micro = self.ledger.terms.epsilon_micro
        return [score_of(entry, epsilon_micro=epsilon_micro) for entry in self.ledger.entries(selection)]

    def get_balance(self, participant: str, since: Moment = None, until: Moment = None) -> ParticipantBalance:
        """Give what a participant gave as initiator and took as responder; neutral for somebody unknown."""
        totals = self.ledger.totals(self.selection(participant, since, until))
        return balance_of(participant, totals, epsilon_micro=self.ledger.terms.epsilon_micro)

    def get_balances(self, since: Moment = None, until: Moment = None) -> list[ParticipantBalance]:
        """Give the balance of everybody, in alphabetical order."""
        totals = self.ledger.totals(self.selection(None, since, until))
        return balances_of(totals, epsilon_micro=self.ledger.terms.epsilon_micro)

    def selection(self, participant: str | None, since: Moment, until: Moment, *, standing: bool = False) -> Selection:
        """Put a query into a selection. Raises `UsageError` for a moment that cannot be read."""
        return Selection(
            participant=None if participant is None else checked_name(participant, what="participant"),
            since_ms=self.moment_ms(since, what="since"),
            until_ms=self.moment_ms(until, what="until"),
            standing=standing,
        )

    def moment_ms(self, moment: Moment, *, what: str) -> int | None:
        """Read a moment. Raises `UsageError` for a datetime without a zone and an expression that is none."""
        if moment is None:
            return None
        if isinstance(moment, datetime):
            if moment.tzinfo is None:
                raise UsageError(f"{what}: found {moment.isoformat()} without a zone, allowed: an aware datetime")
            return epoch_ms(moment)
        return instant_ms(moment, now_ms=self._clock(), zone=self.zone, what=what)

    def now_ms(self) -> int:
        """Read the scorer's clock."""
        return self._clock()

    def close(self) -> None:
        """Close the ledger, if the scorer opened it."""
        if self._owns_ledger and self._ledger is not None:
            self._ledger.close()
            self._ledger = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _append(self, asked: list[Draft | Reversal]) -> list[ReciprocityScore]:
        if not asked:
            return []
        ledger = self.ledger
        entries = ledger.append(asked, now_ms=self._clock())
        return [score_of(entry, epsilon_micro=ledger.terms.epsilon_micro) for entry in entries]
