"""What ayni shows of pairs: a table, the sentences below it, and a document for programs."""

from __future__ import annotations

from collections.abc import Sequence

from argentum.ayni.amount import amount_text, exact
from argentum.ayni.pair_report import Concentration, Pair, PairReport
from argentum.ayni.rings import Ring
from argentum.reports.ayni.documents import moment_text
from argentum.reports.clean_text import clean_text
from argentum.reports.symbols import Symbols
from argentum.reports.text_table import TextTable


def pair_table(pairs: Sequence[Pair], symbols: Symbols) -> TextTable:
    """Show a row per giver and taker."""
    rows = [
        (
            f"{clean_text(each.giver)} {symbols.arrow} {clean_text(each.taker)}",
            amount_text(each.given_micro),
            amount_text(each.taken_micro),
            amount_text(each.came_back_micro),
            str(each.interactions),
            "small sample" if each.small_sample else "",
        )
        for each in pairs
    ]
    columns = ("from, to", "given", "taken", "given back", "entries", "remark")
    return TextTable(columns=columns, numeric=frozenset(columns[1:5]), rows=rows)


def pair_sentences(report: PairReport, symbols: Symbols) -> list[str]:
    """Say how concentrated giving and taking are, which rings there are and who is new."""
    least = report.minimum_sample
    compared = report.participants - len(report.newcomers)
    lines = [
        f"{compared} of {report.participants} participants have the {least} entries from which they are compared",
        _concentration_text("given", report.giving),
        _concentration_text("taken", report.taking),
    ]
    lines += [_ring_text(ring, report.newcomers, symbols) for ring in report.rings]
    if not report.rings:
        lines.append("no ring of three or more in which value came back to its giver")
    if report.collectives:
        names = ", ".join(clean_text(who) for who in report.collectives)
        lines.append(f"{names}: everybody together, so left out of the concentrations and rings")
    if report.newcomers:
        lines.append(f"newcomers: {', '.join(clean_text(who) for who in report.newcomers)}")
    return lines


def _concentration_text(side: str, found: Concentration) -> str:
    if found.gini is None or found.top is None or found.top_share is None:
        return f"{side}: nothing to compare"
    most = f"{clean_text(found.top)}, {100 * found.top_share:.1f} % of those compared"
    return f"{side}: Gini {found.gini:.3f}; most by {most}"


def _ring_text(ring: Ring, newcomers: Sequence[str], symbols: Symbols) -> str:
    way = f" {symbols.arrow} ".join(clean_text(who) for who in (*ring.members, ring.members[0]))
    remark = " (with a newcomer)" if any(who in newcomers for who in ring.members) else ""
    return f"ring: {way}: {amount_text(ring.value_micro)} went round{remark}"


def pair_document(report: PairReport, *, zone: str) -> dict[str, object]:
    """Give a report as one document; moments are UTC, what is undefined is null."""
    return {
        "since": moment_text(report.selection.since_ms),
        "until": moment_text(report.selection.until_ms),
        "zone": zone,
        "units": report.units,
        "minimum_sample": report.minimum_sample,
        "participants": report.participants,
        "newcomers": report.newcomers,
        "collectives": report.collectives,
        "pairs": pair_rows(report),
        "giving": _concentration_document(report.giving),
        "taking": _concentration_document(report.taking),
        "rings": [{"members": list(ring.members), "value": exact(ring.value_micro)} for ring in report.rings],
    }


PAIR_COLUMNS = ("giver", "taker", "given", "taken", "given_back", "interactions", "small_sample")


def pair_rows(report: PairReport) -> list[dict[str, object]]:
    """Give a document per pair."""
    return [
        {
            "giver": each.giver,
            "taker": each.taker,
            "given": exact(each.given_micro),
            "taken": exact(each.taken_micro),
            "given_back": exact(each.came_back_micro),
            "interactions": each.interactions,
            "small_sample": each.small_sample,
        }
        for each in report.pairs
    ]


def _concentration_document(found: Concentration) -> dict[str, object]:
    return {"gini": found.gini, "top": found.top, "top_share": found.top_share}
