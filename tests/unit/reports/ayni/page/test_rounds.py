"""How giving and taking were divided, and who gave and took most: among people, not among names for all of them."""

from __future__ import annotations

from datetime import UTC

from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.ledger import EVERYTHING
from argentum.ayni.panorama import survey
from argentum.reports.ayni.page.headline import lead
from argentum.reports.ayni.page.people import People
from argentum.reports.ayni.page.rounds import sharings
from argentum.transcript.give_and_take import TABLE
from tests.ayni_builders import draft


def test_who_stands_for_all_together_has_no_part_and_leads_nobody() -> None:
    ledger = SqliteLedger()
    debate = [("ana", TABLE, 9, 9), ("ben", TABLE, 1, 1), (TABLE, "ana", 5, 5), (TABLE, "ben", 15, 15)]
    drafts = [
        draft(f"i-{n}", initiator=giver, responder=taker, contribution=given, consumption=taken)
        for n, (giver, taker, given, taken) in enumerate(debate)
    ]
    ledger.append(drafts, now_ms=0)
    panorama = survey(ledger, EVERYTHING, minimum_sample=1, zone=UTC)
    people = People(panorama)

    giving, taking = sharings(panorama, people)

    assert [part.title for part in giving.parts] == ["ana: 90.0 %", "ben: 10.0 %"]
    assert [part.title for part in taking.parts] == ["ben: 75.0 %", "ana: 25.0 %"]
    assert lead(panorama, people) == "ana gave most, 90 % of all; ben took most, 75 % of all."
    ledger.close()


def test_nobody_leads_by_less_than_is_told() -> None:
    ledger = SqliteLedger()
    ledger.append(
        [draft("i-1", initiator="ana", contribution=100.4), draft("i-2", initiator="ben", contribution=100)], now_ms=0
    )
    panorama = survey(ledger, EVERYTHING, minimum_sample=1, zone=UTC)

    assert lead(panorama, People(panorama)) == "assistant took most, 100 % of all."
    ledger.close()
