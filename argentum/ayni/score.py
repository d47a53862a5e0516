"""The models of the specification: the score of an interaction and the balance of a participant."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from argentum.ayni.amount import from_micro
from argentum.ayni.balance import event_balance, overall_balance, share_view, signed_view
from argentum.ayni.entry import Entry
from argentum.ayni.totals import UnitTotal

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_Micro = Annotated[int, Field(exclude=True, repr=False)]
"""The same amount in whole millionths: exact, and not in documents, which write the amount from it."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class ReciprocityScore(_Model):
    """One interaction in the ledger, scored; equal whenever and however often it is asked for."""

    id: str
    initiator: str
    responder: str
    contribution: float = Field(description="given by the initiator, in contribution_unit")
    consumption: float = Field(description="taken by the responder, in consumption_unit")
    balance: float = Field(description="contribution_value / max(consumption_value, ε); 1 when both are 0")
    timestamp: datetime = Field(description="when it happened, UTC")
    share: float = Field(description="r / (1 + r) of the balance r: 0..1, balanced at 0.5")
    signed: float = Field(description="(r - 1) / (r + 1) of the balance r: -1..1, balanced at 0")
    gift: bool = Field(description="something was given and nothing taken")
    neutral: bool = Field(description="nothing was given and nothing taken, or the system failed: counts for nobody")
    contribution_unit: str
    consumption_unit: str
    contribution_value: float = Field(description="the contribution after weight, scale and quality")
    consumption_value: float = Field(description="the consumption after weight and scale")
    quality: float
    outcome: str
    note: str
    entry: int = Field(description="number in the books")
    recorded_at: datetime = Field(description="ledger time, UTC")
    reverses: str | None = Field(description="id of the entry that this one takes back; amounts are negative then")
    contribution_micro: _Micro
    consumption_micro: _Micro
    given_micro: _Micro
    """`contribution_value`."""
    taken_micro: _Micro
    """`consumption_value`."""


class UnitShare(_Model):
    """What of a participant's sums came from one unit."""

    unit: str
    contribution_value: float
    consumption_value: float
    given_micro: _Micro
    taken_micro: _Micro


class ParticipantBalance(_Model):
    """What a participant gave as initiator and took as responder."""

    participant: str
    total_contribution: float
    total_consumption: float
    overall_balance: float | None = Field(description="ratio of the two sums; null when nothing was taken")
    gift: bool = Field(description="something was given and nothing taken")
    neutral: bool = Field(description="nothing was given and nothing taken")
    share: float | None = Field(description="given / (given + taken): 0..1, balanced at 0.5; null when neutral")
    signed: float | None = Field(description="(given - taken) / (given + taken): -1..1; null when neutral")
    as_initiator: int = Field(description="interactions that stand, in which the participant gave")
    as_responder: int = Field(description="interactions that stand, in which the participant took")
    units: tuple[UnitShare, ...] = Field(description="the units that went into the sums")
    given_micro: _Micro
    """`total_contribution`."""
    taken_micro: _Micro
    """`total_consumption`."""


def score_of(entry: Entry, *, epsilon_micro: int) -> ReciprocityScore:
    """Score an entry; a reversal has the balance of what it takes back."""
    sign = 1 if entry.reverses is None else -1
    given, taken = from_micro(sign * entry.given_micro), from_micro(sign * entry.taken_micro)
    epsilon = from_micro(epsilon_micro)
    neutral = given == 0 and taken == 0
    share = 0.5 if neutral else given / (given + max(taken, epsilon))
    return ReciprocityScore(
        id=entry.id,
        initiator=entry.initiator,
        responder=entry.responder,
        contribution=from_micro(entry.contribution_micro),
        consumption=from_micro(entry.consumption_micro),
        balance=event_balance(given, taken, epsilon=epsilon),
        timestamp=instant(entry.happened_at_ms),
        share=share,
        signed=2 * share - 1,
        gift=given > 0 and taken == 0,
        neutral=neutral,
        contribution_unit=entry.contribution_unit,
        consumption_unit=entry.consumption_unit,
        contribution_value=from_micro(entry.given_micro),
        consumption_value=from_micro(entry.taken_micro),
        quality=from_micro(entry.quality_micro),
        outcome=entry.outcome,
        note=entry.note,
        entry=entry.number,
        recorded_at=instant(entry.recorded_at_ms),
        reverses=entry.reverses,
        contribution_micro=entry.contribution_micro,
        consumption_micro=entry.consumption_micro,
        given_micro=entry.given_micro,
        taken_micro=entry.taken_micro,
    )


def balance_of(participant: str, totals: Iterable[UnitTotal], *, epsilon_micro: int) -> ParticipantBalance:
    """Put the sums of one participant together; a participant without entries is neutral."""
    own = list(totals)
    given_micro, taken_micro = sum(each.given_micro for each in own), sum(each.taken_micro for each in own)
    given, taken = from_micro(given_micro), from_micro(taken_micro)
    return ParticipantBalance(
        participant=participant,
        total_contribution=given,
        total_consumption=taken,
        overall_balance=overall_balance(given, taken, epsilon=from_micro(epsilon_micro)),
        gift=given > 0 and taken == 0,
        neutral=given == 0 and taken == 0,
        share=share_view(given, taken),
        signed=signed_view(given, taken),
        as_initiator=sum(each.as_initiator for each in own),
        as_responder=sum(each.as_responder for each in own),
        units=tuple(
            UnitShare(
                unit=each.unit,
                contribution_value=from_micro(each.given_micro),
                consumption_value=from_micro(each.taken_micro),
                given_micro=each.given_micro,
                taken_micro=each.taken_micro,
            )
            for each in own
            if each.as_initiator or each.as_responder
        ),
        given_micro=given_micro,
        taken_micro=taken_micro,
    )


def balances_of(totals: Iterable[UnitTotal], *, epsilon_micro: int) -> list[ParticipantBalance]:
    """Put the sums of all participants together, those of one beside each other; without standing entries, nobody."""
    balances = (
        balance_of(participant, own, epsilon_micro=epsilon_micro)
        for participant, own in groupby(totals, key=lambda each: each.participant)
    )
    return [each for each in balances if each.as_initiator or each.as_responder]


def instant(at_ms: int) -> datetime:
    """Give an instant as an aware UTC datetime, exact to the millisecond."""
    return _EPOCH + timedelta(milliseconds=at_ms)
