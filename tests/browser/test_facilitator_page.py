"""The facilitator's page: figures that run, controls with reasons, links, and what it does when the line breaks."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.facilitating import Facilitator, answer, control, person
from tests.browser.room_server import RoomServer, front

pytestmark = pytest.mark.browser


@pytest.fixture
def fay(room: RoomServer, context: BrowserContext) -> Facilitator:
    room.open_room()
    facilitator = Facilitator(context, room)
    room.comes("ann", "ben")
    return facilitator


def test_the_figures_of_who_speaks_run_on_by_themselves(fay: Facilitator) -> None:
    fay.notes("ann", speaks=True)

    # The server's clock stands still: whatever moves here moves by itself.
    expect(person(fay.page, "ann").locator(".left strong")).to_have_text(re.compile("^4:[0-5][0-8]$"))
    expect(person(fay.page, "ben").locator(".left strong")).to_have_text("5:00")


def test_shares_and_clocks_stand_as_the_room_counts_them(fay: Facilitator) -> None:
    fay.hears("ann", 90_000)
    fay.hears("ben", 30_000)

    expect(person(fay.page, "ann").locator(".share-text")).to_have_text("75 % · talk 1:30")
    expect(person(fay.page, "ben").locator(".share-text")).to_have_text("25 % · talk 0:30")
    expect(fay.page.locator("#clock-label")).to_have_text("left of 10:00")
    expect(fay.page).to_have_title(re.compile("^council – "))


def test_a_pause_stops_all_clocks_and_is_recorded_with_its_reason(fay: Facilitator) -> None:
    fay.notes("ann", speaks=True)
    fay.room.pass_time(60_000)

    front(fay.page).locator("#pause").click()
    answer(fay.page, "five minutes of air")
    fay.room.pass_time(60_000)

    expect(fay.page.locator("#paused")).to_be_visible()
    expect(fay.page.locator("#pause")).to_have_text("Go on …")
    expect(fay.page.locator("#controls")).to_contain_text("paused the meeting")
    expect(fay.page.locator("#controls")).to_contain_text("five minutes of air")
    expect(person(fay.page, "ann").locator(".left strong")).to_have_text("4:00")
    front(fay.page).locator("#pause").click()
    answer(fay.page)
    expect(fay.page.locator("#paused")).to_be_hidden()


def test_no_time_runs_until_the_meeting_is_begun(room: RoomServer, context: BrowserContext) -> None:
    room.open_room(waits=True)
    fay = room.page(context, "fac", "facilitator")
    ann, watching = room.page(context, "ann"), room.page(context, "observer", "observer")
    for page in (fay, ann, watching):
        expect(page.locator("#not-begun")).to_be_visible()
        expect(page.locator("#paused")).to_be_hidden()
    expect(fay.locator("#pause")).to_be_hidden()
    room.pass_time(120_000)

    front(fay).get_by_role("button", name="Begin").click()

    for page in (fay, ann, watching):
        expect(page.locator("#not-begun")).to_be_hidden()
        expect(page.locator("#paused")).to_be_hidden()
    expect(fay.locator("#clock-big")).to_have_text(re.compile("^(10:00|9:[45])"))
    expect(fay.locator("#begin")).to_be_hidden()
    expect(fay.locator("#pause")).to_be_visible()


def test_what_is_said_in_a_pause_moves_no_figure_then_or_later(fay: Facilitator) -> None:
    fay.notes("ann", speaks=True)
    fay.room.pass_time(30_000)
    front(fay.page).locator("#pause").click()
    answer(fay.page)
    expect(fay.page.locator("#paused")).to_be_visible()
    share = person(fay.page, "ann").locator(".share-text")
    expect(share).to_have_text("100 % · talk 0:30")

    fay.room.pass_time(300_000)
    control(fay.page, "ann", "Let finish")

    expect(share).to_have_text("100 % · talk 0:30")
    front(fay.page).locator("#pause").click()
    answer(fay.page)
    expect(fay.page.locator("#paused")).to_be_hidden()
    fay.notes("ann", speaks=False)
    expect(share).to_have_text("100 % · talk 0:30")


def test_the_same_change_twice_at_one_instant_is_two_records(fay: Facilitator) -> None:
    control(fay.page, "ann", "Take time", amount="60")
    control(fay.page, "ann", "Take time", amount="30")

    expect(fay.page.locator("#controls td:nth-child(3)")).to_have_text(["took 0:30 from Ann", "took 1:00 from Ann"])


def test_a_rule_is_chosen_and_slots_are_gone_through(fay: Facilitator) -> None:
    front(fay.page).locator("#choose-rule").click()
    answer(fay.page, rule="round-robin", slot="1.5", enforcement="soft")
    fay.room.pass_time(1_000)
    expect(fay.page.locator("#state-line")).to_contain_text(
        re.compile("round robin .* slot of Ann, [01]:[0-9]{2} left")
    )

    front(fay.page).locator("#next-slot").click()
    answer(fay.page)

    expect(fay.page.locator("#state-line")).to_contain_text("slot of Ben")


def test_time_is_given_taken_and_set(fay: Facilitator) -> None:
    control(fay.page, "ann", "Take time", amount="60")
    expect(person(fay.page, "ann").locator(".left strong")).to_have_text("4:00")

    control(fay.page, "ann", "Set what is left", amount="90")
    expect(person(fay.page, "ann").locator(".left strong")).to_have_text("1:30")

    control(fay.page, "ann", "Let finish")
    expect(person(fay.page, "ann")).to_contain_text("may finish")
    expect(fay.page.locator("#controls td:nth-child(3)")).to_have_text(
        ["let Ann finish", "set what Ann has left to 1:30", "took 1:00 from Ann"]
    )
    fay.page.reload()
    expect(fay.page.locator("#controls tr")).to_have_count(3)


def test_what_the_room_refuses_is_said_where_it_was_asked(room: RoomServer, context: BrowserContext) -> None:
    room.open_room(ruleset={"facilitator_override_enabled": False})
    fay = Facilitator(context, room)
    room.comes("ann")
    person(front(fay.page), "ann").locator("summary").click()
    person(front(fay.page), "ann").get_by_role("button", name="Give time").click()

    front(fay.page).locator("#dialog button[type=submit]").click()

    expect(fay.page.locator("#dialog .fault")).to_have_text(
        "Not done: overrides are switched off by the ruleset of this meeting."
    )
    front(fay.page).keyboard.press("Escape")
    expect(fay.page.locator("#dialog")).to_be_hidden()


def test_reactions_are_switched_off_for_all(fay: Facilitator, room: RoomServer, context: BrowserContext) -> None:
    ann = room.page(context, "ann")
    front(fay.page).locator("#choose-modes").click()
    for mode in ("anonymous", "secret"):
        front(fay.page).locator(f"[name='hate {mode}']").uncheck()
    assert fay.page.locator("[name='hate public']").is_disabled()
    answer(fay.page, "we are kind today")

    expect(ann.get_by_role("button", name="Hate")).to_be_disabled()
    expect(ann.get_by_role("button", name="Dislike")).to_be_enabled()


def test_a_person_is_added_and_their_link_opens_their_page(fay: Facilitator, context: BrowserContext) -> None:
    front(fay.page).locator("#add-person").click()
    front(fay.page).locator("#dialog [name=name]").fill("Çiğdem Ångström")
    front(fay.page).locator("#dialog button[type=submit]").click()
    link = fay.page.get_by_role("textbox", name="Link for Çiğdem Ångström")
    expect(link).to_be_visible()

    opened = context.new_page()
    opened.goto(link.input_value())

    expect(opened.locator("#who")).to_have_text("You are Çiğdem Ångström")
    front(fay.page).get_by_role("button", name="Done").click()
    expect(person(fay.page, "cigdem-angstrom")).to_be_visible()


def test_a_renewed_link_ends_the_old_one_and_both_are_told(
    fay: Facilitator, room: RoomServer, context: BrowserContext
) -> None:
    ann = room.page(context, "ann")
    expect(ann.locator("#renewed")).to_be_hidden()
    link = fay.renews("ann", "lost her <b>phone</b>")

    expect(ann.locator("#connection-fault")).to_contain_text(
        "Not connected: this key was renewed by Fay: lost her <b>phone</b>. There is a newer link"
    )
    expect(fay.page.locator("#controls tr")).to_have_text(["0:00Faymade a new link for Annlost her <b>phone</b>"])
    # The page sees that only its key is another, and loads itself anew.
    ann.goto(link)
    expect(ann.locator("#connection")).to_have_text("connected")
    expect(ann.locator("#renewed")).to_have_text(
        "This link was made anew at 0:00 by Fay. If you did not ask for it, ask why. Reason: lost her <b>phone</b>"
    )


def test_the_key_leaves_the_address_bar_and_outlives_a_reload(fay: Facilitator) -> None:
    assert fay.page.url == f"{fay.room.origin}/rooms/council/facilitator"

    fay.page.reload()

    expect(fay.page.locator("#connection")).to_have_text("connected")


def test_without_a_key_the_page_says_what_is_missing(room: RoomServer, page: Page) -> None:
    room.open_room()

    page.goto(f"{room.origin}/rooms/council/facilitator")

    expect(page.locator("#connection-fault")).to_have_text(
        "Not connected: this page needs a key; open it by the link that you were given."
    )
    # Nobody is told that nobody is there, and no button offers what cannot be done.
    expect(page.locator("main > *").first).to_be_hidden()


def test_a_wrong_key_is_said_and_not_tried_again(room: RoomServer, page: Page) -> None:
    room.open_room()

    page.goto(f"{room.origin}/rooms/council/facilitator#key=guessed")

    expect(page.locator("#connection-fault")).to_contain_text("Not connected: no key for this room. The link may be")
    assert page.evaluate("sessionStorage.length") == 0


def test_a_tab_too_many_does_not_cost_the_key(room: RoomServer, context: BrowserContext) -> None:
    room.open_room()
    for _ in range(8):
        room.page(context, "fac", "facilitator")

    ninth = context.new_page()
    ninth.goto(room.address("fac", "facilitator"))

    expect(ninth.locator("#connection-fault")).to_have_text(
        "Not connected: this key has too many connections already. "
        "The page is open in many places: close one, then load this one again."
    )
    assert ninth.evaluate("Object.keys(sessionStorage)") == ["argentum-key:council/facilitator"]


def test_a_broken_line_is_said_and_mends_by_itself(fay: Facilitator) -> None:
    fay.hears("ann", 30_000)
    # What is said of the loss stands there only until the next attempt, so the page itself notes all that is said.
    fay.page.evaluate(
        """() => {
          const line = document.getElementById('connection');
          const said = [];
          const note = () => {
            said.push(line.textContent);
            document.documentElement.dataset.said = said.join(' / ');
          };
          new MutationObserver(note).observe(line, { childList: true, subtree: true });
        }"""
    )

    fay.room.drop_connections()

    # Once, however many attempts it takes: each would be read out.
    said = "connection lost, trying again … / connected"
    expect(fay.page.locator("html")).to_have_attribute("data-said", said)
    expect(person(fay.page, "ann").locator(".share-text")).to_have_text("100 % · talk 0:30")


def test_the_report_is_there_to_take_away(fay: Facilitator) -> None:
    fay.hears("ann", 30_000)

    with front(fay.page).expect_download() as report:
        fay.page.locator("#download-report").click()
    with fay.page.expect_download() as log:
        fay.page.locator("#download-log").click()

    assert report.value.suggested_filename == "council.html"
    assert "Ann" in report.value.path().read_text("utf-8")
    assert '"kind":"speech_started"' in log.value.path().read_text("utf-8")


def test_the_meeting_ends_and_everything_stops(fay: Facilitator) -> None:
    fay.notes("ann", speaks=True)

    front(fay.page).locator("#close-meeting").click()
    answer(fay.page)

    expect(fay.page.locator("#over")).to_be_visible()
    expect(fay.page.locator("#pause")).to_be_disabled()
    expect(fay.page.locator("#physical")).to_be_disabled()
    expect(fay.page.locator("#speaks-buttons").get_by_role("button", name="Ben")).to_be_disabled()
    person(front(fay.page), "ann").locator("summary").click()
    expect(person(fay.page, "ann").get_by_role("button", name="Give time")).to_be_disabled()
    expect(person(fay.page, "ann").get_by_role("button", name="New link")).to_be_enabled()


def test_number_keys_note_who_speaks_only_while_the_box_is_ticked(fay: Facilitator) -> None:
    front(fay.page).locator("#people").focus()
    front(fay.page).keyboard.press("1")
    expect(person(fay.page, "ann")).to_contain_text("speaking")

    front(fay.page).keyboard.press("1")
    expect(person(fay.page, "ann")).not_to_contain_text("speaking")
    front(fay.page).locator("#physical").uncheck()
    front(fay.page).keyboard.press("2")

    front(fay.page).locator("#physical").check()
    expect(fay.page.locator("#speaks-buttons button[aria-pressed=true]")).to_have_count(0)


def test_number_keys_work_on_after_a_reload(fay: Facilitator) -> None:
    fay.page.reload()
    expect(fay.page.locator("#connection")).to_have_text("connected")

    expect(fay.page.locator("#physical")).to_be_checked()
    front(fay.page).keyboard.press("2")
    expect(person(fay.page, "ben")).to_contain_text("speaking")


def test_numbers_are_the_same_for_all_and_nobodys_coming_moves_them(room: RoomServer, context: BrowserContext) -> None:
    room.open_room(
        facilitators=[{"id": "fac", "name": "Fay"}, {"id": "gus", "name": "Gus"}],
        people=[{"id": who, "name": who.title()} for who in ("ann", "ben", "cid")],
    )
    numbered = ["1 Ann", "2 Ben", "3 Cid", "Fay", "Gus"]
    fay = Facilitator(context, room)
    expect(fay.page.locator("#speaks-buttons button")).to_have_text(numbered)

    room.page(context, "cid")
    gus = room.page(context, "gus", "facilitator")
    front(gus).locator("#physical").check()

    expect(person(fay.page, "cid")).not_to_contain_text("not here")
    expect(person(fay.page, "gus")).not_to_contain_text("not here")
    expect(fay.page.locator("#speaks-buttons button")).to_have_text(numbered)
    expect(gus.locator("#speaks-buttons button")).to_have_text(numbered)


def test_in_one_room_all_who_were_invited_are_noted_as_here_at_once(room: RoomServer, context: BrowserContext) -> None:
    room.open_room(planned_ms=120_000, people=[{"id": who, "name": who.title()} for who in ("ann", "ben", "cid")])
    fay = Facilitator(context, room)
    roll_call = fay.page.locator("#roll-call")
    expect(roll_call.locator("li")).to_have_text(["Ann", "Ben", "Cid"])

    fay.notes("ann", speaks=True)
    expect(roll_call.locator("li")).to_have_text(["Ben", "Cid"])
    roll_call.get_by_role("button", name="All are here").click()

    expect(roll_call).to_be_hidden()
    expect(person(fay.page, "cid")).not_to_contain_text("not here")
    expect(person(fay.page, "cid")).to_contain_text("0:40")
    fay.page.locator("#physical").uncheck()
    expect(roll_call).to_be_hidden()


def test_in_a_pause_nobody_is_noted_as_speaking(fay: Facilitator) -> None:
    fay.notes("ann", speaks=True)
    front(fay.page).locator("#pause").click()
    answer(fay.page)

    expect(fay.page.locator("#speaks-paused")).to_be_visible()
    expect(fay.page.locator("#speaks-buttons").get_by_role("button", name="Ben")).to_be_disabled()
    front(fay.page).locator("#people").focus()
    front(fay.page).keyboard.press("2")
    front(fay.page).locator("#pause").click()
    answer(fay.page)

    expect(fay.page.locator("#speaks-paused")).to_be_hidden()
    expect(person(fay.page, "ann")).to_contain_text("speaking")
    expect(person(fay.page, "ben")).not_to_contain_text("speaking")
    assert "speech_started" in fay.room.log()
    assert '"participant":"ben"' not in "".join(line for line in fay.room.log().splitlines() if "speech" in line)
