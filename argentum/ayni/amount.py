"""Amounts of the ledger: whole millionths, so that sums are exact in any order.

The smallest amount, 0.000001, is also the ε of the specification: an amount is either nothing or at least ε.

A floating-point number holds the last decimal of an amount up to some 9 · 10⁹ only. So what is written in digits is
read as digits (`read_amount`) and written in digits (`exact`, `amount_text`); a `float` is for programs that have one.
"""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_EVEN, Decimal

from argentum.errors import InteractionError

MICRO = 1_000_000
"""Millionths in one."""
LARGEST_AMOUNT = 1_000_000_000_000
"""Nine of them still fit into the 63 bits of a stored sum; a sum beyond that is refused by the store."""
_FLOAT_IS_EXACT_BELOW = 1_000_000_000
_MILLIONTH = Decimal("0.000001")
_DIGITS = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,9})?")
"""What people and programs write for a number; not what Python takes besides, as `1_000` and `nan`."""
_LONGEST = 100
_SHOWN = 40


def read_amount(text: str, *, what: str) -> Decimal:
    """Read a number as it is written, digit by digit; `to_micro` says whether it is an amount.

    Raises `InteractionError` for anything but decimal digits with a point, and perhaps an exponent.
    """
    if len(text) > _LONGEST or not _DIGITS.fullmatch(text):
        raise InteractionError(f"{what}: found {text[:_SHOWN]!r}, allowed: a finite number of at least 0, such as 0.25")
    return Decimal(text)


def to_micro(amount: float | Decimal, *, what: str) -> int:
    """Round an amount to the nearest millionth, and half-way to the even one.

    Raises `InteractionError` for what is negative, not finite, above 10¹², or positive but nearer to 0 than to a
    millionth.
    """
    if isinstance(amount, bool) or not isinstance(amount, int | float | Decimal):
        raise InteractionError(f"{what}: found {amount!r:.{_SHOWN}}, allowed: a number of at least 0")
    if not _is_finite(amount) or amount < 0:
        raise InteractionError(f"{what}: found {_shown(amount)}, allowed: a finite number of at least 0")
    if amount > LARGEST_AMOUNT:
        raise InteractionError(
            f"{what}: found {_shown(amount)}, allowed: at most {LARGEST_AMOUNT}; choose a larger unit"
        )
    if isinstance(amount, float) and amount < _FLOAT_IS_EXACT_BELOW:
        micro = round(amount * MICRO)
    else:
        # `quantize` rounds once; a product would be rounded to 28 digits before.
        micro = int(Decimal(str(amount)).quantize(_MILLIONTH, ROUND_HALF_EVEN).scaleb(6))
    if micro == 0 and amount > 0:
        raise InteractionError(
            f"{what}: found {_shown(amount)}, allowed: 0 or at least 0.000001; choose a smaller unit"
        )
    return micro


def _is_finite(amount: float | Decimal) -> bool:
    if isinstance(amount, int):
        return True  # However long: no float holds one of 400 digits, and it would raise.
    return amount.is_finite() if isinstance(amount, Decimal) else math.isfinite(amount)


def _shown(amount: float | Decimal) -> str:
    try:
        return str(amount)[:_SHOWN]
    except ValueError:  # Python writes no number of more than 4300 digits.
        return "a number of thousands of digits"


def from_micro(micro: int) -> float:
    """Give millionths as the nearest floating-point number: for ratios and drawings, and for programs that want one."""
    return micro / MICRO


def exact(micro: int) -> Decimal:
    """Give millionths as the number that they are, with a digit behind the point at least: 3 is 3.0."""
    sign = "-" if micro < 0 else ""
    whole, rest = divmod(abs(micro), MICRO)
    return Decimal(f"{sign}{whole}.{f'{rest:06d}'.rstrip('0') or '0'}")


def amount_text(micro: int) -> str:
    """Write millionths for people, with the digits that they have, at most six behind the point."""
    sign = "-" if micro < 0 else ""
    whole, rest = divmod(abs(micro), MICRO)
    return f"{sign}{whole:,}.{rest:06d}".rstrip("0").rstrip(".")
