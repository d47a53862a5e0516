"""`ayni council ask`, `guidance` and `outcome`: what a council says, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from argentum.cli.ayni.options import JsonOption, LedgerOption
from argentum.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argentum.ayni.fire_circle.guidance import Guidance
    from argentum.ayni.fire_circle.outcome import DeliberationOutcome

_TYPES = "detection_thresholds, cultural_frameworks, extraction_patterns or health_indicators"
_STATES = "emerging, clarifying, converging, adopted, contested, forked, composting or integrated"


def ask(
    topic: Annotated[str, typer.Argument(metavar="TOPIC", help="What the council is asked about, in one line.")],
    *,
    context: Annotated[str, typer.Option("--context", metavar="TEXT", help="What one should know first.")] = "",
    question: Annotated[
        list[str] | None, typer.Option("--question", metavar="TEXT", help="A question; may be given again.")
    ] = None,
    urgency: Annotated[str, typer.Option("--urgency", metavar="U", help="routine, soon or urgent.")] = "routine",
    about: Annotated[
        str | None, typer.Option("--about", metavar="ID", help="Matter or alert; lends its questions and participants.")
    ] = None,
    participant: Annotated[
        list[str] | None, typer.Option("--participant", metavar="P", help="Whom it concerns; may be given again.")
    ] = None,
    request_id: Annotated[
        str | None, typer.Option("--id", metavar="I", help="Id; asking again under it asks nothing new.  [made]")
    ] = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask the council for guidance, and print the id that its answer will refer to."""
    from argentum.ayni.fire_circle.guidance import request_guidance
    from argentum.ayni_wiring import wall_clock_ms
    from argentum.cli.ayni.council_options import book_of_existing, show

    asked = request_guidance(
        book_of_existing(ledger),
        topic=topic,
        context=context,
        questions=question or (),
        urgency=urgency,
        about=about,
        participants=participant or (),
        request_id=request_id,
        now_ms=wall_clock_ms(),
    )
    show(asked, as_json=as_json, lines=lambda _: [asked.id])


def guidance(
    request_id: Annotated[
        str | None, typer.Argument(metavar="ID", help="Matter that is answered; none for guidance unasked.")
    ] = None,
    *,
    text: Annotated[str, typer.Option("--guidance", metavar="TEXT", help="What the council says, in one line.")],
    rationale: Annotated[str, typer.Option("--rationale", metavar="TEXT", help="Why.")],
    by: Annotated[str, typer.Option("--by", metavar="WHO", help="Who says it.")],
    guidance_type: Annotated[
        str | None, typer.Option("--type", metavar="T", help=f"{_TYPES}.  [the first with --set, else the second]")
    ] = None,
    guidance_id: Annotated[
        str | None,
        typer.Option("--id", metavar="I", help="Id of guidance unasked; the same again changes nothing.  [made]"),
    ] = None,
    change: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=N", help="Set a threshold; may be given again.")
    ] = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Note what the council answers; thresholds that it sets are in force from now on.

    The answer and its changes are noted together or not at all, with who, why and when. The same answer again changes
    nothing.
    """
    from argentum.ayni.council_decisions import checked_decision, thresholds_in_force
    from argentum.ayni.fire_circle.guidance import receive_guidance, update_guidance
    from argentum.ayni_wiring import configured_settings, wall_clock_ms
    from argentum.cli.ayni.council_options import book_of_existing, show

    if request_id is not None and guidance_id is not None:
        raise UsageError(f"--id {guidance_id}: an answer has the id of what it answers; leave one of the two out")
    changes = _changes(change or ())
    chosen = guidance_type or ("detection_thresholds" if changes else "cultural_frameworks")
    book, now_ms = book_of_existing(ledger), wall_clock_ms()
    checked_decision(thresholds_in_force(book, configured_settings().alerts), changes)
    if request_id is None:
        noted = update_guidance(
            book,
            guidance_type=chosen,
            guidance=text,
            rationale=rationale,
            by=by,
            changes=changes,
            guidance_id=guidance_id,
            now_ms=now_ms,
        )
    else:
        noted = receive_guidance(
            book,
            request_id,
            guidance=text,
            rationale=rationale,
            by=by,
            guidance_type=chosen,
            changes=changes,
            now_ms=now_ms,
        )
    show(noted, as_json=as_json, lines=lambda _: _guidance_lines(noted))


def outcome(
    matter_id: Annotated[str, typer.Argument(metavar="ID", help="Matter that was deliberated.")],
    *,
    decision: Annotated[str, typer.Option("--decision", metavar="TEXT", help="What was decided, in one line.")],
    level: Annotated[float, typer.Option("--level", metavar="L", help="How far all agree, 0 to 1.")],
    participant: Annotated[
        list[str], typer.Option("--participant", metavar="P", help="Who deliberated; may be given again.")
    ],
    state: Annotated[str, typer.Option("--state", metavar="S", help=f"{_STATES}.")] = "adopted",
    dissent: Annotated[
        list[str] | None,
        typer.Option("--dissent", metavar="TEXT", help="What was said against it; may be given again."),
    ] = None,
    notes: Annotated[str, typer.Option("--notes", metavar="TEXT", help="Anything else, in one line.")] = "",
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Note what became of a matter; dissent stays with it.

    In the states emerging, clarifying and converging the matter goes on. `council outcomes` compares the ledger before
    and after.
    """
    from argentum.ayni.fire_circle.outcome import submit_deliberation_outcome
    from argentum.ayni_wiring import wall_clock_ms
    from argentum.cli.ayni.council_options import book_of_existing, show

    noted = submit_deliberation_outcome(
        book_of_existing(ledger),
        matter_id,
        participants=participant,
        consensus_level=level,
        consensus_state=state,
        decision=decision,
        dissent=dissent or (),
        notes=notes,
        now_ms=wall_clock_ms(),
    )
    show(noted, as_json=as_json, lines=lambda _: [_outcome_line(noted)])


def _changes(given: Sequence[str]) -> dict[str, float]:
    """Read `KEY=N`. Raises `UsageError` for another form and a key that comes twice."""
    changes: dict[str, float] = {}
    for text in given:
        key, sign, value = text.partition("=")
        try:
            number = float(value)
        except ValueError:
            sign = ""
        if not sign or key in changes:
            raise UsageError(f"--set {text}: allowed: KEY=NUMBER, each key once, such as care_deficit_ratio=0.3")
        changes[key] = number
    return changes


def _outcome_line(noted: DeliberationOutcome) -> str:
    """Say the state and how far all agree: a decision that few agree with is weakly agreed to, and no contradiction."""
    agreement = "little" if noted.consensus == "failed" else noted.consensus
    return f"{noted.id}: noted; agreement {noted.consensus_level:.2f}, {agreement}"


def _guidance_lines(noted: Guidance) -> list[str]:
    from argentum.reports.clean_text import clean_text

    lines = [f"{clean_text(noted.id)}: {noted.type.replace('_', ' ')}"]
    return lines + [f"{each.key} is {each.value:g} from now on" for each in noted.changes]
