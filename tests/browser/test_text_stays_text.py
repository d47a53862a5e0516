"""Names, reasons and room titles are shown as they were typed, whatever they look like."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.facilitating import Facilitator, answer
from tests.browser.room_server import RoomServer, front

pytestmark = pytest.mark.browser

_EVIL = "<img src=x onerror=window.hit=1><b>&amp;"


def test_markup_from_people_stays_text_on_every_page(room: RoomServer, context: BrowserContext) -> None:
    room.open_room(people=[{"id": "ann", "name": _EVIL}, {"id": "ben", "name": "Ben"}])
    fay = Facilitator(context, room)
    ann, ben = room.page(context, "ann"), room.page(context, "ben")
    watching = room.page(context, "observer", "observer")
    front(ann).locator("#raise-hand").click()
    speaks = front(fay.page).locator("#speaks-buttons button").first
    speaks.click()
    expect(speaks).to_have_attribute("aria-pressed", "true")
    front(ben).get_by_role("button", name="Love").click()
    expect(ben.locator("#reaction-answer")).to_have_text("Love: sent.")
    room.pass_time(3_000)
    front(fay.page).locator("#pause").click()
    answer(fay.page, _EVIL)

    expect(fay.page.locator("#controls")).to_contain_text(_EVIL)
    expect(fay.page.locator("#notices")).to_contain_text(f"Reason: {_EVIL}")
    expect(watching.locator("#notices")).to_contain_text(f"Love for {_EVIL}")
    for page in (fay.page, ann, ben, watching):
        expect(page.locator("#people")).to_contain_text(_EVIL)
        expect(page.locator("#queue")).to_contain_text(_EVIL)
        assert page.evaluate("document.querySelectorAll('img, #people b, #queue b, #notices b').length") == 0
        assert page.evaluate("window.hit") is None


def test_names_cannot_turn_the_text_around_them(room: RoomServer, context: BrowserContext) -> None:
    slots = {"rule": "round-robin", "slot_ms": 60_000}
    room.open_room(people=[{"id": "ann", "name": "שרה"}, {"id": "ben", "name": "Ben"}], ruleset=slots)
    fay = Facilitator(context, room)
    room.comes("ann", "ben")

    expect(fay.page.locator("#people .name bdi")).to_have_count(3)
    # A figure right behind a name that runs from right to left would stand before it.
    expect(fay.page.locator("#state-line")).to_contain_text("slot of \u2068שרה\u2069, 1:00 left")
    room.pass_time(60_000)
    expect(fay.page.locator("#state-line")).to_contain_text("slot of Ben, ")


def test_an_address_with_markup_is_no_page_of_a_room(room: RoomServer, context: BrowserContext) -> None:
    room.open_room()
    page = context.new_page()

    page.goto(f"{room.origin}/rooms/%3Cimg%20src=x%20onerror=window.hit=1%3E/participant#key=x")

    expect(page.locator("#connection-fault")).to_contain_text("Not connected")
    assert page.evaluate("window.hit") is None
