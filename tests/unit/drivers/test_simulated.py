"""The simulated driver: order by time, rank and knowledge; what was cancelled never comes."""

from __future__ import annotations

import pytest

from argentum.adapters.simulated.faults import FaultDice, FaultPlan
from argentum.adapters.simulated.playback import SimulatedPlayback
from argentum.adapters.simulated.voice import SimulatedVoice
from argentum.drivers.journal import Journal, decode
from argentum.drivers.simulated import SimulatedDriver
from argentum.errors import ProtocolError
from argentum.orchestration.commands import RequestBid, RequestDraft
from argentum.orchestration.session import SessionLimits
from argentum.orchestration.signals import RANK, AudienceReacted, DraftArrived, Signal
from argentum.rng import Streams
from argentum.transcript.utterance import Utterance
from tests.builders import a_chat, a_draft, a_policy
from tests.journals import Lines
from tests.sessions import a_header, run

EXACT = {"simulation.rate_log_sd": 0.0, "simulation.first_audio": {"median_ms": 200, "log_sd": 0.0}}


class Desk:
    """Answers each request with twenty words after 800 ms, or with what must not be."""

    def __init__(self, answer: Signal | None = None) -> None:
        self._answer = answer
        self.heard: list[Utterance] = []

    def hear(self, utterance: Utterance) -> None:
        self.heard.append(utterance)

    def answer(self, command: RequestDraft, now_ms: int) -> tuple[int, Signal]:
        draft = DraftArrived(request_id=command.request.request_id, draft=a_draft(20))
        return now_ms + 800, self._answer or draft

    def answer_bid(self, command: RequestBid, now_ms: int) -> tuple[int, Signal]:
        raise AssertionError((command, now_ms))


class Waiting:
    """Notes the instants that the driver waits for."""

    def __init__(self) -> None:
        self.waited: list[int] = []

    def wait_until(self, at_ms: int) -> None:
        self.waited.append(at_ms)


def a_driver(
    desk: Desk, *, sink: Lines | None = None, pace: Waiting | None = None, segments: int = 3
) -> SimulatedDriver:
    streams = Streams(1)
    policy = a_policy(EXACT)
    dice = FaultDice(FaultPlan(), streams)
    return SimulatedDriver(
        a_chat(policy=EXACT, limits=SessionLimits(segments=segments)),
        writing=desk,
        voice=SimulatedVoice(policy, streams, dice),
        playback=SimulatedPlayback(policy, streams, dice),
        journal=None if sink is None else Journal(sink),
        pace=pace,
    )


def test_a_session_runs_to_its_end_and_everybody_hears_it() -> None:
    desk = Desk()

    reason = a_driver(desk).run()

    assert reason == "completed"
    assert [utterance.agent_id for utterance in desk.heard] == ["ann", "bea", "carl"]


def test_a_session_that_waits_for_nothing_is_a_fault_and_does_not_hang() -> None:
    strange = AudienceReacted(agent_id="ann", reaction="clap")

    with pytest.raises(ProtocolError, match="the session stalled at 800 ms"):
        a_driver(Desk(strange)).run()


def test_signals_are_written_before_what_they_lead_to_in_the_order_of_time_and_rank() -> None:
    sink = Lines()
    a_driver(Desk(), sink=sink).run()

    lines = [decode(line, number) for number, line in enumerate(sink.lines)]
    times = [line.at_ms for line in lines if line.at_ms is not None]
    assert lines[0].signal is not None
    assert times == sorted(times)
    ranks = [(line.at_ms, RANK[type(line.signal)]) for line in lines if line.signal is not None]
    assert ranks == sorted(ranks, key=lambda entry: entry[0] or 0)
    assert lines[-1].seal is not None


def test_a_paced_run_waits_for_each_instant_and_syncs_at_each_micro_turn() -> None:
    sink, pace = Lines(), Waiting()

    a_driver(Desk(), sink=sink, pace=pace).run()

    assert pace.waited == sorted(pace.waited)
    assert sink.syncs == 3 + 1


def test_an_unpaced_run_syncs_once_at_its_end() -> None:
    sink = Lines()

    a_driver(Desk(), sink=sink).run()

    assert sink.syncs == 1


def test_what_was_cut_is_never_reported_as_ended() -> None:
    sink = Lines()
    session = run(a_header("roundtable", segments=60, faults="recoverable"), sink=sink)

    cut = {message.metadata.clip_id for message in session.heard("segment") if message.metadata.interrupted_by}
    ended = [line for line in sink.lines if b'"clip_ended"' in line]
    assert cut
    assert not any(f'"{clip}"'.encode() in line for clip in cut for line in ended)


def test_a_long_session_is_not_remembered_by_what_was_asked_prepared_played_or_set() -> None:
    driver = a_driver(Desk(), segments=500)

    driver.run()

    held = (driver._requests, driver._preparing, driver._playing, driver._timers, driver._void)
    assert sum(len(known) for known in held) < 1000
