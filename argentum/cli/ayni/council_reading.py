"""`ayni council report`, `assess`, `notify`, `matters`, `outcomes`, `decide` and `messages`: what a council reads."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from argentum.cli.ayni.council_options import DaysOption
from argentum.cli.ayni.options import JsonOption, LedgerOption, UntilOption, ZoneOption

FigureOption = Annotated[float | None, typer.Option(min=0, max=1, metavar="F", help="0 to 1, as the circle sees it.")]


def report(
    *,
    days: DaysOption = 7.0,
    until: UntilOption = None,
    zone: ZoneOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Report the last days: how it goes, what to look at, what to ask, and what earlier decisions came to.

    Each figure stands with its definition and what was counted; what has no data stays empty. Alerts look at a period
    of their own, as their thresholds say.
    """
    from argentum.cli.ayni.council_options import circle_until, show
    from argentum.reports.ayni.council import report_lines

    with circle_until(ledger, until, zone) as (circle, until_ms):
        found = circle.report(days=days, until_ms=until_ms)
    show(found, as_json=as_json, lines=lambda symbols: report_lines(found, symbols))


def assess(
    *,
    days: DaysOption = 7.0,
    long_days: Annotated[
        float, typer.Option("--long-days", metavar="D", min=0.01, max=3650, help="What counts as the long run.")
    ] = 90.0,
    until: UntilOption = None,
    zone: ZoneOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Assess who benefits and how balanced the exchange is, in the last days and in the long run.

    What a participant is (human, AI, ecosystem) is declared under kinds in ayni.yaml, by name or by the beginning of
    names. Whoever is not declared counts for the balances, but for the benefit of no kind.
    """
    from argentum.cli.ayni.council_options import circle_until, show
    from argentum.reports.ayni.council import assessment_lines

    with circle_until(ledger, until, zone) as (circle, until_ms):
        found = circle.assess(short_days=days, long_days=long_days, until_ms=until_ms)
    show(found, as_json=as_json, lines=lambda symbols: assessment_lines(found, symbols))


def notify(
    *,
    days: DaysOption = 7.0,
    until: UntilOption = None,
    zone: ZoneOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Note what is new for the council: urgent alerts as matters to deliberate, and patterns to know of.

    Fit for a daily job: nothing is told twice. An urgent alert that is before the council already is named as open.
    """
    from argentum.cli.ayni.council_options import circle_until, show
    from argentum.reports.ayni.council import notice_lines

    with circle_until(ledger, until, zone) as (circle, until_ms):
        found = circle.notify(days=days, until_ms=until_ms)
    show(found, as_json=as_json, lines=lambda symbols: notice_lines(found, symbols))


def matters(*, ledger: LedgerOption = None, as_json: JsonOption = False) -> None:
    """List what came before the council, and what became of it."""
    from argentum.ayni.fire_circle.deliberation import matters as all_matters
    from argentum.cli.ayni.council_options import book_of_existing, show_all
    from argentum.reports.ayni.council import matter_line

    found = all_matters(book_of_existing(ledger))
    show_all("matters", found, as_json=as_json, lines=map(matter_line, found), nothing="no matters yet")


def outcomes(
    *, until: UntilOption = None, zone: ZoneOption = None, ledger: LedgerOption = None, as_json: JsonOption = False
) -> None:
    """List what was decided, each with the ledger before and after it.

    Compared are equal times, at most 28 days, of those whom the matter concerns. What differs may have other reasons.
    """
    from argentum.cli.ayni.council_options import circle_until, show_all
    from argentum.reports.ayni.council import outcome_lines

    with circle_until(ledger, until, zone) as (circle, until_ms):
        found = circle.effectiveness(until_ms=until_ms)
    lines = (line for each in found for line in outcome_lines(each))
    show_all("outcomes", found, as_json=as_json, lines=lines, nothing="no outcomes yet")


def decide(
    *,
    coherence: FigureOption = None,
    resonance: FigureOption = None,
    emergence: FigureOption = None,
    future: FigureOption = None,
    until: UntilOption = None,
    zone: ZoneOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Weigh a decision: four figures from the circle, and the ayni balance of the long run from the ledger."""
    from argentum.cli.ayni.council_options import circle_until, show
    from argentum.reports.ayni.council import decision_lines

    with circle_until(ledger, until, zone) as (circle, until_ms):
        found = circle.decide(
            coherence=coherence, resonance=resonance, emergence=emergence, future=future, until_ms=until_ms
        )
    show(found, as_json=as_json, lines=lambda symbols: decision_lines(found, symbols))


def messages(
    session: Annotated[Path, typer.Argument(metavar="SESSION-FOLDER", help="Folder of a debate.")],
    *,
    as_json: JsonOption = False,
) -> None:
    """Score each message of a debate: how its speaker stands, and what the message gave for what it took.

    Both are shares from 0 to 1 with balance at 0.5. No words are shown; they are in the session.
    """
    from argentum.ayni.fire_circle.message_scores import debate_messages
    from argentum.cli.ayni.council_options import show_all
    from argentum.cli.session_folder import read_session
    from argentum.reports.ayni.council import message_line

    found = list(debate_messages(read_session(session).messages))
    show_all("messages", found, as_json=as_json, lines=map(message_line, found), nothing="nobody was heard")
