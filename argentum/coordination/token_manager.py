"""Where bid tokens come from and what becomes of them between payments (plan 6 and 6.1, economy study 3.5)."""

from __future__ import annotations

from collections.abc import Sequence

from argentum.ledger.book import MICRO, Book
from argentum.policy.economy import AntiHoarding, Tokens
from argentum.smoothing import at_least, at_most, clamp
from argentum.transcript.posting import Posting

MINUTE_MS = 60_000


class TokenManager:
    """Opens the books and, in a minted economy, settles accrual, decay, expiry and stipend after each segment.

    A closed economy has none of these: tokens change hands and never appear or vanish.
    """

    def __init__(self, tokens: Tokens, anti_hoarding: AntiHoarding, accounts: Sequence[str]) -> None:
        closed = tokens.supply == "closed"
        self.book = Book(accounts, max_bank=tokens.max_bank, backed=closed)
        start = int(tokens.fill * tokens.max_bank) if closed else min(tokens.start, tokens.max_bank)
        self.opening_postings = self.book.open(start)
        self.discounts_fade = anti_hoarding.enabled and not closed
        self._accrual_micro = round(tokens.accrual_amount * MICRO)
        self._wall_clock = tokens.accrual == "wall_clock"
        self._wall_clock_per_ms = tokens.accrual_amount * MICRO / (tokens.period_seconds * 1000)
        self._threshold = anti_hoarding.threshold
        self._keep = 1.0 - anti_hoarding.decay
        self._clock_keep = 1.0 - anti_hoarding.wall_clock_decay
        self._reserve_tokens = anti_hoarding.reserve_tokens
        self._reserve_expiry = anti_hoarding.reserve_expiry_segments
        self._stipend_segments = anti_hoarding.stipend_segments
        self._decay_owed = [0.0] * len(accounts)
        self._since_payment = [0] * len(accounts)
        self._since_stipend = [0] * len(accounts)
        self._last_end_ms = 0

    def pay(self, place: int, price: float, reason: str) -> tuple[Posting, ...]:
        """Charge a price, at most what the bank holds: it may have shrunk since the price was agreed."""
        held = self.book.tokens[place]
        postings = self.book.pay(place, at_most(price, held), reason)
        if postings:
            self._since_payment[place] = 0
        return postings

    def discount_left(self, place: int) -> float:
        """Give the part of its discounts that an agent keeps: 1 up to the threshold, falling to 0 at a full bank."""
        above = self.book.tokens[place] - self._threshold
        room = self.book.max_bank - self._threshold
        return 1.0 if above <= 0 else clamp(1.0 - above / room, 0.0, 1.0) if room > 0 else 0.0

    def settle(self, speaker: int, end_ms: int, reputations: Sequence[float]) -> tuple[Posting, ...]:
        """Settle the end of a segment: accrual, decay, expiry of the reserve, stipend."""
        if self.book.backed:
            return ()
        elapsed_ms = at_least(end_ms - self._last_end_ms, 0)
        self._last_end_ms += elapsed_ms
        postings: list[Posting] = []
        self._accrue(speaker, elapsed_ms, postings)
        if self.discounts_fade:
            self._decay(elapsed_ms, postings)
            self._expire(postings)
            self._support(speaker, reputations, postings)
        return tuple(postings)

    def _accrue(self, speaker: int, elapsed_ms: int, postings: list[Posting]) -> None:
        """Per segment to everybody, or by the clock to those who do not speak; never both (plan 6.1)."""
        book = self.book
        if not self._wall_clock:
            for place in range(len(book.accounts)):
                book.mint(place, self._accrual_micro, "accrual", postings)
            return
        amount = round(self._wall_clock_per_ms * elapsed_ms)
        for place in range(len(book.accounts)):
            if place != speaker:
                book.mint(place, amount, "accrual", postings)

    def _decay(self, elapsed_ms: int, postings: list[Posting]) -> None:
        """Let large banks shrink; what is owed is collected in whole tokens, never below the threshold."""
        minutes = elapsed_ms / MINUTE_MS
        above_lost = 1.0 - self._keep**minutes
        always_lost = 1.0 - self._clock_keep**minutes if self._wall_clock else 0.0
        owed = self._decay_owed
        for place, held in enumerate(self.book.tokens):
            lost = held * (above_lost if held > self._threshold else always_lost)
            if not lost:
                owed[place] = 0.0
                continue
            owed[place] += lost
            if owed[place] >= 1.0:
                whole = min(int(owed[place]), held)
                owed[place] -= whole
                self.book.destroy(place, whole, "decay", postings)

    def _expire(self, postings: list[Posting]) -> None:
        """Use it or lose it: a small reserve expires when nothing was paid for a while."""
        if not self._reserve_expiry or not self._reserve_tokens:
            return
        since = self._since_payment
        for place, held in enumerate(self.book.tokens):
            since[place] += 1
            if since[place] >= self._reserve_expiry:
                since[place] = 0
                if held:
                    self.book.destroy(place, min(held, self._reserve_tokens), "expiry", postings)

    def _support(self, speaker: int, reputations: Sequence[float], postings: list[Posting]) -> None:
        """Give a token to whoever is silent and broke; up to twice as soon with a good reputation (plan 6.1, 6.4)."""
        if not self._stipend_segments:
            return
        since = self._since_stipend
        for place, held in enumerate(self.book.tokens):
            if held or place == speaker:
                since[place] = 0
                continue
            since[place] += 1
            if since[place] >= self._stipend_segments * (1.0 - 0.5 * max(0.0, reputations[place])):
                since[place] = 0
                self.book.mint(place, MICRO, "stipend", postings)
