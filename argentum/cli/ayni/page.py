"""`ayni page`: balances over time, pairs, flows and rings as a page to show the group."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from argentum.cli.ayni.options import (
    GroupOption,
    LedgerOption,
    MinimumSampleOption,
    ParticipantOption,
    SinceOption,
    UntilOption,
    ZoneOption,
)


def page(
    *,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Page to write; an earlier page is replaced.")],
    participant: ParticipantOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    zone: ZoneOption = None,
    group: GroupOption = None,
    minimum_sample: MinimumSampleOption = None,
    ledger: LedgerOption = None,
) -> None:
    """Write a page: balance over time, who gave to whom, flows, alerts, rings, and the entries behind each mark.

    One file that needs nothing else, not even a script, to be read, printed or passed on. The same books and period
    give the same file. Of a large ledger it shows those who moved most by name, all others together, and some of the
    entries; it says how many it leaves out.
    """
    from contextlib import closing

    from argentum.ayni.groups import groups_in
    from argentum.ayni.scorer import AyniScorer
    from argentum.ayni_wiring import fire_circle
    from argentum.cli.ayni.council_options import sound_circle
    from argentum.cli.ayni.options import chosen_period, chosen_zone
    from argentum.cli.progress import Progress
    from argentum.reports.ayni.page.page import ayni_page
    from argentum.workspace.atomic_file import write_text_atomically
    from argentum.workspace.output_file import page_file

    page_file(out)

    circle = fire_circle(ledger)
    with closing(circle.ledger):
        circle = sound_circle(circle)
        group_of = groups_in(circle.ledger, group or (), what="--group")
        scorer = AyniScorer(ledger=circle.ledger, settings=circle.settings, zone=chosen_zone(zone))
        selection = chosen_period(scorer, participant, since, until)
        with Progress("going through the entries"):
            panorama = circle.panorama(selection, zone=scorer.zone, minimum_sample=minimum_sample, group_of=group_of)
    write_text_atomically(out, ayni_page(panorama))
    typer.echo(
        f"{out}: written; interactions: {panorama.evaluation.entries:,}, participants: {len(panorama.leading):,}"
    )
