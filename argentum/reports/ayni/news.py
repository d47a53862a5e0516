"""News of a ledger: lines for a pipe, documents for programs, and a view for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from argentum.ayni.alerts.alert import Alert
from argentum.ayni.amount import amount_text
from argentum.ayni.following import AlertNews, News
from argentum.ayni.score import ParticipantBalance, ReciprocityScore
from argentum.reports.ayni.alerts import alert_document, words
from argentum.reports.ayni.documents import balance_document, score_document
from argentum.reports.ayni.tables import (
    GIFT,
    balance_table,
    balance_text,
    ratio_text,
    remark_text,
)
from argentum.reports.clean_text import clean_text
from argentum.reports.symbols import Symbols

if TYPE_CHECKING:
    from rich.console import RenderableType


def news_lines(news: News, symbols: Symbols) -> Iterator[str]:
    """Give a line per entry, and one per balance that it changed."""
    yield from (score_line(score, symbols) for score in news.scores)
    for each in news.balances:
        given, taken = amount_text(each.given_micro), amount_text(each.taken_micro)
        balance = balance_text(each, missing=symbols.missing)
        yield f"  {clean_text(each.participant)} gave {given} and took {taken}: balance {balance}"


def alert_news_lines(news: AlertNews) -> Iterator[str]:
    """Give a line per alert that began or ended."""
    for each in news.begun:
        yield f"alert  {alert_line(each)}"
    for each in news.ended:
        yield f"alert ended or acknowledged  {words(each.type)}: {_whom(each)}  ({each.id})"


def alert_line(alert: Alert) -> str:
    """Tell an alert in one line."""
    return f"{alert.severity}  {words(alert.type)}: {_whom(alert)} {clean_text(alert.summary)}  ({alert.id})"


def alert_news_documents(news: AlertNews) -> Iterator[dict[str, object]]:
    """Give a document per alert that began or ended."""
    for each in news.begun:
        yield {"kind": "alert", **alert_document(each)}
    for each in news.ended:
        yield {"kind": "alert_ended", "id": each.id, "type": each.type, "participants": list(each.participants)}


def _whom(alert: Alert) -> str:
    return ", ".join(clean_text(who) for who in alert.participants)


def score_line(score: ReciprocityScore, symbols: Symbols) -> str:
    """Tell an entry in one line."""
    happened = score.timestamp.isoformat(timespec="seconds").replace("+00:00", "Z")
    given = f"{amount_text(score.contribution_micro)} {clean_text(score.contribution_unit)}"
    taken = f"{amount_text(score.consumption_micro)} {clean_text(score.consumption_unit)}"
    balance = "neutral" if score.neutral else GIFT if score.gift else f"balance {ratio_text(score.balance)}"
    remark = remark_text(score)
    way = f"{clean_text(score.initiator)} {symbols.arrow} {clean_text(score.responder)}"
    return f"entry {score.entry}  {happened}  {way}  {given}, {taken}  {balance}  ({clean_text(score.id)})" + (
        f"; {remark}" if remark else ""
    )


def news_documents(news: News) -> Iterator[dict[str, object]]:
    """Give a document per entry and per balance, told apart by `kind`."""
    for score in news.scores:
        yield {"kind": "entry", **score_document(score)}
    for each in news.balances:
        yield {"kind": "balance", **balance_document(each)}


def news_view(
    balances: Sequence[ParticipantBalance],
    courses: Mapping[str, Sequence[float | None]],
    latest: Sequence[ReciprocityScore],
    alerts: Sequence[Alert],
    symbols: Symbols,
    *,
    said: str,
) -> RenderableType:
    """Draw a terminal: balances of those who moved most with their course, alerts, and the latest entries below."""
    from rich.console import Group
    from rich.text import Text

    table = balance_table(balances, courses, symbols).drawn(ascii_only=symbols.ascii_only)
    # What does not fit is cut, so that an entry is one line and the view as high as it was told to be.
    entries = [Text(score_line(each, symbols), no_wrap=True, overflow="ellipsis") for each in latest]
    open_alerts = [Text(alert_line(each), style="bold", no_wrap=True, overflow="ellipsis") for each in alerts]
    return Group(table, Text(""), *open_alerts, *entries, Text(""), Text(said, style="dim"))
