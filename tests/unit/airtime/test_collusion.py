"""People who praise each other."""

from __future__ import annotations

from argentum.airtime.collusion import Trade, trades
from argentum.airtime.enforcement import EnforcementLevel
from argentum.airtime.outcome import outcome_of
from argentum.airtime.rules.rule import Impression
from argentum.airtime.ruleset import RulesetConfig
from argentum.airtime.simulation.behaviours import BEHAVIOURS
from argentum.airtime.simulation.meeting_run import MeetingRun


def _praise(sender: str, receiver: str, times: int, *, code: str = "love", signed: bool = True) -> list[Impression]:
    return [Impression(number, sender, receiver, code, signed=signed) for number in range(times)]


def test_a_pair_that_gives_each_other_most_of_its_praise_is_told_once() -> None:
    assert trades([*_praise("b", "a", 4), *_praise("a", "b", 3), *_praise("a", "c", 3)]) == (
        Trade(one="a", other="b", one_to_other=3, other_to_one=4),
    )


def test_praise_in_one_direction_or_for_everybody_is_no_trade() -> None:
    one_way = _praise("a", "b", 9)
    everybody = [*_praise("a", "b", 3), *_praise("b", "a", 3), *_praise("a", "c", 9)]

    assert trades(one_way) == trades(everybody) == ()


def test_criticism_and_anonymous_praise_are_not_counted() -> None:
    criticism = [*_praise("a", "b", 5, code="dislike"), *_praise("b", "a", 5, code="dislike")]
    anonymous = [*_praise("a", "b", 5, signed=False), *_praise("b", "a", 5, signed=False)]

    assert trades(criticism) == trades(anonymous) == ()


def test_simulated_allies_are_found_and_nobody_else() -> None:
    cast = tuple(BEHAVIOURS[name] for name in ("plain", "ally", "ally", "plain"))
    ruleset = RulesetConfig(rule="reaction-based", enforcement=EnforcementLevel.HARD)

    outcome = outcome_of(MeetingRun(cast, ruleset, planned_ms=2_700_000, seed=1).run().state)

    assert [(each.one, each.other) for each in outcome.trades] == [("p2", "p3")]
