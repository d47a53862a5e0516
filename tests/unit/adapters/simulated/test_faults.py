"""Faults on request: each kind from a stream of its own, and wrong plans refused whole."""

from __future__ import annotations

import pytest

from argentum.adapters.simulated.fault_checks import fault_plan
from argentum.adapters.simulated.faults import FaultDice, FaultPlan
from argentum.adapters.simulated.playback import SimulatedPlayback
from argentum.errors import ConfigurationError, MissingPathError
from argentum.rng import Streams
from argentum.wiring import load_faults
from tests.builders import a_policy


def test_a_plan_without_faults_has_none() -> None:
    dice = FaultDice(FaultPlan(), Streams(1))

    assert [dice.request_failure(), dice.voice_failure(0), dice.stall_ms(), dice.beat_delay_ms()] == [None, None, 0, 0]


def test_late_beats_are_late_by_one_of_the_planned_delays() -> None:
    dice = FaultDice(FaultPlan(late_beat_rate=0.5), Streams(1))

    delays = [dice.beat_delay_ms() for _ in range(1000)]

    assert sorted(set(delays)) == [0, 250, 500, 1000]
    assert 430 <= delays.count(0) <= 570


def test_adding_one_kind_of_fault_does_not_move_the_others() -> None:
    few = FaultDice(FaultPlan(late_beat_rate=0.5), Streams(1))
    more = FaultDice(FaultPlan(late_beat_rate=0.5, malformed_rate=0.5, voice_failure_rate=0.5), Streams(1))
    for _ in range(20):
        more.request_failure()
        more.voice_failure(0)

    assert [few.beat_delay_ms() for _ in range(50)] == [more.beat_delay_ms() for _ in range(50)]


@pytest.mark.parametrize(("jitter_ms", "longest_ms"), [(0, 0), (150, 150)])
def test_playback_errs_within_its_jitter_both_ways(jitter_ms: int, longest_ms: int) -> None:
    streams = Streams(1)
    policy = a_policy({"simulation.beat_jitter_ms": jitter_ms})
    playback = SimulatedPlayback(policy, streams, FaultDice(FaultPlan(), streams))

    errors = [playback.beat_error_ms() for _ in range(500)]

    assert (min(errors), max(errors)) == (-longest_ms, longest_ms)


@pytest.mark.parametrize("name", ["recoverable", "stormy", "dying"])
def test_every_shipped_plan_can_be_loaded(name: str) -> None:
    assert load_faults(name) != FaultPlan()


def test_no_name_is_no_fault_and_an_unknown_one_is_told_with_the_known() -> None:
    assert load_faults(None) == FaultPlan()
    with pytest.raises(MissingPathError, match="shipped are dying, recoverable, stormy"):
        load_faults("earthquake")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"stall_rat": 0.1}, "faults.yaml:3: stall_rat: found an unknown key"),
        ({"stall_rate": 1.5}, "stall_rate: found 1.5, allowed: a number from 0 to 1"),
        ({"stall_rate": True}, "stall_rate: found True, allowed: a number from 0 to 1"),
        ({"late_beat_ms": []}, r"late_beat_ms: found \[\], allowed: a list of milliseconds"),
        ({"stall_ms": [5, 3]}, r"stall_ms: found \[5, 3\], allowed: two values, the shorter first"),
        ({"dies_at_ms": "soon"}, "allowed: values as in configs/faults/"),
    ],
)
def test_a_wrong_plan_is_refused_with_key_and_place(values: dict[str, object], told: str) -> None:
    with pytest.raises(ConfigurationError, match=told):
        fault_plan(values, source="faults.yaml", line_of=dict.fromkeys(values, 3))


def test_all_wrong_values_of_a_plan_are_told_at_once() -> None:
    with pytest.raises(ConfigurationError) as refusal:
        fault_plan({"stall_rat": 0.1, "timeout_rate": -1}, source="faults.yaml", line_of={})

    assert len(refusal.value.faults) == 2
    assert "did you mean 'stall_rate'?" in str(refusal.value)
