"""Every page for those who do not see it: names, roles, order of headings, contrast, what is said aloud."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.facilitating import Facilitator, person
from tests.browser.page_faults import SCHEMES, faults_of, pale_text_of
from tests.browser.room_server import RoomServer, front

pytestmark = pytest.mark.browser


def test_every_page_is_labelled_ordered_and_readable(room: RoomServer, context: BrowserContext) -> None:
    room.open_room(planned_ms=40_000)
    fay = Facilitator(context, room)
    pages = {
        "facilitator": fay.page,
        "participant": room.page(context, "ann"),
        "observer": room.page(context, "observer", "observer"),
        "bridge": room.page(context, "bridge", "bridge"),
        "start": context.new_page(),
    }
    pages["start"].goto(room.origin)
    front(pages["participant"]).locator("#raise-hand").click()
    fay.notes("ann", speaks=True)
    room.pass_time(39_000)
    expect(person(fay.page, "ann")).to_contain_text("almost no time left")
    front(fay.page).locator("#people details summary").first.click()

    for name, page in pages.items():
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 800})
            assert faults_of(page) == [], name
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            assert pale_text_of(page) == [], name


def test_dialogs_are_named_and_give_the_focus_back(room: RoomServer, context: BrowserContext) -> None:
    room.open_room()
    fay = Facilitator(context, room)
    for button in ("#choose-rule", "#choose-level", "#choose-modes", "#add-person", "#pause"):
        front(fay.page).locator(button).click()

        expect(fay.page.get_by_role("dialog")).to_have_accessible_name(fay.page.locator("#dialog-title").inner_text())
        assert faults_of(fay.page) == []
        assert fay.page.evaluate("document.getElementById('dialog').contains(document.activeElement)")
        fay.page.keyboard.press("Escape")
        expect(fay.page.locator(button)).to_be_focused()


def test_motion_stops_for_those_who_wish_so(room: RoomServer, context: BrowserContext) -> None:
    room.open_room()
    fay = Facilitator(context, room)
    room.comes("ann")
    fay.notes("ann", speaks=True)
    moving = "getComputedStyle(document.querySelector('.speaking .stream')).animationName"

    expect(fay.page.locator("li.speaking")).to_have_count(1)
    assert fay.page.evaluate(moving) == "falling"
    fay.page.emulate_media(reduced_motion="reduce")

    assert fay.page.evaluate(moving) == "none"


def test_what_is_urgent_interrupts_and_the_rest_waits(room: RoomServer, context: BrowserContext) -> None:
    room.open_room(planned_ms=40_000)
    fay = Facilitator(context, room)
    ann = room.page(context, "ann")
    room.comes("ben")
    expect(ann.locator("#urgent")).to_have_attribute("aria-live", "assertive")
    expect(ann.locator("#polite")).to_have_attribute("aria-live", "polite")
    # Clocks are not read out every second.
    expect(ann.get_by_role("timer")).to_have_attribute("aria-live", "off")

    fay.notes("ann", speaks=True)
    room.pass_time(10_000)

    expect(ann.locator("#polite")).to_have_text("You have 10 seconds left.")
    expect(ann.locator("#urgent")).to_be_empty()
