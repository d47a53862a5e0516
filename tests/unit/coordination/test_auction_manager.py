"""The calls of a session, and what each of them moves."""

from __future__ import annotations

import msgspec
import pytest

from argentum.coordination.auction_manager import AuctionManager
from argentum.coordination.decisions import AuctionDecision, HardInterruptDecision, InterjectionDecision
from argentum.coordination.seats import Seat
from argentum.coordination.situation import AuctionSituation, InterjectionHeard, ReportedBid, SegmentBegun, SegmentHeard
from argentum.errors import ProtocolError
from argentum.policy import Policy
from argentum.rng import Streams
from argentum.transcript.stand import Stand
from argentum.transcript.utterance import Citation, Mood

IDS = ("ada", "ben", "cy", "dee")
OPENING = AuctionSituation(
    now_ms=0, auction_id="auction_1", segment_index=-1, holder=None, holder_contiguous=0, turn_goes_on=False,
    remaining_ms=0, interrupts_possible=True, interjections_possible=1, kickers_possible=1,
)  # fmt: skip
IN_SEGMENT = msgspec.structs.replace(OPENING, segment_index=0, holder="ada", holder_contiguous=1, remaining_ms=4_900)
CUT_IN = HardInterruptDecision(agent_id="ben", style="hard", price=3.5, fee=1.0)
REMARK = InterjectionDecision(
    agent_id="cy", interjection_type="challenge", importance=0.6, price=1, beat=1, acknowledge=True
)


def _manager(**policy: object) -> AuctionManager:
    seats = [Seat(agent_id=agent_id, index=place) for place, agent_id in enumerate(IDS)]
    return AuctionManager(Policy.model_validate(policy), seats, Streams(3))


def _begun(agent_id: str = "ada", index: int = 0, **facts: object) -> SegmentBegun:
    begun = SegmentBegun(agent_id=agent_id, segment_index=index, start_ms=index * 5_000, planned_ms=5_000)
    return msgspec.structs.replace(begun, **facts)


def _heard(agent_id: str = "ada", index: int = 0, **facts: object) -> SegmentHeard:
    heard = SegmentHeard(
        agent_id=agent_id, segment_index=index, end_ms=index * 5_000 + 5_000, heard_ms=5_000, planned_ms=5_000
    )
    return msgspec.structs.replace(heard, **facts)


def _stand(decision: AuctionDecision, agent_id: str) -> Stand:
    return next(stand for stand in decision.stands if stand.agent_id == agent_id)


def test_a_session_opens_with_the_fill_of_its_banks() -> None:
    manager = _manager()

    assert [posting.amount for posting in manager.opening_postings] == [4, 4, 4, 4]
    manager.book.check()


def test_an_auction_moves_no_token() -> None:
    manager = _manager()

    manager.open_auction(OPENING)

    assert manager.book.tokens == [4, 4, 4, 4]


def test_the_winner_pays_its_price_when_its_segment_begins() -> None:
    manager = _manager()
    decision = manager.open_auction(OPENING)

    postings = manager.take_floor(decision, decision.winner, 0)

    assert postings[0].source == decision.winner
    assert postings[0].amount >= decision.price > postings[0].amount - 1
    assert postings[0].reason == "speak"
    manager.book.check()


def test_a_fallback_speaks_for_nothing() -> None:
    manager = _manager()
    decision = manager.open_auction(OPENING)

    assert manager.take_floor(decision, decision.fallback, 0) == ()


def test_the_one_who_was_challenged_wants_the_floor_more_and_the_table_says_why() -> None:
    manager = _manager()
    before = _stand(manager.open_auction(IN_SEGMENT), "ben")

    manager.segment_begun(_begun(challenges=("ben",), addressed_to="ben"))
    after = _stand(manager.open_auction(IN_SEGMENT), "ben")

    assert after.open_points == 1.0
    assert after.desire > before.desire + 1.5
    assert after.reasons[0].code == "challenged"


def test_an_answer_closes_the_point() -> None:
    manager = _manager()
    manager.segment_begun(_begun(challenges=("ben",)))
    manager.segment_heard(_heard())

    manager.segment_begun(_begun("ben", 1, answers=("ada",)))

    assert _stand(manager.open_auction(IN_SEGMENT), "ben").open_points == 0.0


def test_a_segment_that_is_cut_counts_as_heard_and_lowers_its_speakers_reputation() -> None:
    manager = _manager()
    manager.segment_begun(_begun())
    postings = manager.commit_interrupt(CUT_IN, against="ada", segment_index=0, now_ms=3_000, early=False)

    settlement = manager.segment_heard(_heard(heard_ms=3_000, interrupted_by="ben"))

    assert (postings[0].source, postings[0].amount, postings[0].reason) == ("ben", 4, "hard_interrupt")
    after = manager.snapshot()[0]
    assert after.talk_ms == 3_000
    assert after.reputation < 0
    assert [reason.code for reason in settlement.reasons] == ["cut_off"]


def test_a_failed_attempt_costs_no_reputation() -> None:
    manager = _manager()
    attempt = msgspec.structs.replace(CUT_IN, style="attempt", price=1.0)

    postings = manager.commit_interrupt(attempt, against="ada", segment_index=0, now_ms=3_000, early=True)

    assert postings[0].reason == "attempt"
    assert manager.snapshot()[0].reputation == 0.0


def test_a_kicker_that_was_not_used_costs_what_the_policy_says() -> None:
    assert _manager().abandon_interrupt(CUT_IN, reason="not_ready", now_ms=0) == ()

    postings = _manager(pricing={"prebuffer_charge": 0.5}).abandon_interrupt(CUT_IN, reason="not_ready", now_ms=0)

    assert (postings[0].amount, postings[0].reason) == (1, "prebuffer")


def test_an_interjection_is_paid_counts_as_talk_and_asks_for_an_answer() -> None:
    manager = _manager()
    manager.segment_begun(_begun())
    postings = manager.commit_interjection(REMARK, segment_index=0, now_ms=2_000)

    manager.interjection_heard(
        InterjectionHeard(
            agent_id="cy", speaker_id="ada", interjection_type="challenge", importance=0.6, heard_ms=800, end_ms=2_800,
            challenges=("ada",),
        )
    )  # fmt: skip

    assert (postings[0].source, postings[0].amount) == ("cy", 1)
    assert manager.snapshot()[2].talk_ms == 800
    assert manager.mood_of("ada").frustration > 0
    assert _stand(manager.open_auction(IN_SEGMENT), "ada").open_points == 1.0


def test_an_interjection_that_turned_out_worthless_costs_reputation() -> None:
    manager = _manager()

    manager.interjection_heard(
        InterjectionHeard(
            agent_id="cy", speaker_id="ada", interjection_type="support", importance=0.05, heard_ms=800, end_ms=2_800
        )
    )

    assert manager.snapshot()[2].reputation < 0


def test_a_dropped_interjection_costs_nothing() -> None:
    manager = _manager()

    manager.drop_interjection(REMARK, reason="late_beat")

    assert manager.book.tokens == [4, 4, 4, 4]


def test_who_wins_with_evidence_and_brings_none_loses_reputation() -> None:
    manager = _manager()
    claims = ReportedBid(action="speak", bid=8, hard_interrupt=False, evidence_backed=True)
    decision = manager.open_auction(msgspec.structs.replace(OPENING, reported_bids={"ben": claims}))
    assert (decision.winner, decision.evidence_used) == ("ben", True)

    manager.take_floor(decision, "ben", 0)
    manager.segment_begun(_begun("ben"))

    assert manager.snapshot()[1].reputation < 0


def test_who_wins_with_evidence_and_brings_it_keeps_its_name() -> None:
    manager = _manager()
    claims = ReportedBid(action="speak", bid=8, hard_interrupt=False, evidence_backed=True)
    decision = manager.open_auction(msgspec.structs.replace(OPENING, reported_bids={"ben": claims}))
    source = Citation(label="Doc 1", document="air.md", quote="fell by a third", relevance=0.8)

    manager.take_floor(decision, "ben", 0)
    manager.segment_begun(_begun("ben", citations=(source,)))

    assert manager.snapshot()[1].reputation == 0.0


def test_a_stated_bid_is_taken_after_clamping() -> None:
    stated = {
        "ada": ReportedBid(action="pass", bid=5, hard_interrupt=False),
        "ben": ReportedBid(action="speak", bid=99, hard_interrupt=False),
        "cy": ReportedBid(action="speak", bid=-4, hard_interrupt=False),
        "nobody": ReportedBid(action="speak", bid=8, hard_interrupt=False),
    }

    stands = _manager().open_auction(msgspec.structs.replace(OPENING, reported_bids=stated)).stands

    assert [stand.bid for stand in stands[:3]] == [0, 8, 0]


def test_when_everybody_passes_the_holder_goes_on_and_nothing_is_paid() -> None:
    manager = _manager()
    manager.segment_begun(_begun())
    silence = {agent_id: ReportedBid(action="pass", bid=0, hard_interrupt=False) for agent_id in IDS}

    decision = manager.open_auction(msgspec.structs.replace(IN_SEGMENT, reported_bids=silence))

    assert (decision.winner, decision.how, decision.price, decision.shortened) == ("ada", "all_passed", 0.0, True)
    assert manager.take_floor(decision, "ada", 0) == ()


def test_who_cannot_be_asked_does_not_win() -> None:
    decision = _manager().open_auction(msgspec.structs.replace(OPENING, unavailable=("ada", "ben", "dee")))

    assert decision.winner == "cy"


def test_a_full_table_of_unavailable_agents_still_has_a_speaker() -> None:
    assert _manager().open_auction(msgspec.structs.replace(OPENING, unavailable=IDS)).winner in IDS


def test_a_reported_mood_counts_and_a_missing_one_is_counted() -> None:
    manager = _manager(emotion={"control": "llm"})
    manager.segment_begun(_begun(mood=Mood(frustration=1.0, engagement=0.5, confidence=0.5)))

    manager.report_mood("ada", None)

    assert manager.mood_of("ada").frustration == pytest.approx(0.3)
    assert manager.moods_missing("ada") == 1


def test_the_audience_acts_within_its_caps() -> None:
    manager = _manager(audience={"enabled": True})

    claps = manager.audience(agent_id="ada", kind="clap", amount=3, segment_index=0)
    tips = manager.audience(agent_id="ada", kind="tip", amount=2, segment_index=0)

    assert (claps[0].code, tips[0].code) == ("audience_clap", "audience_tip")
    assert manager.snapshot()[0].reputation == pytest.approx(0.06)
    assert manager.snapshot()[0].lead_segments == pytest.approx(-0.1)


def test_an_agent_without_a_seat_is_refused() -> None:
    with pytest.raises(ProtocolError, match="'eve' has no seat; seated are ada, ben, cy, dee"):
        _manager().mood_of("eve")


@pytest.mark.parametrize("names", [(), ("ada", "ada")])
def test_a_table_needs_agents_with_different_names(names: tuple[str, ...]) -> None:
    seats = [Seat(agent_id=name, index=place) for place, name in enumerate(names)]

    with pytest.raises(ProtocolError, match="at least one agent and different names"):
        AuctionManager(Policy(), seats, Streams(1))


def test_one_agent_alone_speaks_for_nothing() -> None:
    manager = AuctionManager(Policy(), [Seat(agent_id="ada", index=0)], Streams(1))

    decision = manager.open_auction(OPENING)

    assert (decision.winner, decision.fallback, decision.how, decision.price) == ("ada", "ada", "only_one", 0.0)


def test_an_underspoke_winner_of_a_minted_economy_gets_a_rebate() -> None:
    minted = {"tokens": {"supply": "minted", "start": 6}, "anti_hoarding": {"underspoke_rebate": 0.5}}
    keen = {"ben": ReportedBid(action="speak", bid=8, hard_interrupt=False)}
    manager = _manager(**minted)
    manager.segment_begun(_begun())
    manager.segment_heard(_heard())

    decision = manager.open_auction(msgspec.structs.replace(IN_SEGMENT, reported_bids=keen))

    assert decision.winner == "ben"
    assert decision.price == pytest.approx(_stand(decision, "ben").offer / 2)
