"""Where tokens come from in a minted economy, and that none come in a closed one."""

from __future__ import annotations

from argentum.coordination.token_manager import TokenManager
from argentum.policy.economy import AntiHoarding, Tokens
from argentum.transcript.posting import Posting

NOBODY_KNOWN = (0.0, 0.0)
MINUTE_MS = 60_000


def _minted(*, start: int = 0, accrual: float = 0.0, hoarding: AntiHoarding | None = None) -> TokenManager:
    tokens = Tokens(supply="minted", start=start, accrual_amount=accrual)
    return TokenManager(tokens, hoarding or AntiHoarding(enabled=False), ("a", "b"))


def _reasons(postings: tuple[Posting, ...]) -> list[tuple[str, str, int]]:
    return [
        (posting.reason, posting.target if posting.source == "pool" else posting.source, posting.amount)
        for posting in postings
    ]


def test_a_closed_economy_starts_with_its_fill_and_settles_nothing() -> None:
    manager = TokenManager(Tokens(max_bank=8, fill=0.6), AntiHoarding(), ("a", "b"))

    postings = manager.settle(0, MINUTE_MS, NOBODY_KNOWN)

    assert manager.book.tokens == [4, 4]
    assert postings == ()


def test_accrual_per_segment_goes_to_everybody() -> None:
    manager = _minted(accrual=1.0)

    postings = manager.settle(0, 5_000, NOBODY_KNOWN)

    assert _reasons(postings) == [("accrual", "a", 1), ("accrual", "b", 1)]


def test_fractions_of_an_accrual_wait_as_credit() -> None:
    manager = _minted(accrual=0.5)

    assert manager.settle(0, 5_000, NOBODY_KNOWN) == ()
    assert len(manager.settle(0, 10_000, NOBODY_KNOWN)) == 2


def test_accrual_by_the_clock_passes_over_the_speaker() -> None:
    tokens = Tokens(supply="minted", accrual="wall_clock", period_seconds=30)
    manager = TokenManager(tokens, AntiHoarding(enabled=False), ("a", "b"))

    postings = manager.settle(0, 30_000, NOBODY_KNOWN)

    assert _reasons(postings) == [("accrual", "b", 1)]


def test_only_banks_above_the_threshold_decay() -> None:
    manager = _minted(start=8, hoarding=AntiHoarding(reserve_expiry_segments=0, decay=0.5, threshold=6))
    manager.pay(1, 3.0, "speak")

    postings = manager.settle(0, MINUTE_MS, NOBODY_KNOWN)

    assert _reasons(postings) == [("decay", "a", 4)]


def test_by_the_clock_every_bank_decays_a_little() -> None:
    tokens = Tokens(supply="minted", accrual="wall_clock", accrual_amount=0.0, start=5)
    manager = TokenManager(tokens, AntiHoarding(wall_clock_decay=0.5, reserve_expiry_segments=0), ("a", "b"))

    postings = manager.settle(0, MINUTE_MS, NOBODY_KNOWN)

    assert _reasons(postings) == [("decay", "a", 2), ("decay", "b", 2)]


def test_a_reserve_that_is_not_used_expires() -> None:
    manager = _minted(start=3, hoarding=AntiHoarding(reserve_expiry_segments=2, decay=0.0))
    manager.settle(0, 5_000, NOBODY_KNOWN)
    manager.pay(1, 1.0, "speak")

    postings = manager.settle(0, 10_000, NOBODY_KNOWN)

    assert _reasons(postings) == [("expiry", "a", 1)]


def test_who_is_silent_and_broke_gets_a_stipend() -> None:
    manager = _minted(hoarding=AntiHoarding(stipend_segments=2))

    assert manager.settle(0, 5_000, NOBODY_KNOWN) == ()
    assert _reasons(manager.settle(0, 10_000, NOBODY_KNOWN)) == [("stipend", "b", 1)]


def test_a_good_reputation_brings_the_stipend_sooner() -> None:
    manager = _minted(hoarding=AntiHoarding(stipend_segments=4))

    manager.settle(0, 5_000, (0.0, 1.0))
    postings = manager.settle(0, 10_000, (0.0, 1.0))

    assert _reasons(postings) == [("stipend", "b", 1)]


def test_discounts_fade_above_the_threshold() -> None:
    manager = _minted(start=7, hoarding=AntiHoarding(threshold=6))

    assert manager.discounts_fade
    assert manager.discount_left(0) == 0.5


def test_a_price_agreed_on_earlier_is_limited_to_what_the_bank_still_holds() -> None:
    manager = _minted(start=2)

    postings = manager.pay(0, 5.0, "speak")

    assert _reasons(postings) == [("speak", "a", 2)]
