"""What has gone into one purse and out of it so far, beside the account that holds it; changed by `Purses` alone."""

from __future__ import annotations

from argentum.airtime.tokens.statements import TokenBalance


class PurseTotals:
    """Amounts in milliseconds of speech, none below 0."""

    __slots__ = (
        "earned_ms",
        "granted_ms",
        "initial_ms",
        "lost_ms",
        "open_reckoned_ms",
        "open_speech_ms",
        "owed_ms",
        "reckoned_ms",
        "sealed_ms",
        "spent_ms",
    )

    def __init__(self, initial_ms: int) -> None:
        """Begin with the first tokens."""
        self.initial_ms = initial_ms
        self.earned_ms = self.spent_ms = self.lost_ms = self.granted_ms = 0
        self.reckoned_ms = initial_ms
        """What everybody else can reckon that this purse holds: as if no reaction had ever been."""
        self.open_speech_ms = self.open_reckoned_ms = 0
        """Charged, or reckoned to be charged, since speech was last written down."""
        self.sealed_ms = 0
        """Paid for unsigned reactions since the last settlement; the account still holds it."""
        self.owed_ms = 0
        """Advanced by the pool at a settlement; while it is not paid back the account is empty."""

    def charge_reckoned(self, speech_ms: int) -> None:
        """Charge speech as all others can reckon it."""
        reckoned_ms = min(speech_ms, self.reckoned_ms)
        self.reckoned_ms -= reckoned_ms
        self.open_reckoned_ms += reckoned_ms

    def statement(self, participant_id: str, held_ms: int) -> TokenBalance:
        """Give the purse as its owner knows it, with `held_ms` in the account."""
        return TokenBalance(
            participant_id=participant_id,
            balance_ms=held_ms - self.sealed_ms - self.owed_ms,
            initial_ms=self.initial_ms,
            earned_ms=self.earned_ms,
            spent_ms=self.spent_ms,
            lost_ms=self.lost_ms,
            granted_ms=self.granted_ms,
        )
