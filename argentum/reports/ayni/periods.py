"""What ayni shows of calendar periods: a table, a document and rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo

from argentum.ayni.amount import amount_text
from argentum.ayni.calendar_periods import PeriodTotals
from argentum.ayni.ledger import Selection
from argentum.ayni.score import ParticipantBalance, balances_of, instant
from argentum.reports.ayni.documents import balance_document, moment_text
from argentum.reports.ayni.tables import balance_text
from argentum.reports.clean_text import clean_text
from argentum.reports.text_table import TextTable

PERIOD_COLUMNS = (
    "since",
    "until",
    "participant",
    "total_contribution",
    "total_consumption",
    "overall_balance",
    "as_initiator",
    "as_responder",
)
_COLUMNS = ("participant", "period", "given", "taken", "balance", "entries")


def period_table(periods: Sequence[PeriodTotals], *, zone: tzinfo, epsilon_micro: int) -> TextTable:
    """Show a row for each period and participant; a period is named by the day on which it begins in the zone."""
    rows = [
        (
            clean_text(each.participant),
            instant(period.since_ms).astimezone(zone).date().isoformat(),
            amount_text(each.given_micro),
            amount_text(each.taken_micro),
            balance_text(each),
            str(each.as_initiator + each.as_responder),
        )
        for period in periods
        for each in _balances(period, epsilon_micro)
    ]
    return TextTable(columns=_COLUMNS, numeric=frozenset(_COLUMNS[2:]), rows=rows)


def period_document(
    selection: Selection, periods: Sequence[PeriodTotals], *, every: str, zone: tzinfo, epsilon_micro: int
) -> dict[str, object]:
    """Give everything as one document; moments are UTC, what is undefined is null."""
    return {
        "since": moment_text(selection.since_ms),
        "until": moment_text(selection.until_ms),
        "zone": str(zone),
        "by": every,
        "periods": [
            {
                "since": moment_text(period.since_ms),
                "until": moment_text(period.until_ms),
                "participants": [balance_document(each) for each in _balances(period, epsilon_micro)],
            }
            for period in periods
        ],
    }


def period_rows(periods: Sequence[PeriodTotals], *, epsilon_micro: int) -> Iterator[dict[str, object]]:
    """Give a row for each period and participant."""
    for period in periods:
        for each in _balances(period, epsilon_micro):
            yield {
                "since": moment_text(period.since_ms),
                "until": moment_text(period.until_ms),
                **balance_document(each),
            }


def _balances(period: PeriodTotals, epsilon_micro: int) -> list[ParticipantBalance]:
    return balances_of(period.totals, epsilon_micro=epsilon_micro)
