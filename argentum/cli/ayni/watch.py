"""`ayni watch`: what others record, as it comes."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from argentum.cli.ayni.options import LedgerOption, ParticipantOption, SinceOption, ZoneOption

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo

    from argentum.ayni.fire_circle.circle import FireCircle
    from argentum.ayni.following import AlertNews, News
    from argentum.ayni.ledger import Ledger, Selection
    from argentum.ayni.scorer import AyniScorer

_SHORTEST_S = 0.1

_TIMES_AS_LONG = 10
"""How much longer than looking for alerts took it is waited for until the next time."""

Show = Callable[["Ledger", "Selection", "News"], None]
ShowAlerts = Callable[["AlertNews"], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What is to be followed."""

    interval_s: float
    last: int
    participant: str | None
    since: str | None
    zone: str | None
    ledger: str | None


def watch(
    *,
    interval: Annotated[
        float, typer.Option("--interval", metavar="SECONDS", min=_SHORTEST_S, help="How often to look.")
    ] = 2.0,
    last: Annotated[int, typer.Option("--last", metavar="N", min=0, help="Begin with the last N entries.")] = 5,
    participant: ParticipantOption = None,
    since: SinceOption = None,
    zone: ZoneOption = None,
    ledger: LedgerOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON document per line, as it comes.")] = False,
) -> None:
    """Follow a ledger while others write to it: new entries, the balances that they change, and alerts.

    A terminal shows balances, alerts and the latest entries, drawn anew with each change; a pipe gets lines. With
    --since, only entries that happened from then on count; alerts have the period of their thresholds. Your own ledger
    is waited for if it is not there yet. Ctrl-C ends it, with 0.
    """
    from argentum.cli.stage import chosen_form

    form = chosen_form(as_json=as_json)
    wish = _Wish(interval_s=interval, last=last, participant=participant, since=since, zone=zone, ledger=ledger)
    with suppress(KeyboardInterrupt):
        if form == "tables":
            from argentum.cli.ayni.screen import NewsScreen

            with NewsScreen() as screen:
                _follow(wish, screen.show, screen.show_alerts)
        elif form == "json":
            _follow(wish, _as_documents, _alerts_as_documents)
        else:
            _follow(wish, _as_lines, _alerts_as_lines)


def _follow(wish: _Wish, show: Show, show_alerts: ShowAlerts) -> None:
    """Tell what comes until somebody interrupts, or nobody reads any more."""
    from argentum.ayni.following import Follower
    from argentum.ayni_wiring import fire_circle
    from argentum.cli.ayni.options import chosen_period, chosen_zone
    from argentum.errors import StorageError

    zone, circle = chosen_zone(wish.zone), fire_circle(wish.ledger)
    try:
        selection = chosen_period(_scorer(circle, zone), wish.participant, wish.since, None)
        follower = Follower(circle.ledger, selection, last=wish.last)
        alerts = _Alerts(wish.participant)
        told = ""
        while not _nobody_reads():
            try:
                if circle.ledger.head().number == 0:
                    # The user's own ledger may not be there yet, and an empty one stood for it.
                    circle.ledger.close()
                    circle = fire_circle(wish.ledger)
                    follower = Follower(circle.ledger, selection, last=wish.last)
                news = follower.news()
                show(circle.ledger, selection, news)
                if news.more:
                    continue
                found = alerts.news(circle, changed=bool(news.scores))
                if found is not None:
                    show_alerts(found)
            except StorageError as error:
                # A server that went away may come back; what it then has is told without a gap.
                if str(error) != told:
                    told = str(error)
                    typer.echo(f"argentum: {error}; trying again", err=True)
            else:
                told = ""
            time.sleep(wish.interval_s)
    finally:
        circle.ledger.close()


def _scorer(circle: FireCircle, zone: tzinfo) -> AyniScorer:
    from argentum.ayni.scorer import AyniScorer

    return AyniScorer(ledger=circle.ledger, settings=circle.settings, zone=zone)


class _Alerts:
    """Looks for alerts when something has come, and so seldom that looking never takes most of the time."""

    def __init__(self, participant: str | None) -> None:
        from argentum.ayni.following import AlertFollower

        self._participant = participant
        self._follower = AlertFollower()
        self._waiting = True
        self._not_before_s = 0.0
        self._told: str | None = None

    def news(self, circle: FireCircle, *, changed: bool) -> AlertNews | None:
        """Compare with the last time; `None` when nobody looked."""
        self._waiting = self._waiting or changed
        began_s = time.monotonic()
        if not self._waiting or began_s < self._not_before_s:
            return None
        looking = circle.despite_its_book()
        if looking.book_fault != self._told:
            self._told = looking.book_fault
            for warning in (looking.book_fault, *looking.warnings) if looking.book_fault else ():
                typer.echo(f"warning: {warning}", err=True)
        news = self._follower.news(looking.findings(), participant=self._participant)
        ended_s = time.monotonic()
        self._waiting, self._not_before_s = False, ended_s + _TIMES_AS_LONG * (ended_s - began_s)
        return news


def _as_lines(ledger: Ledger, selection: Selection, news: News) -> None:  # noqa: ARG001 - as every `Show`
    from argentum.reports.ayni.news import news_lines
    from argentum.reports.symbols import symbols_for

    _print(news_lines(news, symbols_for(sys.stdout.encoding)))


def _alerts_as_lines(news: AlertNews) -> None:
    from argentum.reports.ayni.news import alert_news_lines

    _print(alert_news_lines(news))


def _as_documents(ledger: Ledger, selection: Selection, news: News) -> None:  # noqa: ARG001 - as every `Show`
    from argentum.reports.ayni.news import news_documents

    _print(map(_json, news_documents(news)))


def _alerts_as_documents(news: AlertNews) -> None:
    from argentum.reports.ayni.news import alert_news_documents

    _print(map(_json, alert_news_documents(news)))


def _json(document: dict[str, object]) -> str:
    from argentum.exact_json import json_line

    return json_line(document)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)
    sys.stdout.flush()


def _nobody_reads() -> bool:
    """Whether the output was closed at its other end, as by `| head`."""
    return getattr(sys.stdout, "failure", None) is not None
