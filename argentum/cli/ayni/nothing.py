"""What is said where a ledger has nothing to show: whether that is the ledger, the period or the participant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from argentum.ayni.ledger import Selection
    from argentum.ayni.scorer import AyniScorer

_FIRST = (
    "argentum ayni record --id i-1 --initiator human_alice --responder ai_assistant --contribution 3 --consumption 2"
)


def say_nothing_found(scorer: AyniScorer, selection: Selection) -> None:
    """Say what is there instead, and what to try; of a name that is nowhere in the ledger, which ones are like it."""
    from difflib import get_close_matches

    from argentum.reports.ayni.documents import moment_text
    from argentum.reports.clean_text import clean_text

    span = scorer.ledger.span_ms()
    if span is None:
        typer.echo(f"no entries: the ledger is empty. Record a first one:\n  {_FIRST}")
        typer.echo("or look at a made-up village:\n  argentum ayni demo")
        return
    who = selection.participant
    names = [] if who is None else list(dict.fromkeys(each.participant for each in scorer.ledger.totals()))
    if who is not None and who not in names:
        near = [clean_text(each) for each in get_close_matches(who, names)]
        hint = f"did you mean {' or '.join(near)}?" if near else "see: argentum evaluate-ayni"
        typer.echo(f"{clean_text(who)} is nowhere in the ledger; {hint}")
        return
    whose = "" if selection.participant is None else f" of {clean_text(selection.participant)}"
    bounded = selection.since_ms is not None or selection.until_ms is not None
    first, last = moment_text(span[0]), moment_text(span[1])
    typer.echo(
        f"no entries{whose}{' in this period' if bounded else ''}; the ledger has some from {first} to {last}: "
        f"ask for another {'period' if bounded else 'name'}{' or participant' if bounded and whose else ''}"
    )
