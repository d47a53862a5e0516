"""Who sees whose tokens."""

from __future__ import annotations

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

    assert balances_for(_P1, stage.room.state.purses, stage.room.notebook.settled) == {"p1": 8.0}
    assert balances_for(OBSERVER, stage.room.state.purses, stage.room.notebook.settled) == {}


def test_a_person_sees_their_own_movements() -> None:
    stage = _stage()

    moved = [(each.payer, each.payee, each.tokens, each.why) for each in movements_for(_P1, stage.room.state.purses)]

    assert moved == [(ISSUE, "p1", 10.0, "initial"), ("p1", COMMON_ACCOUNT, 2.0, "reaction sent: hate")]


def test_facilitators_see_balances_and_movements_of_settled_minutes_and_nobodys_reaction() -> None:
    stage = _stage()
    before = movements_for(FACILITATOR, stage.room.state.purses)

    stage.wait(60_000)
    settled = balances_for(FACILITATOR, stage.room.state.purses, stage.room.notebook.settled)
    stage.send(_P2, "reaction_sent", code="hate", target="p1")
    after = movements_for(FACILITATOR, stage.room.state.purses)

    assert before == []
    assert sum(settled.values()) == 20.0
    assert balances_for(FACILITATOR, stage.room.state.purses, stage.room.notebook.settled) == settled
    assert {each.why for each in after} == {"initial", "settlement"}
