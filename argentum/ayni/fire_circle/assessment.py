"""The assessment of a council: who benefits, how balanced it is in the short and the long run; all from the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pydantic import Field

from argentum.ayni.alerts.alert import Findings
from argentum.ayni.alerts.window import Doings
from argentum.ayni.amount import from_micro
from argentum.ayni.fire_circle.model import CouncilModel
from argentum.ayni.fire_circle.mutuality import established, mutuality
from argentum.ayni.fire_circle.period import DEFAULT_DAYS, LONG_DAYS, Course, Period, course_of
from argentum.ayni.kinds import KINDS, Kind, kind_of
from argentum.ayni.ledger import Ledger
from argentum.ayni.score import instant
from argentum.ayni.settings import AyniSettings

SHORT_WEIGHT, LONG_WEIGHT, BENEFIT_WEIGHT = 0.3, 0.4, 0.3
_ASPECTS = 3
_POOR_RETURN = 0.5
_NOTICEABLE = 0.1
"""On a scale of -1..1; below it one week differs from a season anyway."""


class Aspect(CouncilModel):
    """Somebody's part in what was given or taken."""

    participant: str
    amount: float = Field(description="in counted units")
    share: float = Field(description="0..1, of what all gave, or took")


class KindBenefit(CouncilModel):
    """What those of one kind gave and what came back to them, over the long period."""

    kind: Kind
    participants: int = Field(description="of this kind, newcomers included")
    given: float
    taken: float
    benefit: float | None = Field(description="min(1, taken / given): 0..1; null when nothing moved")


class AyniAssessment(CouncilModel):
    """How the exchange serves humans, AIs and the ecosystem, from the ledger alone; what has no data is null."""

    until: datetime = Field(description="UTC, exclusive; both periods end here")
    short_days: float
    long_days: float
    human_benefit: float | None = Field(
        description="0..1 over the long period: the part of what humans gave that came back to them, at most all of it"
    )
    ai_benefit: float | None = Field(description="the same for AIs")
    ecosystem_benefit: float | None = Field(description="the same for the ecosystem")
    short_term_balance: float | None = Field(
        description="-1..1 over the short period: 1 when everybody gave as much as they took, -1 when nobody did both"
    )
    long_term_balance: float | None = Field(description="the same over the long period")
    overall: float | None = Field(
        description="0.3 short + 0.4 long + 0.3 mean of the benefits that are known; null when a part is missing"
    )
    missing: tuple[str, ...] = Field(description="parts without data")
    short_entries: int
    long_entries: int
    compared: int = Field(description="participants of the long period with the minimum sample")
    newcomers: tuple[str, ...] = Field(description="too few interactions to count for the balances")
    kinds: tuple[KindBenefit, ...]
    unknown_kind: tuple[str, ...] = Field(description="participants of no declared kind: part of the balances only")
    giving_aspects: tuple[Aspect, ...] = Field(description="who gave most in the long period")
    receiving_aspects: tuple[Aspect, ...] = Field(description="who took most in the long period")
    risks: tuple[str, ...] = Field(description="what the figures ask to be looked at")
    adjustments: tuple[str, ...] = Field(description="what could bring it back into balance, as the alerts suggest")


def assess(
    ledger: Ledger,
    *,
    until_ms: int,
    settings: AyniSettings,
    short_days: float = DEFAULT_DAYS,
    long_days: float = LONG_DAYS,
    findings: Findings | None = None,
) -> AyniAssessment:
    """Assess the exchange up to a moment; findings add what alerts say to risks and adjustments."""
    short = course_of(ledger, Period.ending(until_ms, days=short_days))
    long = course_of(ledger, Period.ending(until_ms, days=long_days))
    people = list(long.window.doings.values())
    kinds = tuple(_benefit(kind, people, settings) for kind in KINDS)
    benefit = {each.kind: each.benefit for each in kinds}
    known = [each for each in benefit.values() if each is not None]
    short_balance, long_balance = _balance(short, settings), _balance(long, settings)
    overall = None
    if short_balance is not None and long_balance is not None and known:
        overall = SHORT_WEIGHT * short_balance + LONG_WEIGHT * long_balance + BENEFIT_WEIGHT * sum(known) / len(known)
    parts = {
        "short_term_balance": short_balance,
        "long_term_balance": long_balance,
        **{f"{kind}_benefit": value for kind, value in benefit.items()},
    }
    compared = established(people, minimum_sample=settings.minimum_sample)
    return AyniAssessment(
        until=instant(until_ms),
        short_days=short_days,
        long_days=long_days,
        human_benefit=benefit["human"],
        ai_benefit=benefit["ai"],
        ecosystem_benefit=benefit["ecosystem"],
        short_term_balance=short_balance,
        long_term_balance=long_balance,
        overall=overall,
        missing=tuple(name for name, value in parts.items() if value is None),
        short_entries=len(short.entries),
        long_entries=len(long.entries),
        compared=len(compared),
        newcomers=tuple(each.name for each in people if each.entries < settings.minimum_sample),
        kinds=kinds,
        unknown_kind=tuple(each.name for each in people if kind_of(each.name, settings.kinds) is None),
        giving_aspects=_aspects([(each.name, each.given_micro) for each in people]),
        receiving_aspects=_aspects([(each.name, each.taken_micro) for each in people]),
        risks=(*_risks(kinds, short_balance, long_balance), *_alert_risks(findings)),
        adjustments=_adjustments(findings),
    )


def _balance(course: Course, settings: AyniSettings) -> float | None:
    found = mutuality(established(course.window.doings.values(), minimum_sample=settings.minimum_sample))
    return None if found is None else 2 * found - 1


def _benefit(kind: Kind, people: Sequence[Doings], settings: AyniSettings) -> KindBenefit:
    own = [each for each in people if kind_of(each.name, settings.kinds) == kind]
    given, taken = sum(each.given_micro for each in own), sum(each.taken_micro for each in own)
    benefit = min(1.0, taken / given) if given else 1.0 if taken else None
    return KindBenefit(
        kind=kind, participants=len(own), given=from_micro(given), taken=from_micro(taken), benefit=benefit
    )


def _aspects(amounts: Sequence[tuple[str, int]]) -> tuple[Aspect, ...]:
    total = sum(amount for _, amount in amounts)
    most = sorted((each for each in amounts if each[1]), key=lambda each: (-each[1], each[0]))[:_ASPECTS]
    return tuple(Aspect(participant=who, amount=from_micro(micro), share=micro / total) for who, micro in most)


def _risks(kinds: Sequence[KindBenefit], short: float | None, long: float | None) -> list[str]:
    risks = [
        f"of what {each.kind} participants gave, {100 * each.benefit:.0f} % came back to them"
        for each in kinds
        if each.benefit is not None and each.benefit < _POOR_RETURN
    ]
    if short is not None and long is not None and long - short >= _NOTICEABLE:
        risks.append(f"the last days are less balanced than the long run ({short:+.2f} against {long:+.2f})")
    return risks


def _alert_risks(findings: Findings | None) -> list[str]:
    if findings is None:
        return []
    return [
        f"{each.severity}: {each.type.replace('_', ' ')} ({', '.join(each.participants)}): {each.summary}"
        for each in findings.alerts
        if each.acknowledgement is None
    ]


def _adjustments(findings: Findings | None) -> tuple[str, ...]:
    if findings is None:
        return ()
    return tuple(dict.fromkeys(text for alert in findings.alerts for text in alert.suggestions))
