"""The second mode: everybody in turn, on the same machine."""

from __future__ import annotations

from argentum.coordination.situation import AuctionSituation, SegmentHeard
from argentum.orchestration.auction_chat import AuctionChat
from argentum.orchestration.requests import WritingRequest
from argentum.orchestration.round_robin import RoundRobin
from argentum.orchestration.session import SessionLimits
from argentum.orchestration.signals import AudienceReacted
from argentum.rng import Streams
from tests.builders import a_policy, seats
from tests.script import Answer, World, answer_all


def a_session(agents: int = 3, segments: int = 7) -> AuctionChat:
    return AuctionChat(
        session_id="test-0123456789",
        topic="Should tests be stories?",
        policy=a_policy({"mode": "round-robin"}),
        seats=seats(agents),
        rule=RoundRobin(seats(agents)),
        streams=Streams(1),
        limits=SessionLimits(segments=segments),
    )


def a_situation(holder: str | None, unavailable: tuple[str, ...] = ()) -> AuctionSituation:
    return AuctionSituation(
        now_ms=0,
        auction_id="auction_1",
        segment_index=0,
        holder=holder,
        holder_contiguous=1,
        turn_goes_on=False,
        remaining_ms=0,
        interrupts_possible=True,
        interjections_possible=1,
        kickers_possible=1,
        unavailable=unavailable,
    )


def test_everybody_speaks_in_the_order_of_the_table() -> None:
    world = World(chat=a_session()).start().run()

    assert [message.metadata.agent_id for message in world.heard()] == [
        "ann",
        "bea",
        "carl",
        "ann",
        "bea",
        "carl",
        "ann",
    ]


def test_nobody_pays_interjects_or_cuts_in() -> None:
    world = World(chat=a_session()).start().run()

    assert [posting for message in world.messages for posting in message.metadata.postings] == []
    assert world.heard("interjection", "hard_interrupt") == []


def test_who_cannot_be_asked_is_passed_over() -> None:
    rule = RoundRobin(seats(3))

    decision = rule.open_auction(a_situation("ann", unavailable=("bea",)))

    assert (decision.winner, decision.fallback, decision.how) == ("carl", "ann", "round_robin")


def test_when_nobody_can_be_asked_the_order_is_kept() -> None:
    rule = RoundRobin(seats(2))

    assert rule.open_auction(a_situation("ann", unavailable=("ann", "bea"))).winner == "bea"


def test_one_agent_alone_is_its_own_successor() -> None:
    decision = RoundRobin(seats(1)).open_auction(a_situation("ann"))

    assert (decision.winner, decision.fallback, decision.how) == ("ann", "ann", "only_one")


def test_after_a_failure_the_one_after_the_next_speaks_and_the_order_goes_on_from_it() -> None:
    def write(request: WritingRequest) -> Answer:
        return Answer(after_ms=300, failure="gone") if request.agent_id == "bea" else answer_all(request)

    world = World(chat=a_session(segments=5), write=write).start().run()

    assert [message.metadata.agent_id for message in world.heard()] == ["ann", "carl", "ann", "carl", "ann"]


def test_the_audience_has_no_effect_and_is_told_so() -> None:
    world = World(chat=a_session()).start().run(until_ms=2000)

    world.feed(2000, AudienceReacted(agent_id="bea", reaction="clap"))

    assert world.notices() == ["round_robin_ignores_audience"]


def test_seconds_of_talk_are_counted() -> None:
    rule = RoundRobin(seats(2))
    heard = SegmentHeard(agent_id="bea", segment_index=0, end_ms=6000, heard_ms=5000, planned_ms=5000)

    settlement = rule.segment_heard(heard)

    assert [(agent.agent_id, agent.talk_ms) for agent in rule.snapshot()] == [("ann", 0), ("bea", 5000)]
    assert settlement.postings == ()
