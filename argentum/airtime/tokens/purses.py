"""The purses of a meeting: balances, the movements between them, and what is paid back to all.

Tokens are issued once, when somebody first comes. What speech and reactions cost goes into a common account and is
paid back in equal parts at every settlement, so that a long meeting does not end in silence (hole 13). Nobody's account
falls below zero: a negative reaction takes what is there (hole 10), and speech beyond an empty purse is overtime.

Unsigned reactions wait for the settlement, with what they did and with what was paid for them (hole 27). Their price is
sealed: the payer's own balance lacks it at once, while the account, from which everything is computed that others can
see, still holds it. At the settlement all sealed payments go into the common account together, in full: what a payer
has said away meanwhile is advanced by the pool and owed to it, or the common account would tell whose purse was empty.
What comes in is first paid back to the pool.

One person's tokens to another are capped per window: the sender still pays, the rest is not passed on (hole 14). All
unsigned reactions to somebody have one cap together, for a cap that asked who sent them would tell it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from argentum.airtime.apportion import divided
from argentum.airtime.tokens.prices import REACTION_PRICES, TOKEN_MS
from argentum.airtime.tokens.purse_totals import PurseTotals
from argentum.airtime.tokens.statements import TokenBalance, TokenTransaction, TransactionType
from argentum.errors import PolicyViolationError
from argentum.ledger.accounts import Accounts
from argentum.transcript.posting import POOL

SPENT = "spent"
"""Where payments wait for the next settlement."""
PAIR_CAP_MS = 4 * TOKEN_MS
"""Most that one person's signed reactions give to another within a window, and all unsigned ones together."""
PAIR_WINDOW_MS = 600_000
_UNSIGNED = ""
"""Stands for the sender of all unsigned reactions."""


class Purses:
    """The balances of one meeting; account names are participant ids behind `purse:`, so that none can be the pool."""

    __slots__ = ("_accounts", "_given_ms", "_pending", "_totals", "transactions")

    def __init__(self) -> None:
        """Begin without purses."""
        self._accounts = Accounts()
        self._totals: dict[str, PurseTotals] = {}
        self._pending: list[tuple[str, int]] = []
        self._given_ms: dict[tuple[str, str, int], int] = {}
        self.transactions: list[TokenTransaction] = []

    def open(self, participant_id: str, *, tokens: int, at_ms: int) -> None:
        """Issue the first tokens; somebody who has a purse keeps it as it is."""
        if participant_id in self._totals:
            return
        self._totals[participant_id] = PurseTotals(tokens * TOKEN_MS)
        if tokens > 0:
            self._move(POOL, _purse(participant_id), tokens * TOKEN_MS, "initial")
            self._note(participant_id, "initial", tokens * TOKEN_MS, at_ms, reckoned_ms=tokens * TOKEN_MS)

    # ---------------------------------------------------------------- what is in them

    def balances_ms(self) -> dict[str, int]:
        """Give all balances, each as its owner knows it."""
        return {participant: self.balance_ms(participant) for participant in self._totals}

    def balance_ms(self, participant_id: str) -> int:
        """Give one balance as its owner knows it; 0 without a purse."""
        totals = self._totals.get(participant_id)
        return 0 if totals is None else self.held_ms(participant_id) - totals.sealed_ms - totals.owed_ms

    def held_ms(self, participant_id: str) -> int:
        """Give what an account holds, with what unsigned reactions have cost since the last settlement; at least 0."""
        return self._accounts.balance(_purse(participant_id))

    def all_held_ms(self) -> dict[str, int]:
        """Give what every account holds."""
        return {participant: self.held_ms(participant) for participant in self._totals}

    def issued_ms(self) -> int:
        """Give what is in all purses and the common account; it tells nothing of who has how much."""
        return -self._accounts.balance(POOL)

    def reckoned_ms(self, participant_id: str) -> int:
        """Give what everybody else can reckon that somebody holds, without knowing of reactions; 0 without a purse."""
        totals = self._totals.get(participant_id)
        return 0 if totals is None else totals.reckoned_ms

    def balance(self, participant_id: str) -> TokenBalance:
        """Give one purse as a value. Raises `KeyError` without a purse."""
        return self._totals[participant_id].statement(participant_id, self.held_ms(participant_id))

    def summary(self) -> tuple[TokenBalance, ...]:
        """Give all purses, in the order in which they were opened."""
        return tuple(self.balance(participant) for participant in self._totals)

    def check(self) -> None:
        """Raise `LedgerError` unless the books balance."""
        self._accounts.check()

    # ---------------------------------------------------------------- what moves at once

    def charge_speech(self, participant_id: str, speech_ms: int) -> None:
        """Charge speech as it happens; `close_speech` makes one transaction of it."""
        totals = self._totals[participant_id]
        totals.charge_reckoned(speech_ms)
        paid_ms = min(speech_ms, self.held_ms(participant_id))
        if paid_ms > 0:
            self._move(_purse(participant_id), SPENT, paid_ms, "speaking")
            totals.spent_ms += paid_ms
            totals.open_speech_ms += paid_ms

    def close_speech(self, participant_id: str, at_ms: int) -> None:
        """Write down what was charged since the last time."""
        totals = self._totals.get(participant_id)
        if totals is not None and (totals.open_speech_ms or totals.open_reckoned_ms):
            paid_ms, reckoned_ms = totals.open_speech_ms, totals.open_reckoned_ms
            self._note(participant_id, "speaking", -paid_ms, at_ms, reckoned_ms=-reckoned_ms)
            totals.open_speech_ms = totals.open_reckoned_ms = 0

    def pay_reaction(self, sender: str, code: str, at_ms: int, *, unsigned: bool = False) -> None:
        """Let the sender pay: into the common account, or sealed until the settlement when the reaction is unsigned.

        Raises `PolicyViolationError` when the balance is too small; nothing has moved then.
        """
        price_ms = REACTION_PRICES[code].sender_pays * TOKEN_MS
        if price_ms > self.balance_ms(sender):
            tokens = self.balance_ms(sender) / TOKEN_MS
            raise PolicyViolationError(f"{sender}: {code} costs {price_ms // TOKEN_MS} tokens, {tokens:g} are left")
        if price_ms:
            totals = self._totals[sender]
            if unsigned:
                totals.sealed_ms += price_ms
            else:
                self._move(_purse(sender), SPENT, price_ms, "reaction_sent")
            totals.spent_ms += price_ms
            self._note(sender, "reaction_sent", -price_ms, at_ms, code, unsigned=unsigned)

    def receive_reaction(self, sender: str, receiver: str, code: str, at_ms: int, *, unsigned: bool = False) -> None:
        """Let a reaction take effect on its receiver: at once, or with the next settlement when it is unsigned.

        Nothing happens between a person and themselves, nor to somebody without a purse.
        """
        effect_ms = REACTION_PRICES[code].receiver_gets * TOKEN_MS
        if not effect_ms or sender == receiver or receiver not in self._totals:
            return
        if effect_ms > 0:
            window = (_UNSIGNED if unsigned else sender, receiver, at_ms // PAIR_WINDOW_MS)
            given_ms = self._given_ms.get(window, 0)
            effect_ms = min(effect_ms, PAIR_CAP_MS - given_ms)
            self._given_ms[window] = given_ms + effect_ms
        if unsigned:
            self._pending.append((receiver, effect_ms))
            return
        if effect_ms > 0:
            # What the payments do not cover is issued by the pool; a love is covered by its sender's two tokens.
            covered_ms = min(effect_ms, self._accounts.balance(SPENT))
            self._gain(receiver, effect_ms, covered_ms=covered_ms)
        else:
            effect_ms = -self._lose(receiver, -effect_ms)
        if effect_ms:
            self._note(receiver, "reaction_received", effect_ms, at_ms, code)

    def grant(self, participant_id: str, granted_ms: int, at_ms: int) -> None:
        """Give a bonus, issued by the pool, or with a negative amount take a penalty as far as the account goes."""
        totals = self._totals[participant_id]
        reckoned_ms = max(granted_ms, -totals.reckoned_ms)
        totals.reckoned_ms += reckoned_ms
        if granted_ms > 0:
            self._move(POOL, _purse(participant_id), granted_ms, "granted")
            totals.granted_ms += granted_ms
            self._pay_back(participant_id)
        else:
            granted_ms = -self._lose(participant_id, -granted_ms)
        if granted_ms or reckoned_ms:
            self._note(participant_id, "granted", granted_ms, at_ms, reckoned_ms=reckoned_ms)

    # ---------------------------------------------------------------- the settlement

    def settle(self, present: Sequence[str], at_ms: int) -> Mapping[str, int]:
        """Let what waits take effect and pay the common account back in equal parts to those present.

        In each purse this is one movement, so that nobody can read an unsigned reaction from it. Gives all balances.
        """
        before = self.balances_ms()
        issued_ms = self._let_unsigned_take_effect()
        self._unseal()
        # Unsigned effects are covered by their payments, like signed ones, only later.
        self._move(SPENT, POOL, min(issued_ms, self._accounts.balance(SPENT)), "reaction_received")
        parts_ms: dict[str, int] = {}
        held = [participant for participant in present if participant in self._totals]
        for participant, part_ms in zip(held, divided(self._accounts.balance(SPENT), len(held)), strict=True):
            if part_ms:
                parts_ms[participant] = part_ms
                self._totals[participant].reckoned_ms += part_ms
                self._gain(participant, part_ms, covered_ms=part_ms)
        after = self.balances_ms()
        for participant, balance_ms in after.items():
            moved_ms, part_ms = balance_ms - before[participant], parts_ms.get(participant, 0)
            if moved_ms or part_ms:
                self._note(participant, "settlement", moved_ms, at_ms, reckoned_ms=part_ms)
        return after

    def _let_unsigned_take_effect(self) -> int:
        """Give and take what unsigned reactions did, by what the accounts hold; gives how much was issued for it."""
        issued_ms = 0
        for receiver, effect_ms in self._pending:
            if effect_ms > 0:
                self._gain(receiver, effect_ms, covered_ms=0)
                issued_ms += effect_ms
            else:
                self._lose(receiver, -effect_ms)
        self._pending.clear()
        return issued_ms

    def _unseal(self) -> None:
        """Bring all sealed payments into the common account."""
        for participant, totals in self._totals.items():
            paid_ms = min(totals.sealed_ms, self.held_ms(participant))
            owed_ms = totals.sealed_ms - paid_ms
            self._move(_purse(participant), SPENT, paid_ms, "reaction_sent")
            self._move(POOL, SPENT, owed_ms, "reaction_sent")
            totals.owed_ms += owed_ms
            totals.sealed_ms = 0

    # ---------------------------------------------------------------- accounts

    def _gain(self, participant_id: str, amount_ms: int, *, covered_ms: int) -> None:
        self._move(SPENT, _purse(participant_id), covered_ms, "gained")
        self._move(POOL, _purse(participant_id), amount_ms - covered_ms, "gained")
        self._totals[participant_id].earned_ms += amount_ms
        self._pay_back(participant_id)

    def _lose(self, participant_id: str, amount_ms: int) -> int:
        """Take as much as the account holds; gives how much that was."""
        taken_ms = min(amount_ms, self.held_ms(participant_id))
        self._move(_purse(participant_id), SPENT, taken_ms, "lost")
        self._totals[participant_id].lost_ms += taken_ms
        return taken_ms

    def _pay_back(self, participant_id: str) -> None:
        totals = self._totals[participant_id]
        paid_ms = min(totals.owed_ms, self.held_ms(participant_id))
        self._move(_purse(participant_id), POOL, paid_ms, "advanced")
        totals.owed_ms -= paid_ms

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
        unsigned: bool = False,
        reckoned_ms: int = 0,
    ) -> None:
        self.transactions.append(
            TokenTransaction(
                participant_id=participant_id,
                transaction_type=kind,
                amount_ms=amount_ms,
                balance_after_ms=self.balance_ms(participant_id),
                at_ms=at_ms,
                related_to=related_to,
                unsigned=unsigned,
                reckoned_ms=reckoned_ms,
            )
        )


def _purse(participant_id: str) -> str:
    return f"purse:{participant_id}"
