"""A question about a period, as it is written down."""

from __future__ import annotations

from argentum.ayni.ledger import Selection
from argentum.ayni.scorer import AyniScorer
from argentum.errors import UsageError


def period_asked(
    scorer: AyniScorer, participant: str | None, since: str | None, until: str | None, *, flags: str = ""
) -> Selection:
    """Read a question in the scorer's zone; `flags` stands before the names of what was asked in an error.

    Raises `UsageError` for a moment that cannot be read and a period that ends before it begins, `InteractionError` for
    a participant whose name nobody can have.
    """
    selection = scorer.selection(participant, since, until)
    if selection.since_ms is not None and selection.until_ms is not None and selection.since_ms > selection.until_ms:
        raise UsageError(f"{flags}until {until}: it is before {flags}since {since}; a period ends after it begins")
    return selection
