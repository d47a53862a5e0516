"""Simulated meetings: what habits do under a rule."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argentum.airtime.decisions import Refused
from argentum.airtime.enforcement import EnforcementLevel
from argentum.airtime.event_log import encode_log
from argentum.airtime.events import ParticipantJoined, ParticipantLeft
from argentum.airtime.outcome import outcome_of
from argentum.airtime.ruleset import RULE_NAMES, RuleName, RulesetConfig
from argentum.airtime.simulation.behaviours import BEHAVIOURS, usual_cast
from argentum.airtime.simulation.meeting_run import MeetingRun
from argentum.airtime.simulation.study import Study, study

_HOUR_MS = 3_600_000


def _study(rule: RuleName, level: EnforcementLevel, *, people: int = 6, meetings: int = 8) -> Study:
    ruleset = RulesetConfig(rule=rule, enforcement=level)
    return study(usual_cast(people), ruleset, planned_ms=2_700_000, seed=0, meetings=meetings)


def test_equal_seeds_give_equal_logs_and_others_do_not() -> None:
    def log(seed: int) -> str:
        run = MeetingRun(usual_cast(6), RulesetConfig(), planned_ms=600_000, seed=seed)
        run.run()
        return encode_log(run.log)

    assert log(3) == log(3)
    assert log(3) != log(4)


@settings(max_examples=40)
@given(
    st.sampled_from(RULE_NAMES),
    st.sampled_from(list(EnforcementLevel)),
    st.integers(1, 9),
    st.integers(0, 10_000),
)
def test_no_second_is_lost_in_any_meeting(rule: RuleName, level: EnforcementLevel, people: int, seed: int) -> None:
    custom_ms = {"p1": 300_000} if rule == "custom" else {}
    ruleset = RulesetConfig(rule=rule, enforcement=level, custom_ms=custom_ms)

    state = MeetingRun(usual_cast(people), ruleset, planned_ms=900_000, seed=seed).run().state

    assert all(seat.talk_ms == seat.charged_ms + seat.blocked_ms + seat.uncounted_ms for seat in state.seats.values())
    assert sum(seat.talk_ms for seat in state.seats.values()) == sum(each.duration_ms for each in state.sessions)
    assert 0 <= state.voiced_ms <= state.elapsed_ms == 900_000
    state.purses.check()


def test_a_study_of_one_meeting_is_that_meeting() -> None:
    ruleset = RulesetConfig(enforcement=EnforcementLevel.HARD)
    outcome = outcome_of(MeetingRun(usual_cast(6), ruleset, planned_ms=900_000, seed=5).run().state)

    found = study(usual_cast(6), ruleset, planned_ms=900_000, seed=5, meetings=1)

    assert (found.jain, found.jain_least, found.mutes) == (outcome.jain, outcome.jain, outcome.mutes)
    assert [each.share for each in found.participants] == [each.share for each in outcome.participants]


def test_a_talker_gets_less_and_a_quiet_person_more_under_a_firm_rule() -> None:
    free = _study("advisory", EnforcementLevel.ADVISORY)
    firm = _study("equal-share", EnforcementLevel.HARD)

    assert (firm.participants[0].share or 1) < (free.participants[0].share or 0)
    assert (firm.participants[1].share or 0) > (free.participants[1].share or 1)
    assert (firm.jain or 0) > (free.jain or 1)


def test_levels_even_out_the_more_the_firmer_they_are() -> None:
    jains = [
        _study("equal-share", level).jain or 0
        for level in (EnforcementLevel.ADVISORY, EnforcementLevel.SOFT, EnforcementLevel.HARD)
    ]

    assert jains == sorted(jains)
    assert jains[0] < jains[2]


def test_a_rule_gamer_who_leaves_and_comes_back_gets_no_more_than_an_equal_share() -> None:
    cast = (BEHAVIOURS["rule-gamer"], *(BEHAVIOURS["plain"] for _ in range(4)))
    ruleset = RulesetConfig(enforcement=EnforcementLevel.HARD)

    runs = [MeetingRun(cast, ruleset, planned_ms=_HOUR_MS, seed=seed) for seed in range(5)]
    gamers = [run.run().state.seats["p1"] for run in runs]

    assert all(gamer.charged_ms <= _HOUR_MS // 5 + 1000 for gamer in gamers)


def test_a_latecomer_comes_after_a_quarter_and_gets_a_part_of_what_is_left() -> None:
    cast = (*(BEHAVIOURS["plain"] for _ in range(3)), BEHAVIOURS["latecomer"])
    run = MeetingRun(cast, RulesetConfig(), planned_ms=_HOUR_MS, seed=1)

    run.run()

    joined = [event for event in run.log if isinstance(event, ParticipantJoined)]
    assert joined[-1].participant == "p4"
    assert joined[-1].at_ms >= _HOUR_MS // 4


def test_allies_gain_little_by_praising_each_other() -> None:
    cast = tuple(BEHAVIOURS[name] for name in ("ally", "ally", "plain", "plain", "plain", "plain"))
    ruleset = RulesetConfig(rule="reaction-based", enforcement=EnforcementLevel.HARD)

    found = study(cast, ruleset, planned_ms=2_700_000, seed=0, meetings=6)

    assert max(each.share or 0 for each in found.participants[:2]) < 1.6 / 6


def test_a_gamer_leaves_at_most_three_times() -> None:
    cast = (BEHAVIOURS["rule-gamer"], BEHAVIOURS["quiet"])
    run = MeetingRun(cast, RulesetConfig(), planned_ms=_HOUR_MS, seed=2)

    run.run()

    assert 1 <= sum(isinstance(event, ParticipantLeft) for event in run.log) <= 3


def test_simulated_people_do_nothing_that_is_refused_under_equal_share() -> None:
    state = MeetingRun(usual_cast(8), RulesetConfig(), planned_ms=900_000, seed=9).run().state

    assert [each.reason for each in state.decisions if isinstance(each, Refused)] == []


@pytest.mark.parametrize(
    ("people", "names"),
    [
        (1, ["talker"]),
        (4, ["talker", "quiet", "interrupter", "plain"]),
        (6, ["talker", "quiet", "interrupter", "ally", "ally", "latecomer"]),
        (9, ["talker", "quiet", "interrupter", "ally", "ally", "latecomer", "rule-gamer", "plain", "plain"]),
    ],
)
def test_the_usual_cast_has_one_of_each_and_allies_in_pairs(people: int, names: list[str]) -> None:
    assert [each.name for each in usual_cast(people)] == names
