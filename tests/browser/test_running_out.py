"""A person runs out of time under each level, and what each page shows of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.facilitating import Facilitator, answer, control, person
from tests.browser.room_server import RoomServer, front

pytestmark = pytest.mark.browser

_RULE = "equal-share"
_OVER = "Your time is over. Please come to an end."
_MUTED = "Your microphone is being muted: no time is left."


def _open(room: RoomServer, level: str) -> None:
    # Twenty seconds for Ann, twenty for Ben.
    room.open_room(planned_ms=40_000, ruleset={"rule": _RULE, "enforcement": level})


def test_under_advisory_the_figures_tell_and_nothing_else_happens(room: RoomServer, context: BrowserContext) -> None:
    _open(room, "advisory")
    fay = Facilitator(context, room)
    ann = room.page(context, "ann")
    room.comes("ben")

    fay.notes("ann", speaks=True)
    room.pass_time(25_000)

    expect(ann.locator("#own-sentence")).to_contain_text("over your time of 0:20")
    expect(person(fay.page, "ann")).to_contain_text("time is over")
    expect(ann.locator("#announcements")).to_be_empty()
    expect(fay.page.locator("#notices li")).to_have_count(0)


def test_under_soft_there_are_warnings_and_a_private_prompt(room: RoomServer, context: BrowserContext) -> None:
    _open(room, "soft")
    fay = Facilitator(context, room)
    ann, ben = room.page(context, "ann"), room.page(context, "ben")

    fay.notes("ann", speaks=True)
    room.pass_time(10_000)
    expect(ann.locator("#notices")).to_contain_text("You have 10 seconds left.")
    expect(ann.locator("#own")).to_have_attribute("data-level", "yellow")
    room.pass_time(10_000)

    expect(ann.locator("#announcements")).to_have_text(_OVER)
    # Read out at once, not when it suits.
    expect(ann.locator("#urgent")).to_have_text(_OVER)
    expect(fay.page.locator("#notices li").first).to_contain_text("Ann: the time is over")
    expect(ben.locator("#speaking-now")).to_have_text("Speaking: Ann")
    expect(ben.locator("#notices")).not_to_contain_text("Ann")


def test_under_hard_a_mute_is_asked_for_and_reported_when_nobody_can_carry_it_out(
    room: RoomServer, context: BrowserContext
) -> None:
    _open(room, "hard")
    fay = Facilitator(context, room)
    ann = room.page(context, "ann")
    room.comes("ben")

    fay.notes("ann", speaks=True)
    room.pass_time(20_000)
    expect(ann.locator("#announcements p").first).to_have_text(_MUTED)
    expect(person(fay.page, "ann")).to_contain_text("muted by the rule")
    room.pass_time(6_000)

    expect(fay.page.locator("#notices")).to_contain_text("The mute of Ann had no effect.")


def test_under_hybrid_private_prompt_then_prompt_for_all_then_mute(room: RoomServer, context: BrowserContext) -> None:
    _open(room, "hybrid")
    fay = Facilitator(context, room)
    ann, ben = room.page(context, "ann"), room.page(context, "ben")

    fay.notes("ann", speaks=True)
    room.pass_time(20_000)
    expect(ann.locator("#announcements")).to_have_text(_OVER)
    expect(ben.locator("#announcements")).to_be_empty()
    room.pass_time(15_000)
    expect(ben.locator("#announcements")).to_have_text("Ann: the time is over, please come to an end.")
    room.pass_time(15_000)

    expect(ann.locator("#announcements p").first).to_have_text(_MUTED)


def test_the_facilitator_gives_time_and_the_mute_is_lifted(room: RoomServer, context: BrowserContext) -> None:
    _open(room, "hard")
    fay = Facilitator(context, room)
    ann = room.page(context, "ann")
    room.comes("ben")
    fay.hears("ann", 20_000)
    expect(person(fay.page, "ann")).to_contain_text("muted by the rule")

    control(fay.page, "ann", "Give time", amount="15", reason="an important point")

    expect(person(fay.page, "ann")).not_to_contain_text("muted by the rule")
    expect(ann.locator("#announcements p").first).to_contain_text("You may speak: there is time again.")
    expect(ann.locator("#own-time")).to_have_text("0:15")
    row = fay.page.locator("#controls tr").first
    expect(row).to_contain_text("Fay")
    expect(row).to_contain_text("Ann")
    expect(row).to_contain_text("an important point")


def test_a_bypassed_person_is_held_to_no_rule(room: RoomServer, context: BrowserContext) -> None:
    _open(room, "hard")
    fay = Facilitator(context, room)
    ann = room.page(context, "ann")
    room.comes("ben")

    control(fay.page, "ann", "Bypass the rule")
    fay.hears("ann", 25_000)

    expect(person(fay.page, "ann")).to_contain_text("rule does not hold")
    expect(person(fay.page, "ann")).not_to_contain_text("muted by the rule")
    expect(ann.locator("#own-sentence")).to_contain_text("over your time")


def test_the_level_is_chosen_in_the_middle(room: RoomServer, context: BrowserContext) -> None:
    _open(room, "advisory")
    fay = Facilitator(context, room)
    ann = room.page(context, "ann")
    room.comes("ben")
    fay.notes("ann", speaks=True)
    room.pass_time(25_000)
    expect(ann.locator("#own-sentence")).to_contain_text("over your time")

    front(fay.page).locator("#choose-level").click()
    answer(fay.page, enforcement="hard")
    room.pass_time(1_000)

    expect(fay.page.locator("#state-line")).to_contain_text("level: hard")
    expect(ann.locator("#announcements p").first).to_have_text(_MUTED)
