"""A report over a period: the balances of participants, how they were reckoned, and what went into them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from argentum.ayni.decay import decayed_totals
from argentum.ayni.ledger import Ledger, Selection
from argentum.ayni.score import ParticipantBalance, balances_of
from argentum.ayni.time_expression import duration_ms
from argentum.ayni.totals import UnitTotal, grouped_totals
from argentum.ayni.trend import Grid, shares

COURSE_PARTS = 12
"""Parts of the period in the course of a balance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decay:
    """How what is past counts less."""

    half_life_ms: int
    as_of_ms: int


def decay_asked(half_life: str | None, *, now_ms: int, until_ms: int | None, what: str) -> Decay | None:
    """Read a half-life such as `30d`; what is past is counted as of now, or of the end of the period before it."""
    if half_life is None:
        return None
    as_of_ms = now_ms if until_ms is None else min(now_ms, until_ms)
    return Decay(half_life_ms=duration_ms(half_life, what=what), as_of_ms=as_of_ms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What came out."""

    selection: Selection
    entries: int
    """Interactions that stand, in the period and of the participant."""
    balances: list[ParticipantBalance]
    """With decay if there is any."""
    undecayed: dict[str, ParticipantBalance] | None
    """The same without decay, by participant; `None` when there is none."""
    decay: Decay | None
    epsilon: float
    units: list[str]
    """Units that went into the sums."""


def evaluate(
    ledger: Ledger, selection: Selection, *, decay: Decay | None = None, group_of: Mapping[str, str] | None = None
) -> Evaluation:
    """Reckon the balances of a selection; participants of a group are taken as one."""
    groups = group_of or {}
    epsilon_micro = ledger.terms.epsilon_micro
    totals = grouped_totals(ledger.totals(selection), groups)
    plain = balances_of(totals, epsilon_micro=epsilon_micro)
    balances, undecayed = plain, None
    if decay is not None:
        faded = decayed_totals(ledger.entries(selection), half_life_ms=decay.half_life_ms, as_of_ms=decay.as_of_ms)
        balances = balances_of(grouped_totals(_of_participant(faded, selection), groups), epsilon_micro=epsilon_micro)
        undecayed = {each.participant: each for each in plain}
    one = selection.participant is not None
    return Evaluation(
        selection=selection,
        entries=sum(each.as_initiator + (each.as_responder if one else 0) for each in plain),
        balances=balances,
        undecayed=undecayed,
        decay=decay,
        epsilon=epsilon_micro / 1_000_000,
        units=sorted({share.unit for each in plain for share in each.units}),
    )


def courses(ledger: Ledger, selection: Selection) -> dict[str, list[float | None]]:
    """Give the course of each participant over the period, or over all that there is."""
    span = ledger.span_ms()
    if span is None:
        return {}
    since_ms = span[0] if selection.since_ms is None else max(selection.since_ms, span[0])
    until_ms = span[1] + 1 if selection.until_ms is None else min(selection.until_ms, span[1] + 1)
    if since_ms >= until_ms:
        return {}
    grid = Grid.over(since_ms, until_ms, parts=COURSE_PARTS)
    return {who: shares(own) for who, own in ledger.flows(selection, grid).items()}


def _of_participant(totals: list[UnitTotal], selection: Selection) -> list[UnitTotal]:
    if selection.participant is None:
        return totals
    return [each for each in totals if each.participant == selection.participant]
