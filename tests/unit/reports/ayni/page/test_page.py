"""Ayni as a page."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.entry import Reversal
from argentum.ayni.ledger import EVERYTHING
from argentum.ayni.panorama import survey
from argentum.reports.ayni.page.page import ayni_page
from tests.ayni_builders import older_draft
from tests.golden_files import GoldenFile
from tests.page_outline import outline

DAY_MS = 86_400_000
EVIL = '<script>alert("x")</script>'
QUOTED = '" onload="x'
RIGHT_TO_LEFT = "שלום\u202e"


@pytest.fixture
def ledger() -> Iterator[SqliteLedger]:
    made = SqliteLedger()
    yield made
    made.close()


def page_of(ledger: SqliteLedger, groups: Mapping[str, str] | None = None) -> str:
    zone = ZoneInfo("America/Lima")
    return ayni_page(survey(ledger, EVERYTHING, minimum_sample=3, zone=zone, group_of=groups))


def exchange(ledger: SqliteLedger, *steps: tuple[str, str, float, float], note: str = "") -> None:
    start = ledger.head().number
    ledger.append(
        [
            older_draft(
                f"i-{start + n}",
                initiator=giver,
                responder=taker,
                contribution=given,
                consumption=taken,
                note=note,
                happened_at_ms=1_749_556_800_000 + (start + n) * DAY_MS // 2,
            )
            for n, (giver, taker, given, taken) in enumerate(steps)
        ],
        now_ms=1_750_000_000_000,
    )


def village(ledger: SqliteLedger) -> None:
    """Three give round a ring, two of them more besides, and somebody new gives and has taken nothing."""
    ring = [("ana", "ben", 2, 2), ("ben", "cleo", 2, 2), ("cleo", "ana", 2, 2)]
    exchange(ledger, *ring, ("ana", "ben", 3.25, 3), ("zoe", "ana", 1, 0), *ring, ("cleo", "ben", 1, 0.5))
    ledger.append([Reversal(id="r-1", reverses="i-3", reason="counted twice")], now_ms=1_750_000_000_000)


def test_the_page_of_a_village(ledger: SqliteLedger, golden: GoldenFile) -> None:
    village(ledger)

    golden("reports/ayni_page.html", page_of(ledger))


def test_nothing_to_show_is_said(ledger: SqliteLedger) -> None:
    page = page_of(ledger)

    outline(page)
    assert "No entries in this period." in page
    assert "<svg" not in page


@pytest.mark.parametrize(
    "step", [("ana", "ben", 1, 1), ("ana", "ben", 5, 0), ("ana", "ben", 0, 0), ("ana", "ben", 0, 5)]
)
def test_one_entry_is_a_page(ledger: SqliteLedger, step: tuple[str, str, float, float]) -> None:
    exchange(ledger, step)

    outline(page_of(ledger))


def test_the_page_asks_nobody_for_anything_and_runs_no_script_but_its_own(ledger: SqliteLedger) -> None:
    village(ledger)
    page = page_of(ledger)

    parsed = outline(page)

    assert {address[:1] for address in parsed.addresses} == {"#"}
    assert parsed.tags.count("script") == 1
    (script,) = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'" in page
    assert " style=" not in page
    assert "@import" not in page


def test_every_mark_leads_to_something_on_the_page(ledger: SqliteLedger) -> None:
    village(ledger)

    parsed = outline(page_of(ledger))

    assert len(parsed.ids) == len(set(parsed.ids))
    assert {address.removeprefix("#") for address in parsed.addresses} <= set(parsed.ids)


def test_text_of_people_never_becomes_markup(ledger: SqliteLedger) -> None:
    exchange(ledger, (EVIL, QUOTED, 2, 1), (QUOTED, RIGHT_TO_LEFT, 1, 1), (RIGHT_TO_LEFT, EVIL, 1, 1), note=EVIL)

    page = page_of(ledger, {QUOTED: EVIL + "2"})
    parsed = outline(page)

    assert parsed.tags.count("script") == 1
    assert 'onload="x"' not in page
    assert "\u202e" not in page
    assert any(EVIL in text for text in parsed.texts)


def test_a_long_name_is_whole_in_the_table_and_short_in_drawings(ledger: SqliteLedger) -> None:
    name = "n" * 200
    exchange(ledger, (name, "ben", 2, 1), ("ben", name, 1, 1))

    page = page_of(ledger)

    assert f'data-name="{name}"' in page
    assert f">{'n' * 15}…</text>" in page


def test_of_many_the_first_stand_by_name_and_all_others_together(ledger: SqliteLedger) -> None:
    exchange(ledger, *((f"p{n:03}", f"p{(n * 7 + 1) % 300:03}", 1 + n / 10, 1) for n in range(300)))

    page = page_of(ledger)
    outline(page)

    assert len(page.encode()) < 2_000_000
    assert "Drawn are the 23 who moved most; 277 more stand together in the last one." in page
    assert "all others (286)" in page
    assert page.count("<tr id=") == 300


def test_what_a_large_ledger_leaves_out_is_said(ledger: SqliteLedger) -> None:
    exchange(ledger, *(("ana", f"p{n % 400:03}", 1, 1) for n in range(2_400)))

    page = page_of(ledger)

    assert "The latest 1,500 of 2,400 entries, of the 300 largest pairs; 100 pairs are not listed." in page
    assert "the latest 5 of 6" in page


def test_a_gift_is_marked_until_something_is_taken(ledger: SqliteLedger) -> None:
    exchange(ledger, ("ana", "ben", 2, 0), ("ben", "ana", 1, 1))

    page = page_of(ledger)

    assert "ana: gave 2 so far and took nothing: a gift" in page
    assert "ben: gave 1 so far" in page


def test_what_was_taken_back_is_listed_with_what_took_it_back(ledger: SqliteLedger) -> None:
    village(ledger)

    page = page_of(ledger)

    assert "takes back i-3; counted twice" in page
    assert "1 more was taken back" in page


def test_the_same_books_and_period_give_the_same_page(ledger: SqliteLedger) -> None:
    village(ledger)

    assert page_of(ledger) == page_of(ledger)
    assert ledger.head().digest.hex() in page_of(ledger)


NAMES = st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")), min_size=1, max_size=30)


@given(
    people=st.lists(NAMES, min_size=2, max_size=5, unique=True),
    steps=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.floats(0, 1e9), st.floats(0, 1e9)), max_size=12),
    note=NAMES,
)
def test_any_names_amounts_and_notes_make_a_whole_page(
    people: list[str], steps: list[tuple[int, int, float, float]], note: str
) -> None:
    ledger = SqliteLedger()
    chosen = [
        (people[one % len(people)], people[other % len(people)], given, taken) for one, other, given, taken in steps
    ]
    exchange(
        ledger,
        *(
            (one, other, round(given, 6), round(taken, 6))
            for one, other, given, taken in chosen
            if unicodedata.normalize("NFC", one) != unicodedata.normalize("NFC", other)
        ),
        note=note,
    )

    parsed = outline(page_of(ledger))
    ledger.close()

    assert parsed.tags.count("script") == 1
    assert {address.removeprefix("#") for address in parsed.addresses} <= set(parsed.ids)
