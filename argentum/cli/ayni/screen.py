"""The terminal of `ayni watch`: balances, alerts and the latest entries, drawn anew with each change."""

from __future__ import annotations

import sys
from collections import deque
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rich.live import Live

from argentum.ayni.evaluation import courses, evaluate
from argentum.reports.ayni.news import news_view
from argentum.reports.symbols import symbols_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from argentum.ayni.alerts.alert import Alert
    from argentum.ayni.following import AlertNews, News
    from argentum.ayni.ledger import Ledger, Selection
    from argentum.ayni.score import ParticipantBalance, ReciprocityScore

MOST_BALANCES = 15
MOST_ENTRIES = 8
MOST_ALERTS = 5


class NewsScreen:
    """Draws news; a context manager that leaves the terminal as it found it."""

    def __init__(self) -> None:
        """Begin without entries."""
        # Asked before the screen puts a stream of its own, which has no encoding, in place of the output.
        self._symbols = symbols_for(sys.stdout.encoding)
        self._live = Live(auto_refresh=False)
        self._latest: deque[ReciprocityScore] = deque(maxlen=MOST_ENTRIES)
        self._drawn = False
        self._balances: Sequence[ParticipantBalance] = ()
        self._courses: Mapping[str, Sequence[float | None]] = {}
        self._alerts: Sequence[Alert] = ()
        self._said = ""

    def show(self, ledger: Ledger, selection: Selection, news: News) -> None:
        """Draw the ledger as it is, unless nothing has come."""
        self._latest.extend(news.scores)
        if (self._drawn and not news.scores) or news.more:
            return
        self._drawn = True
        evaluation = evaluate(ledger, selection)
        most = sorted(evaluation.balances, key=lambda each: (-each.given_micro - each.taken_micro, each.participant))[
            :MOST_BALANCES
        ]
        left = len(evaluation.balances) - len(most)
        said = f"interactions: {evaluation.entries:,}, participants: {len(evaluation.balances):,}"
        said += f"; {left:,} who moved less are not shown" if left else ""
        self._balances, self._courses = most, courses(ledger, selection)
        self._said = f"{said}. Ctrl-C ends this." if evaluation.entries else "No entries yet. Ctrl-C ends this."
        self._draw()

    def show_alerts(self, news: AlertNews) -> None:
        """Draw the alerts as they are now."""
        if news.begun or news.ended:
            self._alerts = news.open[:MOST_ALERTS]
            self._draw()

    def _draw(self) -> None:
        view = news_view(
            self._balances, self._courses, list(self._latest), self._alerts, self._symbols, said=self._said
        )
        self._live.update(view, refresh=True)

    def __enter__(self) -> Self:
        self._live.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._live.__exit__(kind, error, traceback)
