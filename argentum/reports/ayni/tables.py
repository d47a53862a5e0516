"""What ayni shows as tables: balances with their course over time, and entries of the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from argentum.ayni.amount import amount_text
from argentum.ayni.balance import share_view
from argentum.ayni.score import ParticipantBalance, ReciprocityScore
from argentum.ayni.trend import Flow, running
from argentum.reports.clean_text import clean_text
from argentum.reports.sparkline import sparkline
from argentum.reports.symbols import Symbols
from argentum.reports.text_table import TextTable

GIFT = "gift"
"""Stands for the balance where nothing was taken."""


def balance_table(
    balances: Sequence[ParticipantBalance], courses: Mapping[str, Sequence[float | None]], symbols: Symbols
) -> TextTable:
    """Show a row per participant; the course is the share given of all that moved, part by part."""
    rows = [
        (
            clean_text(each.participant),
            amount_text(each.given_micro),
            amount_text(each.taken_micro),
            balance_text(each, missing=symbols.missing),
            symbols.missing if each.share is None else f"{100 * each.share:.1f} %",
            str(each.as_initiator + each.as_responder),
            sparkline(courses.get(each.participant, ()), ascii_only=symbols.ascii_only),
        )
        for each in balances
    ]
    columns = ("participant", "given", "taken", "balance", "share given", "entries", "over time")
    return TextTable(columns=columns, numeric=frozenset(columns[1:6]), rows=rows)


def trend_table(flows: Mapping[str, Sequence[Flow]], symbols: Symbols) -> TextTable:
    """Show a row per participant: what moved part by part, and the share given of all so far."""
    most = max((given + taken for own in flows.values() for given, taken in own), default=0) or 1
    rows = [
        (
            clean_text(who),
            amount_text(sum(given for given, _ in own)),
            amount_text(sum(taken for _, taken in own)),
            sparkline(((given + taken) / most or None for given, taken in own), ascii_only=symbols.ascii_only),
            sparkline((share_view(*sums) for sums in running(own)), ascii_only=symbols.ascii_only),
        )
        for who, own in flows.items()
    ]
    return TextTable(
        columns=("participant", "given", "taken", "moved", "so far"), numeric=frozenset({"given", "taken"}), rows=rows
    )


def entry_table(scores: Sequence[ReciprocityScore], symbols: Symbols) -> TextTable:
    """Show a row per entry."""
    rows = [
        (
            str(each.entry),
            each.timestamp.isoformat(timespec="seconds").replace("+00:00", "Z"),
            clean_text(each.id),
            f"{clean_text(each.initiator)} {symbols.arrow} {clean_text(each.responder)}",
            f"{amount_text(each.contribution_micro)} {each.contribution_unit}",
            f"{amount_text(each.consumption_micro)} {each.consumption_unit}",
            "neutral" if each.neutral else GIFT if each.gift else ratio_text(each.balance),
            remark_text(each),
        )
        for each in scores
    ]
    columns = ("entry", "happened", "id", "from, to", "contribution", "consumption", "balance", "remark")
    return TextTable(columns=columns, numeric=frozenset({"entry", "contribution", "consumption", "balance"}), rows=rows)


def ratio_text(ratio: float) -> str:
    """Write a balance with three digits behind the point; tiny and huge ones as powers of ten."""
    return f"{ratio:.3f}" if 0.001 <= ratio < 1_000_000 or ratio == 0 else f"{ratio:.2e}"  # noqa: PLR2004 - told above


def balance_text(balance: ParticipantBalance, *, missing: str = "–") -> str:
    """Write a participant's balance: a ratio, a gift, or that there is none."""
    if balance.overall_balance is not None:
        return ratio_text(balance.overall_balance)
    return GIFT if balance.gift else missing


def remark_text(score: ReciprocityScore) -> str:
    """Say what is special about an entry, with its note; text of people is cleaned."""
    parts = [] if score.outcome == "done" else ["system failure"]
    if score.quality != 1:
        parts.append(f"quality {score.quality:g}")
    if score.reverses is not None:
        parts.append(f"takes back {clean_text(score.reverses)}")
    if score.note:
        parts.append(clean_text(score.note))
    return "; ".join(parts)
