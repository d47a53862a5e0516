"""A movement of whole units from one account to another."""

from __future__ import annotations

from msgspec import Struct

POOL = "pool"


class Posting(Struct, frozen=True, gc=False, kw_only=True, rename={"source": "from", "target": "to"}):
    """`amount` (at least 1) goes from `source` to `target`; written as `from`, `to`, `amount`."""

    source: str
    target: str
    amount: int
    reason: str
    """speak, hard_interrupt, interjection, payout, accrual, decay, expiry, stipend, start, prebuffer, …"""
