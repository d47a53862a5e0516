"""What ayni gives to programs: JSON documents and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from argentum.ayni.evaluation import Evaluation
from argentum.ayni.score import ParticipantBalance, ReciprocityScore, instant

BALANCE_COLUMNS = (
    "participant",
    "total_contribution",
    "total_consumption",
    "overall_balance",
    "gift",
    "neutral",
    "share",
    "signed",
    "as_initiator",
    "as_responder",
)


def evaluation_document(evaluation: Evaluation, *, zone: str) -> dict[str, object]:
    """Give an evaluation as one document; moments are UTC, what is undefined is null."""
    decay = evaluation.decay
    return {
        "since": moment_text(evaluation.selection.since_ms),
        "until": moment_text(evaluation.selection.until_ms),
        "zone": zone,
        "entries": evaluation.entries,
        "epsilon": evaluation.epsilon,
        "units": evaluation.units,
        "decay": None
        if decay is None
        else {"half_life_days": decay.half_life_ms / 86_400_000, "as_of": moment_text(decay.as_of_ms)},
        "participants": [_participant(each, evaluation) for each in evaluation.balances],
    }


def _participant(balance: ParticipantBalance, evaluation: Evaluation) -> dict[str, object]:
    document: dict[str, object] = balance.model_dump(mode="json")
    if evaluation.undecayed is not None:
        document["undecayed"] = evaluation.undecayed[balance.participant].model_dump(
            mode="json", include={"total_contribution", "total_consumption", "overall_balance"}
        )
    return document


def balances_csv(balances: Iterable[ParticipantBalance]) -> str:
    """Give balances as CSV; what is undefined is an empty cell."""
    return _csv(BALANCE_COLUMNS, (each.model_dump(mode="json", include=set(BALANCE_COLUMNS)) for each in balances))


SCORE_COLUMNS = tuple(ReciprocityScore.model_fields)


def score_csv_rows(scores: Iterable[ReciprocityScore], *, names: bool) -> str:
    """Give scores as CSV; `names` puts the line of names before them."""
    return _csv(SCORE_COLUMNS, (each.model_dump(mode="json") for each in scores), names=names)


def _csv(columns: Sequence[str], rows: Iterable[dict[str, object]], *, names: bool = True) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    if names:
        writer.writeheader()
    writer.writerows({name: _cell(row[name]) for name in columns} for row in rows)
    return text.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


def moment_text(at_ms: int | None) -> str | None:
    """Write a moment as ISO 8601 in UTC."""
    if at_ms is None:
        return None
    exact = "seconds" if at_ms % 1000 == 0 else "milliseconds"
    return instant(at_ms).isoformat(timespec=exact).replace("+00:00", "Z")
