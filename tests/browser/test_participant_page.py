"""The participant's page: own time, the queue, reactions, lending, and what is nobody else's business."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.facilitating import Facilitator, answer, person
from tests.browser.room_server import RoomServer, front

pytestmark = pytest.mark.browser


def test_hands_queue_up_and_direct_replies_go_first(room: RoomServer, context: BrowserContext) -> None:
    room.open_room()
    ann, ben = room.page(context, "ann"), room.page(context, "ben")

    front(ann).locator("#raise-hand").click()
    expect(ann.locator("#queue")).to_have_text("Ann (you)")
    front(ben).locator("#direct-reply").click()

    expect(ann.locator("#queue li")).to_have_text(["Ben", "Ann (you)"])
    expect(ann.locator("#raise-hand")).to_have_text("Lower hand")
    front(ann).locator("#raise-hand").click()
    expect(ben.locator("#queue li")).to_have_text(["Ben (you)"])


def test_reactions_are_seen_as_their_sender_wished(room: RoomServer, context: BrowserContext) -> None:
    room.open_room()
    fay = Facilitator(context, room)
    ann, ben = room.page(context, "ann"), room.page(context, "ben")
    fay.notes("ben", speaks=True)

    front(ann).get_by_role("button", name="Love").click()
    expect(ann.locator("#reaction-answer")).to_have_text("Love: sent.")
    front(ann).locator("#reaction-mode").select_option("anonymous")
    front(ann).get_by_role("button", name="Agree", exact=False).first.click()
    expect(ann.locator("#reaction-answer")).to_have_text("Agree: sent, without my name.")
    front(ann).locator("#reaction-mode").select_option("secret")
    front(ann).get_by_role("button", name="Boring").click()
    expect(ann.locator("#reaction-answer")).to_have_text("Boring: sent, to facilitators only.")
    room.pass_time(3_000)

    notices = ben.locator("#notices")
    expect(notices).to_contain_text("Ann: ❤️ Love for Ben")
    expect(notices.locator("li", has_text="Agree")).not_to_contain_text("Ann")
    expect(fay.page.locator("#notices")).to_contain_text("Ann: 🥱 Boring for Ben (for facilitators only)")
    expect(notices).not_to_contain_text("Boring")
    expect(fay.page.locator("#reaction-counts li")).to_have_count(3)


def test_a_reaction_that_may_not_be_signed_is_not_offered_so(room: RoomServer, context: BrowserContext) -> None:
    room.open_room()
    ann = room.page(context, "ann")

    front(ann).locator("#reaction-mode").select_option("public")

    expect(ann.get_by_role("button", name="Hate")).to_be_disabled()
    expect(ann.get_by_role("button", name="Love")).to_be_enabled()
    expect(ann.locator("#reaction-limits")).to_have_text("Cannot be sent with my name: Hate.")
    front(ann).locator("#reaction-mode").select_option("anonymous")
    expect(ann.get_by_role("button", name="Hate")).to_be_enabled()
    expect(ann.locator("#reaction-limits")).to_be_empty()


def test_a_reaction_to_nobody_is_refused_in_words(room: RoomServer, context: BrowserContext) -> None:
    room.open_room()
    ann = room.page(context, "ann")

    front(ann).get_by_role("button", name="Love").click()

    expect(ann.locator("#reaction-answer")).to_have_text("Not sent: love: nobody is speaking; name whom it is for.")


def test_time_is_given_and_more_than_half_is_refused(room: RoomServer, context: BrowserContext) -> None:
    room.open_room()
    ann, ben = room.page(context, "ann"), room.page(context, "ben")

    front(ann).locator("#lend-to").select_option(label="Ben")
    front(ann).locator("#lend-seconds").fill("120")
    front(ann).get_by_role("button", name="Give").click()

    expect(ann.locator("#lend-answer")).to_have_text("Given to Ben.")
    expect(ann.locator("#own-time")).to_have_text("3:00")
    expect(ben.locator("#own-time")).to_have_text("7:00")
    front(ann).get_by_role("button", name="Give").click()
    expect(ann.locator("#lend-fault")).to_contain_text("Not given:")


def test_after_the_end_no_time_is_given(room: RoomServer, context: BrowserContext) -> None:
    room.open_room()
    fay = Facilitator(context, room)
    ann, _ = room.page(context, "ann"), room.page(context, "ben")
    expect(ann.get_by_role("button", name="Give")).to_be_enabled()

    front(fay.page).locator("#close-meeting").click()
    answer(fay.page)

    expect(ann.get_by_role("button", name="Give")).to_be_disabled()
    expect(ann.locator("#lend-seconds")).to_be_disabled()


def test_under_tokens_a_balance_is_its_owners_alone(room: RoomServer, context: BrowserContext) -> None:
    room.open_room(ruleset={"rule": "token"})
    fay = Facilitator(context, room)
    ann, ben = room.page(context, "ann"), room.page(context, "ben")
    expect(ann.locator("#own-tokens")).to_have_text("10.0 tokens")
    fay.notes("ben", speaks=True)

    front(ann).get_by_role("button", name="Love").click()

    expect(ann.locator("#own-tokens")).to_have_text("8.0 tokens")
    expect(ann.get_by_role("button", name="Love")).to_contain_text("2 tokens")
    expect(person(ben, "ann").locator(".left")).to_be_empty()
    expect(fay.page.locator("#balances tr")).to_have_count(0)
    room.pass_time(61_000)
    expect(fay.page.locator("#balances tr")).to_have_count(2)


def test_a_new_link_lists_no_unsigned_payments_of_before_and_says_so(room: RoomServer, context: BrowserContext) -> None:
    room.open_room(ruleset={"rule": "token"})
    fay = Facilitator(context, room)
    ann, _ = room.page(context, "ann"), room.page(context, "ben")
    front(ann).locator("#reaction-target").select_option(label="Ben")
    for name in ("Love", "Hate"):
        front(ann).get_by_role("button", name=name).click()
        expect(ann.locator("#reaction-answer")).to_have_text(f"{name}: sent.")
    ann.locator("#show-transactions").click()
    expect(ann.locator("#transactions tr")).to_have_count(3)
    expect(ann.locator("#tokens-hidden")).to_be_hidden()

    ann.goto(fay.renews("ann", "lost"))

    expect(ann.locator("#own-tokens")).to_have_text("6.0 tokens")
    expect(ann.locator("#tokens-hidden")).to_have_text(
        "What was paid before 0:00 for reactions without your name is not listed: the link was made anew then. "
        "The balance counts it."
    )
    front(ann).locator("#show-transactions").click()
    expect(ann.locator("#transactions tr")).to_have_count(2)
    expect(ann.locator("#transactions")).not_to_contain_text("hate")


def test_the_tokens_of_who_speaks_run_on_with_the_time(room: RoomServer, context: BrowserContext) -> None:
    room.open_room(ruleset={"rule": "token"})
    fay = Facilitator(context, room)
    ann = room.page(context, "ann")

    fay.notes("ann", speaks=True)
    front(ann)

    # The server's clock stands still: whatever moves here moves by itself.
    expect(ann.locator("#own-tokens")).to_have_text("9.9 tokens")


def test_who_leaves_and_comes_back_is_the_same(room: RoomServer, context: BrowserContext) -> None:
    room.open_room()
    ann, ben = room.page(context, "ann"), room.page(context, "ben")

    front(ann).locator("#presence").click()
    expect(person(ben, "ann")).to_contain_text("not here")
    expect(ann.locator("#raise-hand")).to_be_disabled()
    front(ann).locator("#presence").click()

    expect(person(ben, "ann")).not_to_contain_text("not here")
    expect(person(ben, "ann").locator("bdi")).to_have_text("Ann")


def test_an_observer_sees_the_shares_and_no_controls(room: RoomServer, context: BrowserContext) -> None:
    room.open_room()
    fay = Facilitator(context, room)
    room.comes("ann")
    watching = room.page(context, "observer", "observer")

    fay.hears("ann", 30_000)

    expect(person(watching, "ann").locator(".share-text")).to_have_text("100 % · talk 0:30")
    expect(watching.get_by_role("button")).to_have_count(0)


def test_a_facilitator_who_shares_the_time_has_a_page_of_their_own_for_it(
    room: RoomServer, context: BrowserContext
) -> None:
    room.open_room(facilitator_in_pool=True)
    fay = Facilitator(context, room)

    with context.expect_page() as opened:
        front(fay.page).locator("#own-page").click()

    expect(opened.value.locator("#who")).to_have_text("You are Fay")
    expect(opened.value.locator("#own-time")).to_have_text("10:00")


def test_who_waits_for_a_slot_is_not_over_the_time(room: RoomServer, context: BrowserContext) -> None:
    room.open_room(ruleset={"rule": "round-robin", "slot_ms": 60_000})
    ann, ben = room.page(context, "ann"), room.page(context, "ben")

    expect(ann.locator("#own-sentence")).to_have_text("left of 1:00; you spoke 0:00.")
    expect(ben.locator("#own-sentence")).to_have_text("left: there is no time for you just now. You spoke 0:00.")
    expect(person(ben, "ben")).not_to_contain_text("over")


def test_a_participants_key_opens_no_facilitators_page(room: RoomServer, context: BrowserContext) -> None:
    room.open_room()
    page = context.new_page()

    page.goto(room.address("ann", "facilitator"))

    expect(page.locator("#connection-fault")).to_have_text(
        "Not connected: the key of this link is for the page of a participant, not of a facilitator."
    )
    expect(page.locator("#people li")).to_have_count(0)
