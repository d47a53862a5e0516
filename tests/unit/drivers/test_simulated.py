"""The driver on virtual time."""

from __future__ import annotations

from typing import get_args

from argentum.adapters.simulated.faults import FaultDice, FaultPlan
from argentum.adapters.simulated.playback import SimulatedPlayback
from argentum.adapters.simulated.voice import SimulatedVoice
from argentum.adapters.simulated.writing_desk import SimulatedWritingDesk
from argentum.agents.simulated.text_free import TextFreePanel
from argentum.drivers.simulated import SimulatedDriver
from argentum.orchestration.commands import Command
from argentum.policy import Policy
from argentum.rng import Streams
from tests.builders import a_chat


def test_the_driver_carries_out_every_command() -> None:
    policy, streams, plan = Policy(), Streams(1), FaultPlan()
    dice = FaultDice(plan, streams)
    panel = TextFreePanel(["ann", "bea"], streams)

    driver = SimulatedDriver(
        a_chat(),
        writing=SimulatedWritingDesk(panel, policy, streams, dice, plan),
        voice=SimulatedVoice(policy, streams, dice),
        playback=SimulatedPlayback(policy, streams, dice),
    )

    assert set(driver._obey) == set(get_args(Command))
