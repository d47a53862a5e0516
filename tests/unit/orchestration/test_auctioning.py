"""Selling the next segment: stated bids in time, late and failed; lengths; turns."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from argentum.coordination.situation import ReportedBid
from argentum.orchestration.commands import CancelRequest, RequestBid, RequestDraft
from argentum.orchestration.requests import BidRequest
from argentum.orchestration.signals import BidArrived, RequestFailed, Signal
from tests.builders import AGENTS, ScriptedRule, Verdict, a_chat
from tests.script import World

LLM_BIDS = {"auction.bidding": "llm"}


def stated(request: BidRequest) -> Signal:
    return BidArrived(
        request_id=request.request_id, bid=ReportedBid(action="speak", bid=5, hard_interrupt=False), tokens_in=7
    )


def a_world(bid: Callable[[BidRequest], tuple[int, Signal]]) -> tuple[World, ScriptedRule]:
    rule = ScriptedRule([Verdict(winner="ann")])
    return World(chat=a_chat(rule, policy=LLM_BIDS), bid=bid).start(), rule


def resolved_ms(world: World) -> int:
    auction = world.heard("auction")[1].metadata.auction
    assert auction is not None
    return auction.resolved_ms


def test_everybody_is_asked_and_the_last_bid_resolves_the_auction() -> None:
    world, rule = a_world(lambda request: (100 * AGENTS.index(request.agent_id) + 50, stated(request)))

    world.run(until_ms=2000)

    asked = [
        (at_ms, command.request.agent_id, command.request.may_interrupt) for at_ms, command in world.of(RequestBid)
    ]
    assert asked == [(1100, "ann", False), (1100, "bea", True), (1100, "carl", True), (1100, "dora", True)]
    assert resolved_ms(world) == 1100 + 350
    assert sorted(rule.situations[1].reported_bids) == list(AGENTS)


def result_due_ms() -> int:
    """The segment lasts from 1000 to 7000; the result is due 2250 ms before its end."""
    return 4750


def test_a_bid_at_the_deadline_counts() -> None:
    late = result_due_ms() - 1100
    world, rule = a_world(lambda request: (late if request.agent_id == "bea" else 50, stated(request)))

    world.run(until_ms=6000)

    assert resolved_ms(world) == result_due_ms()
    assert "bea" in rule.situations[1].reported_bids
    assert world.of(CancelRequest) == []


def test_a_bid_after_the_deadline_is_cancelled_and_counted_as_discarded() -> None:
    late = result_due_ms() - 1100 + 1
    world, rule = a_world(lambda request: (late if request.agent_id == "bea" else 50, stated(request)))

    world.run(until_ms=6000)

    assert resolved_ms(world) == result_due_ms()
    assert sorted(rule.situations[1].reported_bids) == ["ann", "carl", "dora"]
    assert [command.request_id for _, command in world.of(CancelRequest)] == ["bid_2_1"]
    assert world.chat.tally.llm_calls_discarded == 1


def test_a_result_that_came_late_arms_no_interrupt() -> None:
    world, rule = a_world(lambda request: (60_000, stated(request)))

    world.run(until_ms=6000)

    assert rule.situations[1].reported_bids == {}
    assert not rule.situations[1].interrupts_possible


def test_a_bid_that_fails_is_done_without() -> None:
    def bid(request: BidRequest) -> tuple[int, Signal]:
        if request.agent_id == "carl":
            return 60, RequestFailed(request_id=request.request_id, failure="malformed")
        return 50, stated(request)

    world, rule = a_world(bid)

    world.run(until_ms=6000)

    assert resolved_ms(world) == 1100 + 60
    assert sorted(rule.situations[1].reported_bids) == ["ann", "bea", "dora"]


def test_what_bids_cost_is_counted() -> None:
    world, _ = a_world(lambda request: (50, stated(request)))

    world.run(until_ms=2000)

    assert world.chat.tally.llm_tokens_in == 4 * 7
    assert world.chat.tally.llm_calls == 1 + 4 + 1  # the opening, the bids, the segment that they sold


def test_heuristic_bids_resolve_the_auction_as_it_opens() -> None:
    world = World(chat=a_chat(ScriptedRule([Verdict(winner="ann")]))).start().run(until_ms=2000)

    assert world.of(RequestBid) == []
    assert resolved_ms(world) == 1100


@pytest.mark.parametrize(("shortened", "words"), [(False, 18), (True, 13)])
def test_when_everybody_passed_the_next_segment_is_a_short_one(shortened: bool, words: int) -> None:
    rule = ScriptedRule([Verdict(winner="ann"), Verdict(winner="ann", shortened=shortened)])
    policy = {"segment_seconds.adaptive": False, "segment_seconds.target": 5.5}

    world = World(chat=a_chat(rule, policy=policy)).start().run(until_ms=2000)

    assert world.of(RequestDraft)[1][1].request.target_words == words


def test_with_no_segment_written_ahead_the_winner_is_asked_at_the_end() -> None:
    policy = {"concurrency.prefetch.segments_top_k": 0}

    world = World(chat=a_chat(ScriptedRule([Verdict(winner="ann")]), policy=policy)).start().run(until_ms=9000)

    asked = [at_ms for at_ms, _ in world.of(RequestDraft)]
    assert resolved_ms(world) == 1100
    assert asked[1] >= 6000


# -- the unit of a turn ----------------------------------------------------------------------------------------------

TURNS = {
    "auction.unit": "turn",
    "auction.max_contiguous_segments": 6,
    "timing.turn_length.weight_short": 1.0,
    "timing.turn_length.mean_log_short": 2.7,
    "timing.turn_length.sd_log_short": 0.0,
    "timing.turn_length.session_sd": 0.0,
    "timing.turn_length.speaker_sd": 0.0,
}
"""Every turn lasts e^2.7 = 14.9 s: clips of 5 s, 5 s and the rest."""


def test_a_turn_is_a_chain_of_clips_that_its_winner_holds() -> None:
    rule = ScriptedRule([Verdict(winner="ann"), Verdict(winner="ann"), Verdict(winner="ann"), Verdict(winner="bea")])

    world = World(chat=a_chat(rule, policy=TURNS)).start().run(until_ms=20_000)

    words = [command.request.target_words for _, command in world.of(RequestDraft)]
    assert words[:3] == [17, 17, 16]
    assert [situation.turn_goes_on for situation in rule.situations[:4]] == [False, True, True, False]
    positions = [command.request.position for _, command in world.of(RequestDraft)]
    assert positions[:4] == ["opening", "continuation", "continuation", "turn"]


def test_a_takeover_at_a_join_begins_a_turn_of_its_own() -> None:
    rule = ScriptedRule([Verdict(winner="ann"), Verdict(winner="bea"), Verdict(winner="bea")])

    world = World(chat=a_chat(rule, policy=TURNS)).start().run(until_ms=9000)

    assert [command.request.target_words for _, command in world.of(RequestDraft)] == [17, 17, 17]
    assert [situation.holder_contiguous for situation in rule.situations] == [0, 1, 1]
    assert rule.situations[2].turn_goes_on
