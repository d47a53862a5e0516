"""Sixty people on a page, with names of every length and script: nothing is cut, and nothing grows with time."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.facilitating import person
from tests.browser.page_faults import faults_of
from tests.browser.room_server import RoomServer, front

pytestmark = pytest.mark.browser

_NAMES = (
    "Ann",
    "Bartholomäus von Hohenzollern-Sigmaringen",
    "محمد عبد الرحمن",
    "Zoë 🎉",
    "Donaudampfschifffahrtskapitän",
)
_WIDTHS = (1280, 768, 375, 320)
_CLIPPED = """() => [...document.querySelectorAll('#people bdi, #queue bdi, .share-text, .left')]
  .filter((each) => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflow !== 'visible')
  .map((each) => each.textContent)"""
_BARS = """() => [...new Set([...document.querySelectorAll('#people li:not(.outside) .share')]
  .map((each) => Math.round(each.getBoundingClientRect().width)))]"""
_ELEMENTS = "document.querySelectorAll('*').length"


@pytest.fixture
def crowd(room: RoomServer) -> RoomServer:
    people = [{"id": f"p{number}", "name": _NAMES[number % len(_NAMES)]} for number in range(60)]
    room.open_room(people=people, planned_ms=3_600_000)
    return room


def _pages(room: RoomServer, context: BrowserContext) -> list[Page]:
    fay = room.page(context, "fac", "facilitator")
    fay.locator("#physical").check()
    return [fay, room.page(context, "p1"), room.page(context, "observer", "observer")]


def test_nothing_is_cut_and_bars_are_of_one_length_at_any_width(crowd: RoomServer, context: BrowserContext) -> None:
    pages = _pages(crowd, context)
    crowd.tell("fac", {"kind": "speech_started", "participant": "p2"})
    crowd.pass_time(30_000)

    for page in pages:
        for width in _WIDTHS:
            front(page).set_viewport_size({"width": width, "height": 800})
            assert faults_of(page) == [], width
            assert page.evaluate(_CLIPPED) == [], width
            assert len(page.evaluate(_BARS)) == 1, width


def test_a_page_that_is_open_for_long_grows_no_further(crowd: RoomServer, context: BrowserContext) -> None:
    crowd.comes("p2")
    pages = _pages(crowd, context)

    def go_on(rounds: int) -> None:
        for number in range(rounds):
            who = f"p{number % 60}"
            speaking = {"participant": who}
            crowd.tell("fac", {"kind": "speech_started", **speaking}, {"kind": "speech_ended", **speaking})
            crowd.tell("p1", {"kind": "reaction_sent", "code": "like", "target": "p2"})
            # One person may send the same reaction six times a minute.
            crowd.pass_time(11_000)

    # As many notices as a page keeps, and then as many again.
    go_on(65)
    for page in pages:
        expect(front(page).locator("#notices li")).to_have_count(60)
    before = [page.evaluate(_ELEMENTS) for page in pages]
    go_on(65)
    for page in pages:
        expect(front(page).locator("#reaction-counts, #notices").last).to_be_visible()
        expect(person(page, "p4").locator(".share-text")).to_contain_text("talk 0:00")

    assert [page.evaluate(_ELEMENTS) for page in pages] == before


def test_a_button_for_who_speaks_stays_where_it_is(crowd: RoomServer, context: BrowserContext) -> None:
    page = crowd.page(context, "fac", "facilitator")
    page.locator("#physical").check()
    buttons = page.locator("#speaks-buttons button")
    before = buttons.nth(1).bounding_box()

    buttons.first.click()

    expect(buttons.first).to_have_attribute("aria-pressed", "true")
    assert buttons.nth(1).bounding_box() == before
