"""Answers come after a latency, by their deadline, or not at all."""

from __future__ import annotations

import pytest

from argentum.adapters.simulated.faults import FaultDice, FaultPlan
from argentum.adapters.simulated.writing_desk import SimulatedWritingDesk
from argentum.orchestration.commands import RequestBid, RequestDraft
from argentum.orchestration.requests import BidRequest, WritingRequest
from argentum.orchestration.signals import BidArrived, DraftArrived, RequestFailed
from argentum.rng import Streams
from argentum.transcript.utterance import Draft, Mood, Utterance
from tests.builders import a_draft, a_policy


class Panel:
    """Writes the same draft for everybody and remembers what it heard."""

    def __init__(self) -> None:
        self.heard: list[Utterance] = []

    def hear(self, utterance: Utterance) -> None:
        self.heard.append(utterance)

    def write(self, request: WritingRequest) -> Draft:
        del request
        return a_draft(20)


def a_desk(plan: FaultPlan | None = None, *, seed: int = 1, latency_ms: int = 800) -> SimulatedWritingDesk:
    streams = Streams(seed)
    plan = plan or FaultPlan()
    policy = a_policy({"simulation.llm": {"median_ms": latency_ms, "log_sd": 0.0}})
    return SimulatedWritingDesk(Panel(), policy, streams, FaultDice(plan, streams), plan)


def a_request(deadline_ms: int = 5000) -> RequestDraft:
    return RequestDraft(
        request=WritingRequest(
            request_id="req",
            agent_id="ann",
            purpose="segment",
            position="turn",
            target_words=20,
            context_version=1,
            speaking=None,
        ),
        deadline_ms=deadline_ms,
    )


def a_bid_request(*, tokens: int = 8, mood: Mood | None = None) -> RequestBid:
    return RequestBid(
        request=BidRequest(
            request_id="bid",
            agent_id="ann",
            tokens=tokens,
            mood=mood or Mood(),
            context_version=1,
            speaking=None,
            may_interrupt=True,
        ),
        deadline_ms=5000,
    )


def test_a_draft_comes_after_the_latency_and_is_billed() -> None:
    at_ms, answer = a_desk().answer(a_request(), 1000)

    assert (at_ms, isinstance(answer, DraftArrived)) == (1800, True)
    assert isinstance(answer, DraftArrived)
    assert (answer.tokens_in, answer.tokens_out) == (320, 27)


@pytest.mark.parametrize(("deadline_ms", "failed"), [(1800, False), (1799, True)])
def test_an_answer_at_the_deadline_counts_and_a_later_one_is_a_time_out(deadline_ms: int, failed: bool) -> None:
    at_ms, answer = a_desk().answer(a_request(deadline_ms), 1000)

    assert at_ms == deadline_ms
    assert (answer == RequestFailed(request_id="req", failure="timed_out")) is failed


def test_a_bill_grows_with_what_was_heard_up_to_a_window() -> None:
    desk = a_desk()
    bills = []
    for _ in range(15):
        answer = desk.answer(a_request(), 0)[1]
        assert isinstance(answer, DraftArrived)
        bills.append(answer.tokens_in)
        desk.hear(Utterance(utterance_id="u", kind="segment", agent_id="bea", text="", start_ms=0, duration_ms=1))

    assert bills[:3] == [320, 342, 364]
    assert bills[-1] == bills[-2] == 320 + 12 * 22


def test_a_dead_provider_says_no_at_once() -> None:
    assert a_desk(FaultPlan(dies_at_ms=1000)).answer(a_request(), 1000) == (
        1060,
        RequestFailed(request_id="req", failure="gone"),
    )


def test_each_kind_of_failure_comes_as_often_as_planned() -> None:
    plan = FaultPlan(timeout_rate=0.1, rate_limit_rate=0.2, malformed_rate=0.3, retry_after_ms=1500)
    desk = a_desk(plan)

    answers = [desk.answer(a_request(), 0)[1] for _ in range(2000)]

    failures = [answer.failure for answer in answers if isinstance(answer, RequestFailed)]
    assert 160 <= failures.count("timed_out") <= 240
    assert 340 <= failures.count("rate_limited") <= 460
    assert 540 <= failures.count("malformed") <= 660
    assert {answer.retry_after_ms for answer in answers if isinstance(answer, RequestFailed)} == {0, 1500}


def test_a_stall_takes_longer_by_what_is_planned() -> None:
    at_ms, _ = a_desk(FaultPlan(stall_rate=1.0, stall_ms=(3000, 3000))).answer(a_request(), 0)

    assert at_ms == 3800


def test_a_stated_bid_is_never_above_what_its_agent_holds() -> None:
    for seed in range(50):
        answer = a_desk(seed=seed).answer_bid(a_bid_request(tokens=2, mood=Mood(engagement=1.0)), 0)[1]
        assert isinstance(answer, BidArrived)
        assert 0 <= answer.bid.bid <= 2
        assert (answer.bid.action == "pass") is (answer.bid.bid == 0)


def test_the_keener_the_mood_the_higher_the_bid() -> None:
    def mean(mood: Mood) -> float:
        answers = [a_desk(seed=seed).answer_bid(a_bid_request(mood=mood), 0)[1] for seed in range(60)]
        return sum(answer.bid.bid for answer in answers if isinstance(answer, BidArrived)) / 60

    assert mean(Mood(engagement=0.1)) < mean(Mood(engagement=0.9)) < mean(Mood(engagement=0.9, frustration=0.5))
