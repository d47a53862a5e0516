"""Every page for those who do not see it or use no mouse: names, roles, order of headings, contrast, keys alone."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.facilitating import Facilitator, person
from tests.browser.room_server import RoomServer, front

pytestmark = pytest.mark.browser

_SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
_FAULTS = """() => {
  const faults = [];
  const seen = (each) => each.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const what = (each) => each.outerHTML.slice(0, 90);
  if (!document.documentElement.lang) faults.push("no language");
  if (!document.title) faults.push("no title");
  if (document.querySelectorAll("h1").length !== 1) faults.push("not one h1");
  if (document.querySelectorAll("main").length !== 1) faults.push("not one main");
  let level = 0;
  for (const heading of [...document.querySelectorAll("h1, h2, h3")].filter(seen)) {
    const own = Number(heading.tagName[1]);
    if (own > level + 1) faults.push(`heading skips a level: ${what(heading)}`);
    level = own;
  }
  for (const input of [...document.querySelectorAll("input, select, textarea")].filter(seen)) {
    const named = input.labels?.length || input.ariaLabel || input.getAttribute("aria-labelledby");
    if (!named) faults.push(`no label: ${what(input)}`);
  }
  for (const button of [...document.querySelectorAll("button, a")].filter(seen)) {
    if (!button.textContent.trim() && !button.ariaLabel) faults.push(`no name: ${what(button)}`);
    const { width, height } = button.getBoundingClientRect();
    if (button.tagName === "BUTTON" && (width < 24 || height < 24)) faults.push(`too small: ${what(button)}`);
  }
  for (const each of document.querySelectorAll("[aria-labelledby], [aria-describedby]")) {
    const pointed = ["aria-labelledby", "aria-describedby"].map((name) => each.getAttribute(name) ?? "");
    for (const id of pointed.join(" ").split(/\\s+/)) {
      if (id && !document.getElementById(id)) faults.push(`points at nothing: ${what(each)}`);
    }
  }
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  if (new Set(ids).size !== ids.length) faults.push("an id twice");
  for (const svg of document.querySelectorAll("svg")) {
    if (svg.getAttribute("aria-hidden") !== "true") faults.push(`a picture without words: ${what(svg)}`);
  }
  const width = document.documentElement.scrollWidth;
  if (width > innerWidth) faults.push(`wider than the window: ${width}`);
  return faults;
}"""

# Contrast as WCAG 2 defines it, of every visible text against the nearest opaque ground below it.
_PALE = """() => {
  const channels = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
    return { rgb: [r, g, b], a };
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((value) => {
      const part = value / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (each) => {
    for (let at = each; at; at = at.parentElement) {
      const { rgb, a } = channels(getComputedStyle(at).backgroundColor);
      if (a === 1) return rgb;
    }
    return channels(getComputedStyle(document.documentElement).backgroundColor).rgb;
  };
  const pale = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const each = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !each.checkVisibility()) continue;
    if (each.closest(".visually-hidden, :disabled, option, script")) continue;
    const [a, b] = [light(channels(getComputedStyle(each).color).rgb), light(ground(each))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) pale.push(`${ratio.toFixed(2)} ${walker.currentNode.data.trim().slice(0, 40)}`);
  }
  return pale;
}"""


def _faults(page: Page) -> list[str]:
    found: list[str] = page.evaluate(_FAULTS)
    return found


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
            assert _faults(page) == [], name
        for scheme in _SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            assert page.evaluate(_PALE) == [], name


def test_dialogs_are_named_and_give_the_focus_back(room: RoomServer, context: BrowserContext) -> None:
    room.open_room()
    fay = Facilitator(context, room)
    for button in ("#choose-rule", "#choose-level", "#choose-modes", "#add-person", "#pause"):
        front(fay.page).locator(button).click()

        expect(fay.page.get_by_role("dialog")).to_have_accessible_name(fay.page.locator("#dialog-title").inner_text())
        assert _faults(fay.page) == []
        assert fay.page.evaluate("document.getElementById('dialog').contains(document.activeElement)")
        fay.page.keyboard.press("Escape")
        expect(fay.page.locator(button)).to_be_focused()


def test_a_meeting_is_led_with_the_keyboard_alone(room: RoomServer, context: BrowserContext) -> None:
    room.open_room()
    page = room.page(context, "fac", "facilitator")
    ann = room.page(context, "ann")
    keys = front(page).keyboard

    def go_to(name: str) -> None:
        """Press Tab until something of this name has the focus, and see that it shows."""
        for _ in range(60):
            keys.press("Tab")
            focused = page.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()")
            if focused.startswith(name):
                outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                assert outline == "solid", f"the focus on {name} cannot be seen"
                return
        pytest.fail(f"Tab never came to {name}")

    go_to("Pause")
    keys.press("Enter")
    keys.type("a short walk")
    keys.press("Enter")
    expect(page.locator("#paused")).to_be_visible()
    expect(page.locator("#controls")).to_contain_text("a short walk")
    keys.press("Enter")
    keys.press("Enter")
    expect(page.locator("#paused")).to_be_hidden()

    go_to("Controls for Ann")
    keys.press("Enter")
    go_to("Give time")
    keys.press("Enter")
    keys.type("30")
    keys.press("Enter")
    expect(page.locator("#dialog")).to_be_hidden()
    expect(page.locator("#controls")).to_contain_text("gave 0:30 to Ann")

    go_to("I note who speaks")
    keys.press("Space")
    keys.press("1")
    expect(person(page, "ann")).to_contain_text("speaking")

    keys = front(ann).keyboard
    front(ann).locator("#raise-hand").focus()
    keys.press("Space")
    expect(ann.locator("#queue li")).to_have_text(["Ann (you)"])


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
