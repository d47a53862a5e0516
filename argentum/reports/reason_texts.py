"""Codes of reasons as sentences: the core says which rule spoke and with which numbers, this table has the words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from argentum.transcript.reason import Reason


class ReasonText(NamedTuple):
    """What a code means; `figures` is added in brackets when the reason carries all of its numbers."""

    sentence: str
    figures: str = ""


REASON_TEXTS: dict[str, ReasonText] = {
    "highest_offer": ReasonText("made the highest offer", "{offer}"),
    "wait_guard": ReasonText("had waited so long that the next slot was due"),
    "challenged": ReasonText("was challenged", "{open_points} open points"),
}


def reason_text(reason: Reason) -> str:
    """Give a reason in words; a code that the table does not know stands for itself."""
    known = REASON_TEXTS.get(reason.code)
    if known is None:
        return reason.code
    try:
        figures = known.figures.format_map({name: _figure(value) for name, value in reason.values.items()})
    except KeyError:
        return known.sentence
    return f"{known.sentence} ({figures})" if figures else known.sentence


def reasons_text(reasons: Sequence[Reason]) -> str:
    """Join reasons to one phrase, in their order, each once."""
    return "; ".join(dict.fromkeys(reason_text(reason) for reason in reasons))


def _figure(value: float) -> str:
    return str(round(value)) if float(value).is_integer() else f"{value:.2f}"
