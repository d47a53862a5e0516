"""The router: time, the end, timers, the audience."""

from __future__ import annotations

from typing import get_args

import pytest

from argentum.errors import ProtocolError
from argentum.orchestration.commands import PlayClip
from argentum.orchestration.signals import (
    AudienceReacted,
    BeatReached,
    ClipEnded,
    SessionStarted,
    Signal,
    TimerFired,
)
from tests.builders import ScriptedRule, a_chat
from tests.script import World


def test_the_router_has_an_arm_for_every_signal() -> None:
    chat = a_chat()

    assert set(chat._take) == set(get_args(Signal))


def test_time_does_not_run_backwards_and_a_refusal_changes_nothing() -> None:
    world = World(chat=a_chat()).start().run(until_ms=2000)

    with pytest.raises(ProtocolError, match="time runs backwards: 1000 ms after 1900 ms"):
        world.chat.feed(SessionStarted(), 1000)

    world.run(until_ms=7500)
    assert len(world.heard("segment")) == 1


def test_after_the_end_every_signal_is_ignored() -> None:
    world = World(chat=a_chat(agents=0)).start().run()

    assert world.chat.ended
    assert world.chat.feed(TimerFired(timer="auction/1"), 5000) == []


def test_a_timer_of_an_earlier_micro_turn_is_void() -> None:
    world = World(chat=a_chat()).start().run(until_ms=7500)

    assert world.feed(7500, TimerFired(timer="cut/1")) == []


def test_a_timer_that_nobody_set_is_a_fault_of_the_driver() -> None:
    world = World(chat=a_chat()).start().run(until_ms=2000)

    with pytest.raises(ProtocolError, match="no such timer: tea/1"):
        world.feed(2000, TimerFired(timer="tea/1"))


@pytest.mark.parametrize(
    "signal",
    [BeatReached(clip_id="clip_nobody", beat=1), ClipEnded(clip_id="clip_nobody"), TimerFired(timer="retry/nobody")],
)
def test_playback_that_nobody_asked_for_is_ignored(signal: BeatReached | ClipEnded | TimerFired) -> None:
    world = World(chat=a_chat()).start().run(until_ms=2000)

    assert world.feed(2000, signal) == []


def test_a_beat_beyond_the_planned_ones_is_ignored() -> None:
    world = World(chat=a_chat()).start().run(until_ms=2000)
    playing = world.of(PlayClip)[0][1].clip_id

    world.feed(2000, BeatReached(clip_id=playing, beat=7))

    assert world.chat.tally.beats == 0


def test_the_audience_is_heard_and_its_effect_is_on_record() -> None:
    rule = ScriptedRule()
    world = World(chat=a_chat(rule)).start().run(until_ms=2000)

    world.feed(2000, AudienceReacted(agent_id="bea", reaction="clap", amount=3))

    assert "the audience gives bea 3 clap in 0" in rule.told
    assert world.notices() == ["audience_noted"]


def test_a_sign_for_nobody_at_the_table_is_told_and_has_no_effect() -> None:
    rule = ScriptedRule()
    world = World(chat=a_chat(rule)).start().run(until_ms=2000)

    world.feed(2000, AudienceReacted(agent_id="zoe", reaction="tip"))

    assert world.notices() == ["audience_unknown_agent"]
    assert not any("audience" in line for line in rule.told)


def test_equal_inputs_give_equal_commands() -> None:
    first, second = (World(chat=a_chat(seed=3)).start().run(until_ms=40_000) for _ in range(2))

    assert first.events == second.events
