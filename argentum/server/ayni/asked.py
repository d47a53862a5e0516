"""What is asked in an address: a participant, a period, a place to go on from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query

from argentum.ayni.interaction import LONGEST_NAME
from argentum.ayni.ledger import Place, Selection
from argentum.ayni.period import period_asked
from argentum.ayni.scorer import AyniScorer
from argentum.ayni.time_expression import FORMS
from argentum.server.answers import AnswerError

_LATEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class AskedPeriod:
    """A participant and a period, as they were written down."""

    participant: str | None
    since: str | None
    until: str | None
    zone: str | None

    def selection(self, scorer: AyniScorer) -> Selection:
        """Read it; raises as `period_asked`."""
        return period_asked(scorer, self.participant, self.since, self.until)


def _period(
    participant: Annotated[
        str | None, Query(max_length=LONGEST_NAME, description="Only this participant, in either role.")
    ] = None,
    since: Annotated[str | None, Query(max_length=64, description=f"From this moment on, inclusive: {FORMS}")] = None,
    until: Annotated[str | None, Query(max_length=64, description="Up to this moment, exclusive.")] = None,
    zone: Annotated[str | None, Query(max_length=64, description="Zone in which days begin.")] = None,
) -> AskedPeriod:
    return AskedPeriod(participant, since, until, zone)


Period = Annotated[AskedPeriod, Depends(_period)]
Groups = Annotated[
    list[str] | None, Query(max_length=100, description="Participants to take as one, as in team=ana,ben.")
]
MinimumSample = Annotated[int | None, Query(ge=1, le=1_000_000, description="Entries below which nobody is compared.")]
Limit = Annotated[int, Query(ge=1, le=1_000, description="How many at most.")]
After = Annotated[str | None, Query(max_length=LONGEST_NAME, description="Where to go on: `next` of the page before.")]


def place_of(after: str | None) -> Place | None:
    """Read a place in the ledger. Raises an `AnswerError` for what no page has given."""
    if after is None:
        return None
    at, _, number = after.partition(".")
    if (
        not number.isascii()
        or not number.isdigit()
        or not at.removeprefix("-").isascii()
        or not at.removeprefix("-").isdigit()
    ):
        raise AnswerError(422, f"{after[:40]!r} is no place", where="after", expected="`next` of the page before")
    place = int(at), int(number)
    if max(abs(place[0]), place[1]) > _LATEST:
        raise AnswerError(422, f"{after[:40]!r} is no place", where="after", expected="`next` of the page before")
    return place


def text_of(place: Place) -> str:
    """Write a place in the ledger."""
    return f"{place[0]}.{place[1]}"
