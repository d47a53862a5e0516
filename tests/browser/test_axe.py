"""axe-core finds nothing on any page, in its main states, light and dark, on a desk and on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from argentum.reports.ayni.page.page import page_style
from argentum.server.ayni import panel
from tests.browser.axe_check import violations_of
from tests.browser.facilitating import Facilitator, person
from tests.browser.page_faults import small_targets_of
from tests.browser.room_server import RoomServer, front
from tests.live_server import OPERATOR

pytestmark = pytest.mark.browser

_REPORTS = Path(__file__).parents[1] / "golden" / "reports"


def test_axe_finds_what_is_wrong(page: Page) -> None:
    page.set_content("<title>t</title><main><h1>t</h1><p style='color:#aaa'>pale</p><button></button></main>")

    found = violations_of(page)

    rules = {each.split(": ")[1] for each in found}
    assert rules == {"html-has-lang", "color-contrast", "button-name"}


def test_pages_before_a_meeting_has_begun(room: RoomServer, context: BrowserContext) -> None:
    room.open_room(waits=True)
    fay = room.page(context, "fac", "facilitator")
    ann = room.page(context, "ann")

    assert violations_of(front(fay)) == []
    assert violations_of(front(ann)) == []


def test_the_pages_of_a_meeting_with_somebody_out_of_time(room: RoomServer, context: BrowserContext) -> None:
    room.open_room(planned_ms=40_000, ruleset={"enforcement": "hybrid"})
    fay = Facilitator(context, room)
    ann, watching = room.page(context, "ann"), room.page(context, "observer", "observer")
    room.comes("ben")
    front(ann).locator("#raise-hand").click()
    fay.notes("ann", speaks=True)
    room.pass_time(20_000)
    room.pass_time(15_000)
    expect(ann.locator("#announcements p").first).to_be_visible()
    front(fay.page).locator("#people details summary").first.click()

    assert violations_of(front(fay.page)) == []
    assert violations_of(front(ann)) == []
    assert violations_of(front(watching)) == []


def test_the_pages_under_tokens_with_their_histories(room: RoomServer, context: BrowserContext) -> None:
    room.open_room(ruleset={"rule": "token"})
    fay, ann = Facilitator(context, room), room.page(context, "ann")
    room.comes("ben")
    fay.notes("ann", speaks=True)
    room.pass_time(61_000)
    for page in (fay.page, ann):
        front(page).locator("#show-transactions").click()
        expect(page.locator("#transactions-scroll")).to_be_visible()
    expect(fay.page.locator("#balances tr")).to_have_count(2)

    assert violations_of(front(fay.page)) == []
    assert violations_of(front(ann)) == []


def test_dialogs_and_what_facilitators_did(room: RoomServer, context: BrowserContext) -> None:
    room.open_room()
    fay = room.page(context, "fac", "facilitator")
    for button in ("choose-rule", "choose-level", "choose-modes"):
        front(fay).locator(f"#{button}").click()
        assert violations_of(fay) == [], button
        fay.keyboard.press("Escape")
    fay.locator("#add-person").click()
    fay.locator("#dialog [name=name]").fill("Cid")
    fay.locator("#dialog button[type=submit]").click()
    expect(fay.get_by_role("textbox", name="Link for Cid")).to_be_visible()
    assert violations_of(fay) == []
    fay.get_by_role("button", name="Done").click()
    fay.locator("#close-meeting").click()
    fay.locator("#dialog button[type=submit]").click()
    expect(fay.locator("#over")).to_be_visible()

    assert violations_of(fay) == []


def test_the_start_page_the_bridge_and_a_page_without_a_key(room: RoomServer, context: BrowserContext) -> None:
    start, lost = context.new_page(), context.new_page()
    start.goto(f"{room.origin}/#key={OPERATOR}")
    start.locator("#room").fill("council")
    start.locator("#people").fill("Ann\nBen")
    start.locator("#facilitators").fill("Fay")
    start.get_by_role("button", name="Open the room").click()
    bridge_link = start.get_by_role("textbox", name="Link for the bridge to Jitsi").input_value()
    start.locator("#list-rooms").click()
    expect(start.locator("#rooms")).to_contain_text("council")
    assert violations_of(start) == []

    lost.goto(f"{room.origin}/rooms/council/participant")
    expect(lost.locator("#connection-fault")).to_be_visible()
    assert violations_of(lost) == []

    lost.goto(bridge_link)
    lost.wait_for_selector("html[data-connection=open]")
    assert violations_of(lost) == []


@pytest.mark.parametrize("report", ["report.html", "airtime_meeting.html", "airtime_meetings.html", "ayni_page.html"])
def test_the_pages_that_are_files(page: Page, report: str) -> None:
    page.goto((_REPORTS / report).as_uri())

    assert violations_of(page) == []


def test_the_live_page_of_the_ledger(page: Page) -> None:
    files = Path(panel.__file__).parent / "static"
    drawing = (_REPORTS / "ayni_page.html").read_text("utf-8").partition("<body>")[2]

    def answer(route: Route) -> None:
        name = route.request.url.partition("?")[0].rpartition("/")[2]
        if name == "ayni":
            route.fulfill(path=files / "shell.html")
        elif name == "panel":
            # With a tag, as the server sends it: without one every question would be the first, and pale the drawing.
            route.fulfill(body=drawing, content_type="text/html", headers={"ETag": "drawn"})
        elif (files / name).is_file():
            route.fulfill(path=files / name)
        else:
            route.fulfill(body=page_style() if name == "page.css" else "", content_type="text/css")

    page.route("**/*", answer)
    page.goto("http://ledger.test/ayni")
    assert violations_of(page) == []
    page.locator("#key").fill("k")
    page.get_by_role("button", name="open").click()
    expect(page.locator("#status")).to_have_text("live")

    assert violations_of(page) == []


def test_on_a_phone_everything_to_be_touched_is_large_enough(room: RoomServer, context: BrowserContext) -> None:
    room.open_room(ruleset={"rule": "token"})
    browser = context.browser
    assert browser is not None
    phone = browser.new_context(viewport={"width": 375, "height": 800}, has_touch=True, is_mobile=True)
    fay = Facilitator(phone, room)
    front(fay.page).locator("#people details summary").first.click()
    ann, start = room.page(phone, "ann"), phone.new_page()
    start.goto(room.origin)

    for page in (fay.page, ann, start):
        assert small_targets_of(front(page)) == []
    front(fay.page).locator("#choose-modes").click()
    assert small_targets_of(fay.page) == []
    phone.close()
    expect(person(room.page(context, "fac", "facilitator"), "ann")).to_be_visible()
