"""What pages say aloud and large, and when they stop saying it."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.facilitating import Facilitator
from tests.browser.room_server import RoomServer, front

pytestmark = pytest.mark.browser


def test_facilitators_hear_who_asks_and_participants_their_own_place(room: RoomServer, context: BrowserContext) -> None:
    room.open_room()
    fay, ann = room.page(context, "fac", "facilitator"), room.page(context, "ann")
    watching = room.page(context, "observer", "observer")
    room.comes("ben")

    room.tell("ben", {"kind": "hand_raised"})
    for page in (fay, watching):
        expect(front(page).locator("#polite")).to_have_text("Ben asks for the floor.")
    expect(ann.locator("#queue li")).to_have_text(["Ben"])
    expect(ann.locator("#polite")).to_be_empty()

    room.pass_time(1_000)
    room.tell("ann", {"kind": "hand_raised"})
    expect(front(fay).locator("#polite")).to_have_text("Ann asks for the floor. 2 are waiting.")
    expect(front(ann).locator("#polite")).to_have_text("You are number 2 of 2 in the queue.")
    room.tell("ben", {"kind": "hand_lowered"})
    expect(ann.locator("#polite")).to_have_text("You are next to speak.")
    room.tell("ann", {"kind": "hand_lowered"})
    expect(ann.locator("#polite")).to_have_text("You are no longer in the queue.")
    expect(front(fay).locator("#polite")).to_have_text("Nobody asks for the floor any more.")


def test_what_is_said_large_goes_when_it_holds_no_longer(room: RoomServer, context: BrowserContext) -> None:
    room.open_room(planned_ms=40_000, ruleset={"enforcement": "hybrid"})
    fay = Facilitator(context, room)
    ann, ben = room.page(context, "ann"), room.page(context, "ben")
    fay.notes("ann", speaks=True)
    room.pass_time(20_000)
    room.pass_time(15_000)
    expect(front(ann).locator("#announcements p")).to_have_count(2)
    expect(front(ben).locator("#announcements")).to_have_text("Ann: the time is over, please come to an end.")

    fay.notes("ann", speaks=False)

    expect(front(ann).locator("#announcements")).to_be_empty()
    expect(front(ben).locator("#announcements")).to_be_empty()


def test_the_loss_of_the_connection_shows_wherever_a_page_is_scrolled_to(
    room: RoomServer, context: BrowserContext
) -> None:
    room.open_room()
    page = room.page(context, "ann")
    page.set_viewport_size({"width": 375, "height": 500})
    page.evaluate("scrollTo(0, document.body.scrollHeight)")

    context.set_offline(True)
    room.drop_connections()

    expect(page.locator("#connection")).to_have_text("connection lost, trying again …")
    expect(page.locator("#connection")).to_be_in_viewport()


def test_a_reaction_passes_to_nobody_else_when_who_it_was_for_has_left(
    room: RoomServer, context: BrowserContext
) -> None:
    room.open_room()
    room.comes("ben")
    ann = room.page(context, "ann")
    ann.locator("#reaction-target").select_option("ben")

    room.tell("ben", {"kind": "participant_left"})

    expect(ann.locator("#people li[data-id=ben]")).to_contain_text("not here")
    expect(ann.locator("#reaction-target")).to_have_value("ben")


def test_little_talk_is_not_shown_as_none(page: Page, harness_origin: str) -> None:
    page.goto(harness_origin)

    shown = page.evaluate(
        """async () => {
          const { percent } = await import("/static/live/durations.js");
          return [null, 0, 0.004, 0.006, 0.5].map(percent);
        }"""
    )

    assert shown == ["–", "0 %", "< 1 %", "1 %", "50 %"]
