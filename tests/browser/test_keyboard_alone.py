"""A whole meeting without a mouse: opened, led and taken part in, with the focus always to be seen and never lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.facilitating import person
from tests.browser.room_server import RoomServer, front
from tests.live_server import OPERATOR

pytestmark = pytest.mark.browser

_MOST_STOPS = 80
_FOCUSED = """() => {
  const at = document.activeElement;
  const shown = (at.labels?.[0] ?? at).cloneNode(true);
  for (const each of shown.querySelectorAll("[aria-hidden=true]")) each.remove();
  const name = at.ariaLabel ?? shown.textContent;
  return { name: name.trim(), outline: getComputedStyle(at).outlineStyle, lost: at === document.body };
}"""


class Keys:
    """Somebody at the keyboard of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def go_to(self, name: str) -> None:
        """Press Tab until something of this name has the focus, and see that it shows."""
        keyboard = front(self.page).keyboard
        for _ in range(_MOST_STOPS):
            focused = self.page.evaluate(_FOCUSED)
            if focused["name"].startswith(name):
                assert focused["outline"] == "solid", f"the focus on {name} cannot be seen"
                return
            keyboard.press("Tab")
        pytest.fail(f"Tab never came to {name}")

    def press(self, *keys: str) -> None:
        for key in keys:
            front(self.page).keyboard.press(key)

    def types(self, text: str) -> None:
        front(self.page).keyboard.type(text)

    def is_at(self, name: str) -> None:
        """The focus is here by itself."""
        expect(self.page.locator("*:focus")).to_have_accessible_name(re.compile(f"^{name}"))

    def answers(self, text: str = "", reason: str = "") -> None:
        """Fill in the first field of the open dialog, give a reason, send it; the focus comes back."""
        expect(self.page.locator("#dialog")).to_be_visible()
        if text:
            self.types(text)
        if reason:
            self.go_to("Reason")
            self.types(reason)
        self.press("Enter")
        expect(self.page.locator("#dialog")).to_be_hidden()
        assert not self.page.evaluate(_FOCUSED)["lost"], "the focus was lost with the dialog"


def test_a_room_is_opened_and_begun(room: RoomServer, context: BrowserContext) -> None:
    start = Keys(context.new_page())
    start.page.goto(f"{room.origin}/#key={OPERATOR}")
    for field, text in (
        ("Name of the room", "council"),
        ("Minutes", "10"),
        ("People", "Ann"),
        ("Facilitators, one", "Fay"),
    ):
        start.go_to(field)
        start.types(text)
    start.press("Tab")
    start.go_to("Open the room")
    start.press("Enter")
    start.go_to("Copy the link for Fay")
    link = start.page.get_by_role("textbox", name="Link for Fay").input_value()

    fay = Keys(context.new_page())
    fay.page.goto(link)
    fay.page.wait_for_selector("html[data-connection=open]")
    fay.go_to("Begin")
    fay.press("Enter")
    fay.is_at("Pause")


def test_a_meeting_is_led(room: RoomServer, context: BrowserContext) -> None:
    room.open_room(people=[{"id": "ann", "name": "Ann"}])
    room.comes("ann")
    fay = Keys(room.page(context, "fac", "facilitator"))
    fay.go_to("Rule")
    fay.press("Enter")
    expect(fay.page.locator("#dialog")).to_be_visible()
    fay.page.keyboard.type("named")
    expect(fay.page.locator("#field-rule")).to_have_value("custom")
    fay.go_to("Ann")
    fay.types("2")
    fay.answers(reason="she invited us")
    expect(person(fay.page, "ann").locator(".left")).to_contain_text("2:00")
    fay.go_to("Add a person")
    fay.press("Enter")
    fay.types("Ben")
    fay.press("Enter")
    expect(fay.page.get_by_role("textbox", name="Link for Ben")).to_be_focused()
    fay.go_to("Done")
    fay.press("Enter")
    fay.is_at("Add a person")

    fay.go_to("We sit in one room")
    fay.press("Space", "1")
    expect(person(fay.page, "ann")).to_contain_text("speaking")
    fay.press("1")
    fay.go_to("Controls for Ann")
    fay.press("Enter")
    fay.go_to("Give time")
    fay.press("Enter")
    fay.answers("30", "one more point")
    fay.is_at("Give time")
    expect(fay.page.locator("#controls")).to_contain_text("gave 0:30 to Ann")
    fay.go_to("Bypass the rule")
    fay.press("Enter")
    fay.answers(reason="a guest")
    expect(person(fay.page, "ann")).to_contain_text("rule does not hold")

    fay.page.locator(".skip").focus()
    fay.go_to("Pause")
    fay.press("Enter")
    fay.answers("a short walk")
    expect(fay.page.locator("#paused")).to_be_visible()
    expect(fay.page.locator("#controls")).to_contain_text("a short walk")
    fay.go_to("End the meeting")
    fay.press("Enter")
    expect(fay.page.locator("#dialog")).to_be_visible()
    fay.go_to("End it")
    fay.press("Enter")
    expect(fay.page.locator("#over")).to_be_focused()


def test_a_meeting_is_taken_part_in(room: RoomServer, context: BrowserContext) -> None:
    room.open_room()
    room.comes("ben")
    ann = Keys(room.page(context, "ann"))

    ann.go_to("Raise hand")
    ann.press("Space")
    ann.is_at("Lower hand")
    expect(ann.page.locator("#queue li")).to_have_text(["Ann (you)"])
    expect(ann.page.locator("#polite")).to_have_text("You are next to speak.")
    ann.go_to("To")
    ann.types("Ben")
    ann.go_to("Love")
    ann.press("Enter")
    expect(ann.page.locator("#reaction-answer")).to_have_text("Love: sent.")
    ann.go_to("Seconds")
    ann.press("Control+a")
    ann.types("30")
    ann.press("Enter")
    expect(ann.page.locator("#lend-answer")).to_have_text("Given to Ben.")
    expect(ann.page.locator("#own-time")).to_have_text("4:30")
    ann.go_to("I am leaving")
    ann.press("Enter")

    ann.is_at("I am here again")


def test_a_dialog_keeps_the_focus_until_it_is_left(room: RoomServer, context: BrowserContext) -> None:
    room.open_room(ruleset={"facilitator_override_enabled": False})
    room.comes("ann")
    fay = Keys(room.page(context, "fac", "facilitator"))
    fay.go_to("Controls for Ann")
    fay.press("Enter")
    fay.go_to("Let finish")
    fay.press("Enter")
    for _ in range(8):
        fay.press("Tab")
        # Chromium lets Tab out to its own buttons and back, which the page sees as its body.
        assert fay.page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )

    fay.go_to("Let finish")
    fay.press("Enter")
    expect(fay.page.locator("#dialog .fault")).to_contain_text("Not done:")
    fay.is_at("Let finish")
    fay.press("Escape")

    fay.is_at("Let finish")
    expect(fay.page.locator("#dialog")).to_be_hidden()
