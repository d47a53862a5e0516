"""Who sees whose tokens."""

from __future__ import annotations

from argentum.airtime.decisions import BalancesSettled
from argentum.airtime.live.purse_views import COMMON_ACCOUNT, ISSUE, balances_for, movements_for
from argentum.airtime.live.viewer import OBSERVER, Viewer
from argentum.airtime.ruleset import RulesetConfig
from tests.live_room import FACILITATOR, LiveStage

_P1, _P2 = Viewer("participant", "p1"), Viewer("participant", "p2")


def _stage() -> LiveStage:
    stage = LiveStage(people=2, ruleset=RulesetConfig(rule="token"))
    stage.send(_P1, "reaction_sent", code="hate", target="p2")
    return stage


def test_a_person_sees_their_own_balance_as_it_is() -> None:
    stage = _stage()

    assert balances_for(_P1, stage.room.state.purses) == {"p1": 8.0}
    assert balances_for(OBSERVER, stage.room.state.purses) == {}


def test_a_person_sees_their_own_movements() -> None:
    stage = _stage()

    moved = [(each.payer, each.payee, each.tokens, each.why) for each in movements_for(_P1, stage.room.state.purses)]

    assert moved == [(ISSUE, "p1", 10.0, "initial"), ("p1", COMMON_ACCOUNT, 2.0, "reaction sent: hate")]


def test_facilitators_see_balances_and_movements_of_settled_minutes() -> None:
    stage = _stage()
    before = movements_for(FACILITATOR, stage.room.state.purses)

    stage.wait(60_000)
    settled = balances_for(FACILITATOR, stage.room.state.purses)
    stage.send(_P2, "reaction_sent", code="hate", target="p1")
    after = movements_for(FACILITATOR, stage.room.state.purses)

    assert before == []
    assert balances_for(FACILITATOR, stage.room.state.purses) == settled
    assert {each.why for each in after} == {"initial", "settlement"}


def test_nothing_that_facilitators_see_tells_who_sent_a_hate_nor_whom_it_met() -> None:
    stage = LiveStage(people=3, ruleset=RulesetConfig(rule="token"))
    stage.send(_P1, "reaction_sent", code="hate", target="p2")

    update = stage.wait(60_000)
    seen = balances_for(FACILITATOR, stage.room.state.purses)
    movements = movements_for(FACILITATOR, stage.room.state.purses)

    assert stage.room.state.purses.balance_ms("p1") != stage.room.state.purses.balance_ms("p3")
    assert len(set(seen.values())) == 1
    assert len({each.tokens for each in movements if each.why == "settlement"}) == 1
    assert {row.tokens for row in stage.room.view(FACILITATOR).people if row.id in seen} == set(seen.values())
    assert update.facilitators is not None
    assert not any(isinstance(each, BalancesSettled) for each in update.facilitators.decisions)


def test_a_penalty_tells_facilitators_nothing_of_how_full_the_purse_was() -> None:
    stages = []
    for pays in (True, False):
        stage = LiveStage(people=3, ruleset=RulesetConfig(rule="token"))
        if pays:
            stage.send(_P1, "reaction_sent", code="hate", target="p2")
        stage.send(FACILITATOR, "time_granted", participant="p1", granted_ms=-270_000)
        stage.wait(60_000)
        stages.append(stage)

    seen = [movements_for(FACILITATOR, stage.room.state.purses) for stage in stages]
    penalties = [[each.tokens for each in movements if each.why == "granted"] for movements in seen]

    assert penalties == [[9.0], [9.0]]


def test_after_a_renewal_a_person_sees_unsigned_payments_from_then_on() -> None:
    stage = _stage()
    stage.wait(5_000)
    stage.send(_P1, "reaction_sent", code="boring", target="p2")

    moved = movements_for(_P1, stage.room.state.purses, hidden_until_ms=4_999)

    assert [each.why for each in moved] == ["initial", "reaction sent: boring"]
