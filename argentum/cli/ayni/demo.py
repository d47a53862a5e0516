"""`ayni demo`: a made-up village with a ledger and a page, to see what ayni shows before recording anything."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from argentum.ayni.demonstration import Demonstration
    from argentum.ayni.scorer import AyniScorer

_BATCH = 1_000


def demo(
    *,
    seed: Annotated[int, typer.Option("--seed", metavar="S", help="The same seed makes the same village.")] = 7,
    participants: Annotated[int, typer.Option("--participants", metavar="N", help="Its members, 3 to 500.")] = 12,
    days: Annotated[int, typer.Option("--days", metavar="D", help="How long it is followed, 7 to 730.")] = 60,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="New folder for the ledger and the page.")] = Path(
        "ayni-demo"
    ),
) -> None:
    """Make up a village, record what its members gave and took, and draw the page of it.

    Somebody takes more than they give and somebody gives too much, three give round a ring, one has just come, and one
    took until the middle and then began to give; the others are ordinary. Your own ledger is not touched.
    """
    from datetime import UTC

    from argentum.ayni.council_book import MemoryBook
    from argentum.ayni.demonstration import BEGAN_AT_MS, demonstration
    from argentum.ayni.fire_circle.circle import FireCircle
    from argentum.ayni.ledger import EVERYTHING
    from argentum.ayni.scorer import AyniScorer
    from argentum.ayni_wiring import open_ledger, shipped_settings
    from argentum.reports.ayni.page.page import ayni_page
    from argentum.workspace.atomic_file import make_folder, write_text_atomically

    _refuse_used(out)
    village = demonstration(seed=seed, participants=participants, days=days)
    settings = shipped_settings()
    file, page = make_folder(out) / "ledger.sqlite3", out / "page.html"
    books = open_ledger(file, settings=settings, made_at_ms=BEGAN_AT_MS)
    with AyniScorer(ledger=books, settings=settings, zone=UTC, clock=lambda: village.ended_at_ms) as scorer:
        _record(scorer, village)
        circle = FireCircle(ledger=books, book=MemoryBook(), settings=settings, clock=scorer.now_ms)
        write_text_atomically(page, ayni_page(circle.panorama(EVERYTHING, zone=UTC)))
        _show(scorer, village)
        books.close()
    _say_what_next(file, page, village)


def _refuse_used(out: Path) -> None:
    from argentum.errors import UsageError

    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(f"--out {out}: is there already and not empty; choose a new folder, nothing was written")


def _record(scorer: AyniScorer, village: Demonstration) -> None:
    scorer.score_interactions(village.interactions, batch=_BATCH)
    for each in village.reversed_ids:
        scorer.reverse(each, reason="entered by mistake")


def _show(scorer: AyniScorer, village: Demonstration) -> None:
    from argentum.ayni.evaluation import courses, evaluate
    from argentum.ayni.ledger import EVERYTHING
    from argentum.cli.tables import print_table
    from argentum.reports.ayni.tables import balance_table
    from argentum.reports.symbols import symbols_for

    evaluation = evaluate(scorer.ledger, EVERYTHING)
    symbols = symbols_for(sys.stdout.encoding)
    print_table(balance_table(evaluation.balances, courses(scorer.ledger, EVERYTHING), symbols), symbols)
    typer.echo(f"\n{evaluation.entries} interactions of {len(village.members)} participants, made up")


def _say_what_next(file: Path, page: Path, village: Demonstration) -> None:
    from argentum.ayni.score import instant

    someone = next((each.name for each in village.members if each.role == "taker"), village.members[0].name)
    ledger = shlex.quote(str(file))
    typer.echo(f"\nThe page is {page}: open it in a browser. The ledger is {file}. Try:")
    for line in (
        f"argentum ayni explain {shlex.quote(someone)} --ledger {ledger}",
        f"argentum ayni alerts --until {instant(village.ended_at_ms).date().isoformat()} --zone UTC --ledger {ledger}",
        f"argentum ayni pairs --ledger {ledger}",
        f"argentum ayni verify --ledger {ledger}",
    ):
        typer.echo(f"  {line}")
