"""What a facilitator does on their page, in the words of a facilitator."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.room_server import RoomServer, front


def person(page: Page, who: str) -> Locator:
    """Find somebody's line."""
    return page.locator(f"#people > li[data-id={who}]")


def answer(page: Page, reason: str = "because", **fields: str) -> None:
    """Fill the open dialog in and send it; it closes when the room has taken it."""
    dialog = front(page).locator("#dialog")
    expect(dialog).to_be_visible()
    for name, value in fields.items():
        field = dialog.locator(f"[name={name}]")
        if field.evaluate("(each) => each.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    why = dialog.locator("[name=why]")
    if why.count():
        why.fill(reason)
    dialog.locator("button[type=submit]").click()
    expect(dialog).to_be_hidden()


def control(page: Page, who: str, label: str, **fields: str) -> None:
    """Use one of the controls of a person."""
    line = person(front(page), who)
    if not line.locator("details").evaluate("(each) => each.open"):
        line.locator("summary").click()
    line.get_by_role("button", name=label).click()
    answer(page, **fields)


class Facilitator:
    """Fay's page, with the keys for who speaks."""

    def __init__(self, context: BrowserContext, room: RoomServer) -> None:
        """Open it."""
        self.room = room
        self.page = room.page(context, "fac", "facilitator")
        self.page.locator("#physical").check()

    def notes(self, who: str, *, speaks: bool) -> None:
        """Note that somebody begins or ends to speak."""
        name = {"fac": "Fay", "ann": "Ann", "ben": "Ben"}[who]
        button = front(self.page).locator("#speaks-buttons").get_by_role("button", name=name)
        button.click()
        expect(button).to_have_attribute("aria-pressed", str(speaks).lower())

    def renews(self, who: str, why: str) -> str:
        """Make a new link for somebody; gives it."""
        line = person(front(self.page), who)
        line.locator("summary").click()
        line.get_by_role("button", name="New link").click()
        dialog = self.page.locator("#dialog")
        dialog.locator("[name=why]").fill(why)
        dialog.locator("button[type=submit]").click()
        link = dialog.get_by_role("textbox", name="Link for").input_value()
        front(self.page).get_by_role("button", name="Done").click()
        return link

    def hears(self, who: str, for_ms: int) -> None:
        """Have somebody speak for so long and stop."""
        self.notes(who, speaks=True)
        self.room.pass_time(for_ms)
        self.notes(who, speaks=False)
