"""The start page: a room is opened with the operator's key, and everybody gets a link."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.room_server import RoomServer
from tests.live_server import OPERATOR

pytestmark = pytest.mark.browser


def test_a_room_is_opened_and_its_links_work(room: RoomServer, page: Page) -> None:
    page.goto(f"{room.origin}/#key={OPERATOR}")
    assert page.url == f"{room.origin}/"
    page.locator("#room").fill("council")
    page.locator("#minutes").fill("45")
    page.locator("#people").fill("Ann\nZoë Ångström\nCid, cid-17\n\nAnn")
    page.locator("#facilitators").fill("Fay")
    page.locator("#rule").select_option("progressive-stack")
    page.get_by_role("button", name="Open the room").click()

    expect(page.locator("#opened")).to_be_focused()
    labels = [field.get_attribute("aria-label") for field in page.locator("#links input").all()]
    assert labels == [
        "Link for Fay (facilitator)",
        "Link for Ann",
        "Link for Zoë Ångström",
        "Link for Cid",
        "Link for Ann",
        "Link for everybody who only looks on",
        "Link for the bridge to Jitsi",
    ]
    link = page.get_by_role("textbox", name="Link for Zoë Ångström").input_value()
    page.locator("#list-rooms").click()
    expect(page.locator("#rooms")).to_contain_text("council · 5 people")
    page.goto(link)
    expect(page.locator("#who")).to_have_text("You are Zoë Ångström")
    expect(page.locator("#rule-line")).to_have_text("progressive stack, soft")


def test_what_is_wrong_is_said_and_nothing_is_opened(room: RoomServer, page: Page) -> None:
    page.goto(room.origin)
    page.locator("#operator-key").fill("guessed")
    page.locator("#room").fill("council")
    page.locator("#facilitators").fill("Fay")

    page.get_by_role("button", name="Open the room").click()
    expect(page.locator("#fault")).to_have_text(
        "Authorization: no key for this. Expected: Bearer and a key that was given to you."
    )
    page.locator("#operator-key").fill(OPERATOR)
    page.locator("#list-rooms").click()

    expect(page.locator("#rooms")).to_have_text("None yet.")
    expect(page.locator("#opened")).to_be_hidden()


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("ann, bob, dee", "has more than one comma; each person needs a line"),
        ("Cid, Cid 17", "has no id after its comma"),
        ("Cid,", "has no id after its comma"),
        (", cid", "has no name"),
        ("Cid, ann", "has an id that is taken"),
    ],
)
def test_a_line_that_is_no_person_is_refused_by_its_number(room: RoomServer, page: Page, line: str, what: str) -> None:
    page.goto(f"{room.origin}/#key={OPERATOR}")
    page.locator("#room").fill("council")
    page.locator("#people").fill(f"Ann\n\n{line}")
    page.locator("#facilitators").fill("Fay")

    page.get_by_role("button", name="Open the room").click()

    expect(page.locator("#fault")).to_have_text(
        f"People, line 3: “{line}” {what}. "
        "Expected: a name, or a name, a comma and an id of small letters, digits, dots and dashes."
    )
    expect(page.locator("#opened")).to_be_hidden()


def test_a_facilitators_lost_link_is_renewed_with_the_operators_key(
    room: RoomServer, context: BrowserContext, page: Page
) -> None:
    room.open_room()
    lost = room.page(context, "fac", "facilitator")
    page.goto(f"{room.origin}/#key={OPERATOR}")
    page.locator("#list-rooms").click()

    page.get_by_role("button", name="New link for somebody in council").click()
    page.locator("#dialog select").select_option("Fay (facilitator)")
    page.get_by_role("button", name="Make a new link").click()

    link = page.get_by_role("textbox", name="Link for Fay (facilitator)")
    expect(lost.locator("#connection-fault")).to_contain_text("Not connected: this key was renewed by the operator.")
    page.goto(link.input_value())
    expect(page.locator("#connection")).to_have_text("connected")


def test_a_room_is_removed_by_its_name_and_its_pages_stay_calm(
    room: RoomServer, context: BrowserContext, page: Page
) -> None:
    room.open_room()
    ann = room.page(context, "ann")
    page.goto(f"{room.origin}/#key={OPERATOR}")
    page.locator("#list-rooms").click()

    page.get_by_role("button", name="Remove council").click()
    page.get_by_label("To be sure, type its name: council").fill("counsel")
    page.get_by_role("button", name="Remove it for good").click()
    expect(page.locator("#dialog .fault")).to_have_text("Not done: the name of this room is “council”.")
    page.get_by_label("To be sure, type its name: council").fill("council")
    page.get_by_role("button", name="Remove it for good").click()
    expect(page.locator("#dialog .fault")).to_have_text(
        "Not done: the meeting has not ended; tick the box to remove it all the same."
    )
    page.get_by_label("Also if the meeting has not ended").check()
    page.get_by_role("button", name="Remove it for good").click()

    expect(page.locator("#rooms")).to_have_text("None yet.")
    expect(page.locator("#list-rooms")).to_be_focused()
    expect(ann.locator("#connection")).to_have_text("not connected")
    expect(ann.locator("#connection-fault")).to_have_text(
        "Not connected: this room was removed. Whoever runs this server has deleted it, with its record."
    )
