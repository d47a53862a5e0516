"""What ayni gives to programs: JSON documents and CSV.

Amounts are written from whole millionths: the JSON number and the CSV cell have every digit, even where a binary number
would have lost the last ones. Whoever needs those reads JSON with decimal numbers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from argentum.ayni.amount import exact
from argentum.ayni.balance import share_view
from argentum.ayni.evaluation import Evaluation
from argentum.ayni.ledger import Selection
from argentum.ayni.score import ParticipantBalance, ReciprocityScore, instant
from argentum.ayni.trend import Flow, Parts, running
from argentum.exact_json import json_line
from argentum.spreadsheet import harmless

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
    document = balance_document(balance)
    if evaluation.undecayed is not None:
        undecayed = balance_document(evaluation.undecayed[balance.participant])
        document["undecayed"] = {
            name: undecayed[name] for name in ("total_contribution", "total_consumption", "overall_balance")
        }
    return document


def balance_document(balance: ParticipantBalance) -> dict[str, object]:
    """Give a balance with every field, its amounts exact."""
    return {
        **balance.model_dump(mode="json"),
        "total_contribution": exact(balance.given_micro),
        "total_consumption": exact(balance.taken_micro),
        "units": [
            {
                "unit": each.unit,
                "contribution_value": exact(each.given_micro),
                "consumption_value": exact(each.taken_micro),
            }
            for each in balance.units
        ],
    }


def score_document(score: ReciprocityScore) -> dict[str, object]:
    """Give a score with every field, its amounts exact."""
    return {
        **score.model_dump(mode="json"),
        "contribution": exact(score.contribution_micro),
        "consumption": exact(score.consumption_micro),
        "contribution_value": exact(score.given_micro),
        "consumption_value": exact(score.taken_micro),
    }


def trend_document(
    selection: Selection, grid: Parts | None, flows: Mapping[str, Sequence[Flow]], *, zone: str
) -> dict[str, object]:
    """Give what moved in each part of a period, and the share given of all that moved up to its end."""
    starts = () if grid is None else grid.bounds_ms[:-1]
    return {
        "since": moment_text(selection.since_ms),
        "until": moment_text(selection.until_ms),
        "zone": zone,
        "part_ms": None if grid is None else grid.width_ms,
        "parts": [moment_text(at_ms) for at_ms in starts],
        "participants": [
            {
                "participant": who,
                "given": [exact(given) for given, _ in own],
                "taken": [exact(taken) for _, taken in own],
                "share_so_far": [share_view(given, taken) for given, taken in running(own)],
            }
            for who, own in flows.items()
        ],
    }


def array_pieces(name: str, documents: Iterable[dict[str, object]], **facts: object) -> Iterator[str]:
    """Write one JSON document with a long list in it, as the parts of the list come."""
    opening = "".join(f"{json_line(key)}: {json_line(value)}, " for key, value in facts.items())
    yield f'{{{opening}"{name}": ['
    separator = "\n"
    for document in documents:
        yield separator + json_line(document)
        separator = ",\n"
    yield "\n]}\n"


def balances_csv(balances: Iterable[ParticipantBalance]) -> str:
    """Give balances as CSV; what is undefined is an empty cell."""
    return _csv(BALANCE_COLUMNS, map(balance_document, balances))


SCORE_COLUMNS = tuple(name for name, field in ReciprocityScore.model_fields.items() if not field.exclude)


def score_csv_rows(scores: Iterable[ReciprocityScore], *, names: bool) -> str:
    """Give scores as CSV; `names` puts the line of names before them."""
    return _csv(SCORE_COLUMNS, map(score_document, scores), names=names)


def rows_csv(documents: Iterable[Mapping[str, object]], columns: Sequence[str], *, names: bool) -> str:
    """Give documents as CSV, a row each; `names` puts the line of names before them."""
    return _csv(columns, (dict(each) for each in documents), names=names)


TREND_COLUMNS = ("participant", "since", "given", "taken", "share_so_far")


def trend_rows(grid: Parts | None, flows: Mapping[str, Sequence[Flow]]) -> Iterator[dict[str, object]]:
    """Give a row for each participant and part of a period."""
    if grid is None:
        return
    for who, own in flows.items():
        for part, ((given, taken), so_far) in enumerate(zip(own, running(own), strict=True)):
            yield {
                "participant": who,
                "since": moment_text(grid.bounds_ms[part]),
                "given": exact(given),
                "taken": exact(taken),
                "share_so_far": share_view(*so_far),
            }


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
    if isinstance(value, str):
        return harmless(value)
    return "" if value is None else value


def moment_text(at_ms: int | None) -> str | None:
    """Write a moment as ISO 8601 in UTC."""
    if at_ms is None:
        return None
    exact = "seconds" if at_ms % 1000 == 0 else "milliseconds"
    return instant(at_ms).isoformat(timespec=exact).replace("+00:00", "Z")
