"""Following a ledger that others write to: what came since one last looked, each entry once and in the books' order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from argentum.ayni.alerts.alert import SEVERITIES, Alert, Findings
from argentum.ayni.ledger import EVERYTHING, Ledger, Selection
from argentum.ayni.score import ParticipantBalance, ReciprocityScore, balance_of, score_of

MOST_AT_ONCE = 500
"""Entries that are told at a time: an import of a million is followed in pieces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What came."""

    scores: Sequence[ReciprocityScore]
    """Of the new entries, reversals included."""
    balances: Sequence[ParticipantBalance]
    """Of those who took part in them, as they are now; by name."""
    more: bool
    """There is more to be told at once."""


class Follower:
    """Goes on from an entry; `participant` and a beginning of `selection` choose what is told."""

    def __init__(self, ledger: Ledger, selection: Selection = EVERYTHING, *, last: int = 0) -> None:
        """Begin with the last so many entries of the books."""
        self._ledger = ledger
        self._selection = selection
        self.number = max(0, ledger.head().number - last)
        """Of the entry that was told last."""

    def news(self) -> News:
        """Give what came since the last call."""
        epsilon_micro = self._ledger.terms.epsilon_micro
        rows = list(islice(self._ledger.rows(after=self.number), MOST_AT_ONCE))
        if rows:
            self.number = rows[-1][0].number
        own = [entry for entry, _ in rows if self._selection.chooses(entry)]
        names = sorted({who for entry in own for who in (entry.initiator, entry.responder)})
        return News(
            scores=[score_of(entry, epsilon_micro=epsilon_micro) for entry in own],
            balances=[self._balance(who) for who in names],
            more=len(rows) == MOST_AT_ONCE,
        )

    def _balance(self, who: str) -> ParticipantBalance:
        since_ms, until_ms = self._selection.since_ms, self._selection.until_ms
        totals = self._ledger.totals(Selection(participant=who, since_ms=since_ms, until_ms=until_ms))
        return balance_of(who, totals, epsilon_micro=self._ledger.terms.epsilon_micro)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertNews:
    """What became of alerts."""

    open: Sequence[Alert]
    """All that nobody has acknowledged."""
    begun: Sequence[Alert]
    """Those that were not there the last time, or have grown more severe."""
    ended: Sequence[Alert]
    """Those that are not there any more, or have been acknowledged."""


class AlertFollower:
    """Tells alerts once, and again when they grow more severe."""

    def __init__(self) -> None:
        """Begin without having seen any."""
        self._known: dict[str, Alert] = {}

    def news(self, findings: Findings, *, participant: str | None = None) -> AlertNews:
        """Compare with the last time; with a participant, only what is about them."""
        now = {
            each.id: each
            for each in findings.alerts
            if each.acknowledgement is None and (participant is None or participant in each.participants)
        }
        before, self._known = self._known, now
        return AlertNews(
            open=list(now.values()),
            begun=[each for each in now.values() if each.id not in before or _is_worse(each, before[each.id])],
            ended=[each for each in before.values() if each.id not in now],
        )


def _is_worse(now: Alert, before: Alert) -> bool:
    return SEVERITIES.index(now.severity) > SEVERITIES.index(before.severity)
