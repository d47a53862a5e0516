"""Lending: a gift of speaking time from one person to another, within a cap over the whole meeting."""

from __future__ import annotations

from msgspec.structs import replace

from argentum.airtime.allocation import TimeAllocation
from argentum.airtime.enforcement import AirtimePolicy


def lend(
    lender: TimeAllocation, borrower: TimeAllocation, lent_ms: int, *, policy: AirtimePolicy
) -> tuple[TimeAllocation, TimeAllocation]:
    """Give both hourglasses after the loan; together they hold as much as before.

    Lending to somebody who is speaking takes effect at once. Raises `PolicyViolationError` as
    `AirtimePolicy.validate_time_transfer` does; nothing has moved then.
    """
    policy.validate_time_transfer(lender, borrower, lent_ms)
    return (
        replace(lender, lent_ms=lender.lent_ms + lent_ms),
        replace(borrower, borrowed_ms=borrower.borrowed_ms + lent_ms),
    )
