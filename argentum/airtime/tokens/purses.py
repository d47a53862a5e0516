"""The purses of a meeting: balances, the movements between them, and what is paid back to all.

Tokens are issued once, when somebody first comes. What speech and reactions cost goes into a common account and is
paid back in equal parts at every settlement, so that a long meeting does not end in silence (hole 13). Nobody's balance
falls below zero: a negative reaction takes what is there (hole 10), and speech beyond an empty purse is overtime.

Effects of unsigned reactions on others wait for the settlement, where they cannot be told apart from the payment to all
(hole 27). One person's tokens to another are capped per window: the sender still pays, the rest is not passed on
(hole 14).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from argentum.airtime.apportion import divided
from argentum.airtime.tokens.prices import REACTION_PRICES, TOKEN_MS
from argentum.errors import PolicyViolationError
from argentum.ledger.accounts import Accounts
from argentum.transcript.posting import POOL

SPENT = "spent"
"""Where payments wait for the next settlement."""
PAIR_CAP_MS = 4 * TOKEN_MS
"""Most that one person's reactions give to another within a window."""
PAIR_WINDOW_MS = 600_000

TransactionType = Literal["speaking", "reaction_sent", "reaction_received", "initial", "settlement", "granted"]


class TokenBalance(Struct, frozen=True, kw_only=True):
    """One purse; amounts in milliseconds of speech."""

    participant_id: str
    balance_ms: int
    initial_ms: int
    earned_ms: int
    spent_ms: int
    lost_ms: int = 0
    """Taken by negative reactions and penalties."""
    granted_ms: int = 0
    """Bonuses of a facilitator."""

    @property
    def tokens(self) -> float:
        """Give the balance in tokens."""
        return self.balance_ms / TOKEN_MS

    def can_afford(self, cost_ms: int) -> bool:
        """Whether the balance pays for this."""
        return self.balance_ms >= cost_ms


class TokenTransaction(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One change of one purse; the other side is the common account, or the pool for the first tokens."""

    participant_id: str
    transaction_type: TransactionType
    amount_ms: int
    """Signed; 0 for a settlement whose part is what reactions took."""
    balance_after_ms: int
    at_ms: int
    related_to: str | None = None
    """Code of the reaction."""
    common_ms: int = 0
    """Of a settlement, the equal part of the common account; the rest is what unsigned reactions did."""


class _Totals:
    __slots__ = ("earned_ms", "granted_ms", "initial_ms", "lost_ms", "open_speech_ms", "overtime_ms", "spent_ms")

    def __init__(self, initial_ms: int) -> None:
        self.initial_ms = initial_ms
        self.earned_ms = self.spent_ms = self.lost_ms = self.granted_ms = 0
        self.open_speech_ms = self.overtime_ms = 0


class Purses:
    """The balances of one meeting; account names are participant ids behind `purse:`, so that none can be the pool."""

    __slots__ = ("_accounts", "_given_ms", "_pending", "_totals", "transactions")

    def __init__(self) -> None:
        """Begin without purses."""
        self._accounts = Accounts()
        self._totals: dict[str, _Totals] = {}
        self._pending: list[tuple[str, str, int, str]] = []
        self._given_ms: dict[tuple[str, str, int], int] = {}
        self.transactions: list[TokenTransaction] = []

    def open(self, participant_id: str, *, tokens: int, at_ms: int) -> None:
        """Issue the first tokens; somebody who has a purse keeps it as it is."""
        if participant_id in self._totals:
            return
        self._totals[participant_id] = _Totals(tokens * TOKEN_MS)
        if tokens > 0:
            self._move(POOL, _purse(participant_id), tokens * TOKEN_MS, "initial")
            self._note(participant_id, "initial", tokens * TOKEN_MS, at_ms)

    def balances_ms(self) -> dict[str, int]:
        """Give all balances."""
        return {participant: self.balance_ms(participant) for participant in self._totals}

    def balance_ms(self, participant_id: str) -> int:
        """Give one balance; 0 without a purse."""
        return self._accounts.balance(_purse(participant_id))

    def balance(self, participant_id: str) -> TokenBalance:
        """Give one purse as a value. Raises `KeyError` without a purse."""
        totals = self._totals[participant_id]
        return TokenBalance(
            participant_id=participant_id,
            balance_ms=self.balance_ms(participant_id),
            initial_ms=totals.initial_ms,
            earned_ms=totals.earned_ms,
            spent_ms=totals.spent_ms,
            lost_ms=totals.lost_ms,
            granted_ms=totals.granted_ms,
        )

    def summary(self) -> tuple[TokenBalance, ...]:
        """Give all purses, in the order in which they were opened."""
        return tuple(self.balance(participant) for participant in self._totals)

    def charge_speech(self, participant_id: str, speech_ms: int) -> None:
        """Charge speech as it happens; `close_speech` makes one transaction of it."""
        totals = self._totals[participant_id]
        paid_ms = min(speech_ms, self.balance_ms(participant_id))
        totals.overtime_ms += speech_ms - paid_ms
        if paid_ms > 0:
            self._move(_purse(participant_id), SPENT, paid_ms, "speaking")
            totals.spent_ms += paid_ms
            totals.open_speech_ms += paid_ms

    def close_speech(self, participant_id: str, at_ms: int) -> None:
        """Write down what was charged since the last time."""
        totals = self._totals.get(participant_id)
        if totals is not None and totals.open_speech_ms:
            self._note(participant_id, "speaking", -totals.open_speech_ms, at_ms)
            totals.open_speech_ms = 0

    def pay_reaction(self, sender: str, code: str, at_ms: int) -> None:
        """Let the sender pay. Raises `PolicyViolationError` when the balance is too small; nothing has moved then."""
        price_ms = REACTION_PRICES[code].sender_pays * TOKEN_MS
        if price_ms > self.balance_ms(sender):
            tokens = self.balance_ms(sender) / TOKEN_MS
            raise PolicyViolationError(f"{sender}: {code} costs {price_ms // TOKEN_MS} tokens, {tokens:g} are left")
        if price_ms:
            self._move(_purse(sender), SPENT, price_ms, "reaction_sent")
            self._totals[sender].spent_ms += price_ms
            self._note(sender, "reaction_sent", -price_ms, at_ms, code)

    def receive_reaction(self, sender: str, receiver: str, code: str, at_ms: int, *, unsigned: bool = False) -> None:
        """Let a reaction take effect on its receiver: at once, or with the next settlement when it is unsigned.

        Nothing happens between a person and themselves, nor to somebody without a purse.
        """
        effect_ms = REACTION_PRICES[code].receiver_gets * TOKEN_MS
        if not effect_ms or sender == receiver or receiver not in self._totals:
            return
        if effect_ms > 0:
            window = (sender, receiver, at_ms // PAIR_WINDOW_MS)
            given_ms = self._given_ms.get(window, 0)
            effect_ms = min(effect_ms, PAIR_CAP_MS - given_ms)
            self._given_ms[window] = given_ms + effect_ms
        if unsigned:
            self._pending.append((sender, receiver, effect_ms, code))
        else:
            self._take_effect(receiver, effect_ms, code, at_ms)

    def grant(self, participant_id: str, granted_ms: int, at_ms: int) -> None:
        """Give a bonus, issued by the pool, or with a negative amount take a penalty as far as the balance goes."""
        totals = self._totals[participant_id]
        if granted_ms > 0:
            self._move(POOL, _purse(participant_id), granted_ms, "granted")
            totals.granted_ms += granted_ms
        else:
            granted_ms = -min(-granted_ms, self.balance_ms(participant_id))
            self._move(_purse(participant_id), SPENT, -granted_ms, "granted")
            totals.lost_ms -= granted_ms
        if granted_ms:
            self._note(participant_id, "granted", granted_ms, at_ms)

    def settle(self, present: Sequence[str], at_ms: int) -> Mapping[str, int]:
        """Let what waits take effect and pay the common account back in equal parts to those present.

        In each purse the two become one movement, so that nobody can read an unsigned reaction from it.
        """
        before = self.balances_ms()
        parts_ms: dict[str, int] = {}
        for _, receiver, effect_ms, code in self._pending:
            self._take_effect(receiver, effect_ms, code, None)
        self._pending.clear()
        held = [participant for participant in present if participant in self._totals]
        for participant, part_ms in zip(held, divided(self._accounts.balance(SPENT), len(held)), strict=True):
            if part_ms:
                self._move(SPENT, _purse(participant), part_ms, "settlement")
                parts_ms[participant] = part_ms
                self._totals[participant].earned_ms += part_ms
        after = self.balances_ms()
        for participant, balance_ms in after.items():
            moved_ms, part_ms = balance_ms - before[participant], parts_ms.get(participant, 0)
            if moved_ms or part_ms:
                self._note(participant, "settlement", moved_ms, at_ms, common_ms=part_ms)
        return after

    def check(self) -> None:
        """Raise `LedgerError` unless the books balance."""
        self._accounts.check()

    def _take_effect(self, receiver: str, effect_ms: int, code: str, at_ms: int | None) -> None:
        purse, totals = _purse(receiver), self._totals[receiver]
        if effect_ms > 0:
            # What the payments do not cover is issued by the pool; a love is covered by its sender's two tokens.
            covered_ms = min(effect_ms, self._accounts.balance(SPENT))
            self._move(SPENT, purse, covered_ms, "reaction_received")
            self._move(POOL, purse, effect_ms - covered_ms, "reaction_received")
            totals.earned_ms += effect_ms
        else:
            effect_ms = -min(-effect_ms, self._accounts.balance(purse))
            self._move(purse, SPENT, -effect_ms, "reaction_received")
            totals.lost_ms -= effect_ms
        if effect_ms and at_ms is not None:
            self._note(receiver, "reaction_received", effect_ms, at_ms, code)

    def _move(self, source: str, target: str, amount_ms: int, reason: str) -> None:
        if amount_ms:
            self._accounts.transfer(source, target, amount_ms, reason)

    def _note(
        self,
        participant_id: str,
        kind: TransactionType,
        amount_ms: int,
        at_ms: int,
        related_to: str | None = None,
        *,
        common_ms: int = 0,
    ) -> None:
        self.transactions.append(
            TokenTransaction(
                participant_id=participant_id,
                transaction_type=kind,
                amount_ms=amount_ms,
                balance_after_ms=self.balance_ms(participant_id),
                at_ms=at_ms,
                related_to=related_to,
                common_ms=common_ms,
            )
        )


def _purse(participant_id: str) -> str:
    return f"purse:{participant_id}"
