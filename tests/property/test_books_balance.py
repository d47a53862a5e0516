"""Whatever is done with the books, in whatever order, they balance and no bank leaves its bounds."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from argentum.coordination.auction_manager import AuctionManager
from argentum.coordination.decisions import AuctionDecision
from argentum.coordination.seats import Seat
from argentum.coordination.situation import AuctionSituation, InterjectionHeard, ReportedBid, SegmentBegun, SegmentHeard
from argentum.errors import LedgerError
from argentum.ledger.book import MICRO, Book
from argentum.policy import Policy
from argentum.rng import Streams
from argentum.transcript.posting import POOL, Posting

SUPPLIES: list[dict[str, object]] = [
    {},
    {"tokens": {"fill": 0.8, "max_bank": 3}},
    {"tokens": {"supply": "minted"}, "anti_hoarding": {"underspoke_rebate": 0.3}},
    {"tokens": {"supply": "minted", "accrual": "wall_clock", "accrual_amount": 2.7, "start": 5}},
]
MODES: list[dict[str, object]] = [
    {},
    {"interrupt": {"mode": "yield"}},
    {"auction": {"unit": "turn", "holder_price": "at_most_one"}},
]


class AuctionCalls(RuleBasedStateMachine):
    """Calls the manager in legal and in rough orders; follows the balances by the postings alone."""

    @initialize(
        supply=st.sampled_from(SUPPLIES),
        mode=st.sampled_from(MODES),
        agents=st.integers(1, 10),
        seed=st.integers(0, 10_000),
        charge=st.sampled_from([0.0, 0.3, 2.0]),
    )
    def open(self, supply: dict[str, object], mode: dict[str, object], agents: int, seed: int, charge: float) -> None:
        policy = Policy.model_validate({**supply, **mode, "pricing": {"prebuffer_charge": charge, "kicker_fee": 0.4}})
        seats = [Seat(agent_id=f"a{place}", index=place) for place in range(agents)]
        self.ids = [seat.agent_id for seat in seats]
        self.manager = AuctionManager(policy, seats, Streams(seed))
        self.closed = policy.tokens.supply == "closed"
        self.balances = dict.fromkeys([*self.ids, POOL], 0)
        self.balances[POOL] = self.manager.book.total
        self.follow(self.manager.opening_postings)
        self.decision: AuctionDecision | None = None
        self.index = -1
        self.now_ms = 0

    def follow(self, postings: tuple[Posting, ...]) -> None:
        """Move what the postings say, and nothing else."""
        for posting in postings:
            assert posting.amount >= 1
            self.balances[posting.source] -= posting.amount
            self.balances[posting.target] += posting.amount

    def someone(self, number: int) -> str:
        """Pick an agent of this table."""
        return self.ids[number % len(self.ids)]

    @rule(
        holder=st.integers(0, 9),
        contiguous=st.integers(1, 7),
        goes_on=st.booleans(),
        remaining_ms=st.integers(0, 6_000),
        bids=st.dictionaries(st.integers(0, 9), st.integers(-2, 12), max_size=3),
    )
    def auction(self, holder: int, contiguous: int, goes_on: bool, remaining_ms: int, bids: dict[int, int]) -> None:
        reported = {
            self.someone(place): ReportedBid(
                action="speak", bid=bid, hard_interrupt=bid > 5, evidence_backed=bid % 2 == 0
            )
            for place, bid in bids.items()
        }
        before = list(self.manager.book.tokens)
        self.decision = self.manager.open_auction(
            AuctionSituation(
                now_ms=self.now_ms,
                auction_id="auction",
                segment_index=self.index,
                holder=self.someone(holder) if self.index >= 0 else None,
                holder_contiguous=contiguous,
                turn_goes_on=goes_on,
                remaining_ms=remaining_ms,
                interrupts_possible=True,
                interjections_possible=2,
                kickers_possible=2,
                reported_bids=reported,
            )
        )
        assert self.manager.book.tokens == before
        assert self.decision.price <= before[self.ids.index(self.decision.winner)]

    @precondition(lambda self: self.decision is not None)
    @rule(fallback=st.booleans())
    def take_floor(self, fallback: bool) -> None:
        assert self.decision is not None
        agent_id = self.decision.fallback if fallback else self.decision.winner
        self.follow(self.manager.take_floor(self.decision, agent_id, self.now_ms))

    @rule(speaker=st.integers(0, 9), challenged=st.lists(st.integers(0, 9), max_size=3))
    def segment_begins(self, speaker: int, challenged: list[int]) -> None:
        self.index += 1
        self.manager.segment_begun(
            SegmentBegun(
                agent_id=self.someone(speaker),
                segment_index=self.index,
                start_ms=self.now_ms,
                planned_ms=5_000,
                challenges=tuple(self.someone(place) for place in challenged),
            )
        )

    @rule(speaker=st.integers(0, 9), heard_ms=st.integers(0, 60_000), cut=st.booleans())
    def segment_ends(self, speaker: int, heard_ms: int, cut: bool) -> None:
        self.now_ms += heard_ms
        settlement = self.manager.segment_heard(
            SegmentHeard(
                agent_id=self.someone(speaker),
                segment_index=self.index,
                end_ms=self.now_ms,
                heard_ms=heard_ms,
                planned_ms=60_000,
                interrupted_by=self.someone(speaker + 1) if cut else None,
            )
        )
        self.follow(settlement.postings)
        assert [after.tokens for after in self.manager.snapshot()] == self.manager.book.tokens

    @precondition(lambda self: self.decision is not None)
    @rule(commit=st.booleans(), early=st.booleans())
    def interrupt(self, commit: bool, early: bool) -> None:
        assert self.decision is not None
        for decision in self.decision.hard_interrupts:
            if commit:
                against = self.someone(self.ids.index(decision.agent_id) + 1)
                postings = self.manager.commit_interrupt(
                    decision, against=against, segment_index=self.index, now_ms=self.now_ms, early=early
                )
            else:
                postings = self.manager.abandon_interrupt(decision, reason="not_ready", now_ms=self.now_ms)
            self.follow(postings)

    @precondition(lambda self: self.decision is not None)
    @rule(importance=st.floats(0, 1))
    def interject(self, importance: float) -> None:
        assert self.decision is not None
        for decision in self.decision.interjections:
            self.follow(self.manager.commit_interjection(decision, segment_index=self.index, now_ms=self.now_ms))
            self.manager.interjection_heard(
                InterjectionHeard(
                    agent_id=decision.agent_id,
                    speaker_id=self.someone(self.ids.index(decision.agent_id) + 1),
                    interjection_type=decision.interjection_type,
                    importance=importance,
                    heard_ms=800,
                    end_ms=self.now_ms,
                )
            )

    @invariant()
    def the_books_balance(self) -> None:
        if not hasattr(self, "manager"):
            return
        book = self.manager.book
        book.check()
        assert book.tokens == [self.balances[agent_id] for agent_id in self.ids]
        assert book.pool == self.balances[POOL]
        assert sum(self.balances.values()) == book.total
        if self.closed:
            assert book.pool * MICRO == sum(book.credit_micro) + book.remainder_micro


AuctionCalls.TestCase.settings = settings(max_examples=60, stateful_step_count=40)
TestAuctionCalls = AuctionCalls.TestCase


@given(
    max_bank=st.integers(1, 12),
    agents=st.integers(1, 10),
    payments=st.lists(st.tuples(st.integers(0, 9), st.floats(0, 13, allow_nan=False)), max_size=60),
)
def test_a_closed_supply_is_constant_whatever_is_paid(
    max_bank: int, agents: int, payments: list[tuple[int, float]]
) -> None:
    book = Book([f"a{place}" for place in range(agents)], max_bank=max_bank, backed=True)
    start = int(0.6 * max_bank)
    book.open(start)

    for payer, price in payments:
        place = payer % agents
        held = book.tokens[place]
        try:
            book.pay(place, price, "speak")
        except LedgerError:
            assert price > held
        book.check()

    assert sum(book.tokens) + book.pool == start * agents
