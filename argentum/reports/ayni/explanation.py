"""An explanation in lines, as it streams: what each entry adds, and the sums so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argentum.ayni.amount import amount_text, exact
from argentum.ayni.explanation import Step
from argentum.reports.ayni.documents import moment_text
from argentum.reports.clean_text import clean_text
from argentum.reports.symbols import Symbols


def explanation_lines(steps: Iterable[Step], symbols: Symbols) -> Iterator[str]:
    """Give a line per entry, in columns as wide as nearly all of them need, so that nothing has to be kept back."""
    yield f"{'entry':>7}  {'happened':<20}  {'given':>12}  {'taken':>12}  because"
    for step in steps:
        given, taken = amount_text(step.given_micro), amount_text(step.taken_micro)
        happened = moment_text(step.entry.happened_at_ms)
        yield f"{step.entry.number:>7}  {happened:<20}  {given:>12}  {taken:>12}  {_because(step, symbols)}"


STEP_COLUMNS = (
    "entry",
    "id",
    "timestamp",
    "role",
    "other",
    "amount",
    "unit",
    "factor",
    "counted",
    "total_contribution",
    "total_consumption",
    "outcome",
    "reverses",
    "note",
)


def step_document(step: Step) -> dict[str, object]:
    """Give a step for a JSON document."""
    return {
        "entry": step.entry.number,
        "id": step.entry.id,
        "timestamp": moment_text(step.entry.happened_at_ms),
        "role": step.role,
        "other": step.other,
        "amount": exact(step.amount_micro),
        "unit": step.unit,
        "factor": step.factor,
        "counted": exact(step.counted_micro),
        "total_contribution": exact(step.given_micro),
        "total_consumption": exact(step.taken_micro),
        "outcome": step.entry.outcome,
        "reverses": step.entry.reverses,
        "note": step.entry.note,
    }


def _because(step: Step, symbols: Symbols) -> str:
    amount = f"{amount_text(step.amount_micro)} {step.unit}"
    if step.factor != 1:
        amount += f" {symbols.times} {step.factor:g} = {amount_text(step.counted_micro)}"
    preposition = "to" if step.role == "gave" else "from"
    parts = [f"{step.role} {amount} {preposition} {clean_text(step.other)} ({clean_text(step.entry.id)})"]
    if step.entry.outcome != "done":
        parts.append("the system failed: counts for nobody")
    if step.entry.reverses is not None:
        parts.append(f"takes back {clean_text(step.entry.reverses)}")
    if step.entry.note:
        parts.append(clean_text(step.entry.note))
    return "; ".join(parts)
