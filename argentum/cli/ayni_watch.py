"""`ayni watch`: what others record, as it comes."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from argentum.cli.ayni_options import LedgerOption, ParticipantOption, SinceOption, ZoneOption

if TYPE_CHECKING:
    from argentum.ayni.following import News
    from argentum.ayni.ledger import Selection
    from argentum.ayni.scorer import AyniScorer

_SHORTEST_S = 0.1

Show = Callable[["AyniScorer", "Selection", "News"], None]


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
    """Follow a ledger while others write to it: new entries, and the balances that they change.

    A terminal shows the balances and the latest entries, drawn anew with each change; a pipe gets lines. With --since,
    only entries that happened from then on count. Your own ledger is waited for if it is not there yet. Ctrl-C ends it,
    with 0.
    """
    from argentum.cli.stage import chosen_form

    form = chosen_form(as_json=as_json)
    wish = _Wish(interval_s=interval, last=last, participant=participant, since=since, zone=zone, ledger=ledger)
    with suppress(KeyboardInterrupt):
        if form == "tables":
            from argentum.cli.ayni_screen import NewsScreen

            with NewsScreen() as screen:
                _follow(wish, screen.show)
        else:
            _follow(wish, _as_documents if form == "json" else _as_lines)


def _follow(wish: _Wish, show: Show) -> None:
    """Tell what comes until somebody interrupts, or nobody reads any more."""
    from argentum.ayni.following import Follower
    from argentum.cli.ayni_options import chosen_period, scorer_to_read
    from argentum.errors import StorageError

    scorer = scorer_to_read(wish.ledger, wish.zone)
    try:
        selection = chosen_period(scorer, wish.participant, wish.since, None)
        follower = Follower(scorer.ledger, selection, last=wish.last)
        told = ""
        while not _nobody_reads():
            if scorer.ledger.head().number == 0:
                # The user's own ledger may not be there yet, and an empty one stood for it.
                scorer.ledger.close()
                scorer = scorer_to_read(wish.ledger, wish.zone)
                follower = Follower(scorer.ledger, selection, last=wish.last)
            try:
                news = follower.news()
            except StorageError as error:
                # A server that went away may come back; what it then has is told without a gap.
                if str(error) != told:
                    told = str(error)
                    typer.echo(f"argentum: {error}; trying again", err=True)
            else:
                told = ""
                show(scorer, selection, news)
                if news.more:
                    continue
            time.sleep(wish.interval_s)
    finally:
        scorer.ledger.close()


def _as_lines(scorer: AyniScorer, selection: Selection, news: News) -> None:  # noqa: ARG001 - as every `Show`
    from argentum.reports.ayni_news import news_lines
    from argentum.reports.symbols import symbols_for

    for line in news_lines(news, symbols_for(sys.stdout.encoding)):
        typer.echo(line)
    sys.stdout.flush()


def _as_documents(scorer: AyniScorer, selection: Selection, news: News) -> None:  # noqa: ARG001 - as every `Show`
    from argentum.reports.ayni_news import news_documents

    for document in news_documents(news):
        typer.echo(json.dumps(document, ensure_ascii=False, allow_nan=False))
    sys.stdout.flush()


def _nobody_reads() -> bool:
    """Whether the output was closed at its other end, as by `| head`."""
    return getattr(sys.stdout, "failure", None) is not None
