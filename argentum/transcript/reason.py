"""Why something was decided, as data."""

from __future__ import annotations

from msgspec import Struct


class Reason(Struct, frozen=True, gc=False):
    """Which rule decided (`highest_offer`, `wait_guard`, `challenged`, …) and the numbers it used.

    Reports turn codes into sentences; the core never formats text in the hot path.
    """

    code: str
    values: dict[str, float] = {}
