"""Many simulated meetings of the same people under the same rule, and what they have in common."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean
from typing import Any

import msgspec
from msgspec import Struct

from argentum.airtime.outcome import MeetingOutcome, outcome_of
from argentum.airtime.ruleset import RulesetConfig
from argentum.airtime.simulation.behaviours import Behaviour
from argentum.airtime.simulation.meeting_run import MeetingRun


class StudiedPerson(Struct, frozen=True, kw_only=True):
    """One person over all meetings; means."""

    id: str
    behaviour: str
    share: float | None
    """Mean over the meetings in which anybody was heard."""
    heard_ms: float
    blocked_ms: float
    mutes: float


class Study(Struct, frozen=True, kw_only=True):
    """Means over meetings, and the least equal of them."""

    rule: str
    enforcement: str
    policy: str
    meetings: int
    planned_ms: int
    jain: float | None
    jain_least: float | None
    gini: float | None
    blocked_ms: float
    unspent_ms: float
    warnings: float
    prompts: float
    nudges: float
    mutes: float
    mutes_in_flow: float
    complaints: float
    participants: tuple[StudiedPerson, ...]

    def to_dict(self) -> dict[str, Any]:
        """Give all figures by name."""
        fields: dict[str, Any] = msgspec.to_builtins(self)
        return fields


def study(cast: Sequence[Behaviour], ruleset: RulesetConfig, *, planned_ms: int, seed: int, meetings: int) -> Study:
    """Run meetings with the seeds from `seed` on, and average; at least one meeting."""
    outcomes = [
        outcome_of(MeetingRun(cast, ruleset, planned_ms=planned_ms, seed=seed + number).run().state)
        for number in range(meetings)
    ]
    jains = [outcome.jain for outcome in outcomes if outcome.jain is not None]
    return Study(
        rule=outcomes[0].rule,
        enforcement=outcomes[0].enforcement,
        policy=outcomes[0].policy,
        meetings=meetings,
        planned_ms=planned_ms,
        jain=_mean(jains),
        jain_least=min(jains, default=None),
        gini=_mean([outcome.gini for outcome in outcomes if outcome.gini is not None]),
        blocked_ms=fmean(outcome.blocked_ms for outcome in outcomes),
        unspent_ms=fmean(outcome.unspent_ms for outcome in outcomes),
        warnings=fmean(outcome.warnings for outcome in outcomes),
        prompts=fmean(outcome.prompts for outcome in outcomes),
        nudges=fmean(outcome.nudges for outcome in outcomes),
        mutes=fmean(outcome.mutes for outcome in outcomes),
        mutes_in_flow=fmean(outcome.mutes_in_flow for outcome in outcomes),
        complaints=fmean(outcome.complaints for outcome in outcomes),
        participants=tuple(_person(f"p{number}", each, outcomes) for number, each in enumerate(cast, 1)),
    )


def _person(participant_id: str, behaviour: Behaviour, outcomes: Sequence[MeetingOutcome]) -> StudiedPerson:
    own = [each for outcome in outcomes for each in outcome.participants if each.id == participant_id]
    return StudiedPerson(
        id=participant_id,
        behaviour=behaviour.name,
        share=_mean([each.share for each in own if each.share is not None]),
        heard_ms=fmean(each.heard_ms for each in own) if own else 0.0,
        blocked_ms=fmean(each.blocked_ms for each in own) if own else 0.0,
        mutes=fmean(each.mutes for each in own) if own else 0.0,
    )


def _mean(values: Sequence[float]) -> float | None:
    return fmean(values) if values else None
