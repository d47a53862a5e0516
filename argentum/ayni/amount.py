"""Amounts of the ledger: whole millionths, so that sums are exact in any order.

The smallest amount, 0.000001, is also the ε of the specification: an amount is either nothing or at least ε.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_EVEN, Decimal

from argentum.errors import InteractionError

MICRO = 1_000_000
"""Millionths in one."""
LARGEST_AMOUNT = 1_000_000_000_000
"""Nine of them still fit into the 63 bits of a stored sum; a sum beyond that is refused by the store."""
_FLOAT_IS_EXACT_BELOW = 1_000_000_000


def to_micro(amount: float | Decimal, *, what: str) -> int:
    """Round an amount to the nearest millionth.

    Raises `InteractionError` for what is negative, not finite, above 10¹², or positive but nearer to 0 than to a
    millionth.
    """
    if isinstance(amount, bool) or not isinstance(amount, int | float | Decimal):
        raise InteractionError(f"{what}: found {amount!r}, allowed: a number of at least 0")
    if not math.isfinite(amount) or amount < 0:
        raise InteractionError(f"{what}: found {amount}, allowed: a finite number of at least 0")
    if amount > LARGEST_AMOUNT:
        raise InteractionError(f"{what}: found {amount}, allowed: at most {LARGEST_AMOUNT}; choose a larger unit")
    if isinstance(amount, float) and amount < _FLOAT_IS_EXACT_BELOW:
        micro = round(amount * MICRO)
    else:
        micro = int((Decimal(str(amount)) * MICRO).to_integral_value(ROUND_HALF_EVEN))
    if micro == 0 and amount > 0:
        raise InteractionError(f"{what}: found {amount}, allowed: 0 or at least 0.000001; choose a smaller unit")
    return micro


def from_micro(micro: int) -> float:
    """Give millionths as the nearest number."""
    return micro / MICRO
