"""The bridge page between the server and a meeting: speech comes in, mutes go out, and reloads in the middle."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, expect

from tests.browser.bridge_harness import set_limits
from tests.browser.facilitating import control, person
from tests.browser.fake_jitsi import FakeJitsi
from tests.browser.page_faults import SCHEMES, faults_of, pale_text_of
from tests.browser.room_server import RoomServer, RunningClock, room_server

pytestmark = pytest.mark.browser

_ANN = {"id": "aaaa1111", "displayName": "Ann of the meeting", "userContext": {"id": "ann"}}
_BEN = {"id": "bbbb2222", "displayName": "Ben"}

# Offline as the browser offers it may hold back the very frame that tells of the loss; a cut line is certain.
_LINE = """
window.line = { isCut: false, sockets: [] };
window.WebSocket = class extends WebSocket {
  constructor(...address) {
    super(...address);
    line.sockets.push(this);
    if (line.isCut) {
      this.close();
    }
  }
};
"""


class BridgedMeeting:
    """The facilitator's page, the bridge's page, and the meeting inside it."""

    def __init__(
        self,
        room: RoomServer,
        context: BrowserContext,
        jitsi: FakeJitsi,
        *,
        waits: dict[str, int] | None = None,
        **scenario: object,
    ) -> None:
        """Join the meeting with the bridge; Ann and Ben sit in it. `waits` is for what a test sees run out."""
        set_limits(context, waits or {})
        context.add_init_script(_LINE)
        jitsi.scenario.update({"people": [_ANN, _BEN], "moderated": True, **scenario})
        self.fay = room.page(context, "fac", "facilitator")
        self.page = room.page(context, "bridge", "bridge")
        self.page.get_by_role("button", name="Join", exact=True).click()
        self.is_in()

    def is_in(self) -> None:
        """Wait until the bridge and the facilitator know who is there."""
        expect(self.page.locator("#steps li").nth(2)).to_have_attribute("data-done", "true")
        expect(self.fay.locator("#bridge-state")).to_have_text("In the meeting.")

    @property
    def frame(self) -> Frame:
        """Give the meeting's frame."""
        return next(frame for frame in self.page.frames if "jitsi_meet_external_api_id" in frame.url)

    def meeting(self, script: str) -> object:
        """Do something in the meeting."""
        return self.frame.evaluate(script)

    def cut_the_line(self) -> None:
        """Have the bridge's page lose the room and not find it again; the meeting goes on."""
        self.page.evaluate("line.isCut = true; line.sockets.forEach((socket) => socket.close())")
        expect(self.page.locator("#connection")).to_contain_text("connection lost")

    def mend_the_line(self) -> None:
        """Let the page find the room again."""
        self.page.evaluate("line.isCut = false; dispatchEvent(new Event('online'))")

    def outcome(self, text: str) -> None:
        """Wait until the facilitator sees what became of a command."""
        expect(self.fay.locator("#bridge-outcomes li").first).to_contain_text(text)


def _short_of_time(bridged: BridgedMeeting) -> None:
    control(bridged.fay, "ann", "Set what is left", amount="1")


def test_a_meeting_comes_in_through_the_bridge(
    bridged_room: RoomServer, context: BrowserContext, jitsi: FakeJitsi
) -> None:
    bridged_room.open_room()
    bridged = BridgedMeeting(bridged_room, context, jitsi)
    ann = bridged_room.page(context, "ann")

    bridged.meeting("meeting.speak('aaaa1111')")
    expect(person(bridged.fay, "ann")).to_contain_text("speaking")
    expect(ann.locator("#speaking-now")).to_have_text("Speaking: you")
    bridged.meeting("meeting.raiseHand('bbbb2222', 1)")
    expect(ann.locator("#queue li")).to_have_text(["Ben"])
    bridged.meeting("meeting.setMicrophone('aaaa1111', true)")
    expect(person(bridged.fay, "ann")).to_contain_text("microphone off")
    bridged.meeting("meeting.come({ id: 'cccc3333', displayName: '<b>Cid</b>' })")
    expect(bridged.fay.locator("#people > li", has_text="<b>Cid</b>")).to_be_visible()
    bridged.meeting("meeting.go('bbbb2222')")
    expect(person(bridged.fay, "ben")).to_contain_text("not here")

    expect(bridged.fay.locator("#bridge-warnings")).to_contain_text("Ben was recognised by the display name alone")
    expect(bridged.fay.locator("#bridge-findings")).to_contain_text("muteRemoteParticipant: yes")


def test_the_bridge_in_a_meeting_is_read_out_as_it_stands(
    bridged_room: RoomServer, context: BrowserContext, jitsi: FakeJitsi
) -> None:
    bridged_room.open_room()
    bridged = BridgedMeeting(bridged_room, context, jitsi, role="participant")
    bridged.meeting("meeting.emit('error-occurred', { error: { name: 'conference.connectionError' } })")
    expect(bridged.page.locator("#troubles")).to_have_text("conference.connectionError")

    # A step that is open reads as one; the words are the same.
    expect(bridged.page.locator("#status")).to_match_aria_snapshot(
        """
        - list:
          - listitem: "yes: The meeting page answers"
          - listitem: "yes: In the meeting"
          - listitem: "yes: Who is there is known"
          - listitem: "not yet: Not a moderator: cannot mute"
          - listitem: "yes: Audio moderation is on: mutes hold"
          - listitem: "yes: The room has everything"
        """
    )
    for scheme in SCHEMES:
        # Colours would change over a moment otherwise, and be looked at in the middle of it.
        bridged.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert (faults_of(bridged.page), pale_text_of(bridged.page)) == ([], [])


def test_all_of_a_long_gap_comes_through_the_limit_of_the_key(
    bridged_room: RoomServer, context: BrowserContext, jitsi: FakeJitsi
) -> None:
    bridged_room.open_room()
    bridged = BridgedMeeting(bridged_room, context, jitsi)
    bridged.cut_the_line()

    bridged.meeting("for (let i = 0; i < 600; i++) meeting.raiseHand('bbbb2222', (i + 1) % 2)")
    # And the first ones, if the line was cut before they were acknowledged.
    expect(bridged.page.locator("#steps")).to_contain_text(re.compile(r"60\d events wait for the room"))
    bridged.mend_the_line()

    expect(bridged.page.locator("#steps")).to_contain_text("The room has everything")
    # A count that changes with every event is for the eye.
    expect(bridged.page.locator("#polite")).to_contain_text("Yes:")
    expect(bridged.page.locator("#polite")).not_to_contain_text("events")
    assert bridged_room.log().count('"kind":"hand_raised"') == 300
    assert bridged_room.log().count('"kind":"hand_lowered"') == 300


def test_under_hard_who_runs_out_is_muted_so_that_it_holds(
    bridged_room: RoomServer, context: BrowserContext, jitsi: FakeJitsi
) -> None:
    bridged_room.open_room(ruleset={"enforcement": "hard"})
    bridged = BridgedMeeting(bridged_room, context, jitsi)
    _short_of_time(bridged)

    bridged.meeting("meeting.speak('aaaa1111')")
    bridged.outcome("mute Ann: confirmed (cannot unmute)")

    expect(bridged.fay.locator("#bridge-findings")).to_contain_text("mute: confirmed")
    received = bridged.meeting("meeting.received.map(({ name }) => name)")
    assert received == ["reject-participant", "mute-remote-participant"]
    expect(person(bridged.fay, "ann")).to_contain_text("microphone off")
    control(bridged.fay, "ann", "Give time", amount="60")
    bridged.outcome("permit Ann: confirmed (may unmute, and was asked to)")


def test_a_mute_without_an_echo_is_reported_as_not_effective(
    bridged_room: RoomServer, context: BrowserContext, jitsi: FakeJitsi
) -> None:
    bridged_room.open_room(ruleset={"enforcement": "hard"})
    waits = {"questionMs": 200, "probeMs": 200, "echoMs": 200}
    quirks = {"silentMute": True, "requests": {"is-moderation-on": "silent"}}
    bridged = BridgedMeeting(bridged_room, context, jitsi, waits=waits, **quirks)
    _short_of_time(bridged)

    bridged.meeting("meeting.speak('aaaa1111')")

    bridged.outcome("mute Ann: not effective (no echo; cannot unmute)")
    bridged_room.pass_time(5_000)
    expect(bridged.fay.locator("#notices")).to_contain_text("The mute of Ann had no effect.")


def test_without_the_role_the_facilitator_learns_that_nobody_can_be_muted(
    bridged_room: RoomServer, context: BrowserContext, jitsi: FakeJitsi
) -> None:
    bridged_room.open_room(ruleset={"enforcement": "hard"})
    bridged = BridgedMeeting(bridged_room, context, jitsi, role="participant")
    expect(bridged.page.locator("#steps")).to_contain_text("Not a moderator: cannot mute")
    _short_of_time(bridged)

    bridged.meeting("meeting.speak('aaaa1111')")

    bridged.outcome("mute Ann: not effective (the bridge is not a moderator of the meeting)")


def test_the_meeting_page_reloads_in_the_middle_and_the_room_goes_on(
    bridged_room: RoomServer, context: BrowserContext, jitsi: FakeJitsi
) -> None:
    bridged_room.open_room()
    bridged = BridgedMeeting(bridged_room, context, jitsi)
    bridged.meeting("meeting.speak('aaaa1111')")
    expect(person(bridged.fay, "ann")).to_contain_text("speaking")
    jitsi.scenario["people"] = [_ANN]

    bridged.meeting("location.reload()")
    expect(person(bridged.fay, "ann")).not_to_contain_text("speaking")
    bridged.is_in()

    expect(person(bridged.fay, "ben")).to_contain_text("not here")
    expect(person(bridged.fay, "ann")).not_to_contain_text("not here")
    bridged.meeting("meeting.speak('aaaa1111')")
    expect(person(bridged.fay, "ann")).to_contain_text("speaking")


def test_the_bridge_page_reloads_in_the_middle_and_joins_again(
    bridged_room: RoomServer, context: BrowserContext, jitsi: FakeJitsi
) -> None:
    bridged_room.open_room()
    bridged = BridgedMeeting(bridged_room, context, jitsi)
    bridged.meeting("meeting.speak('aaaa1111')")
    expect(person(bridged.fay, "ann")).to_contain_text("speaking")
    jitsi.scenario["people"] = [_ANN]

    bridged.page.reload()
    bridged.is_in()

    expect(person(bridged.fay, "ann")).not_to_contain_text("speaking")
    expect(person(bridged.fay, "ben")).to_contain_text("not here")


def test_a_gap_in_the_line_loses_nothing(bridged_room: RoomServer, context: BrowserContext, jitsi: FakeJitsi) -> None:
    bridged_room.open_room()
    bridged = BridgedMeeting(bridged_room, context, jitsi)

    # Those whose acknowledgement is on its way would be sent, and so counted, again.
    expect(bridged.page.locator("#steps")).to_contain_text("The room has everything")
    bridged.cut_the_line()
    bridged.meeting("meeting.come({ id: 'cccc3333', displayName: 'Cid' }); meeting.raiseHand('bbbb2222', 1)")
    expect(bridged.page.locator("#steps")).to_contain_text("3 events wait for the room")
    bridged.mend_the_line()

    expect(bridged.page.locator("#steps")).to_contain_text("The room has everything")
    expect(bridged.fay.locator("#people > li", has_text="Cid")).to_be_visible()
    expect(bridged.fay.locator("#queue li")).to_have_text(["Ben"])


def test_no_host_but_the_operators_own_is_ever_loaded(
    room: RoomServer, context: BrowserContext, jitsi: FakeJitsi
) -> None:
    room.open_room()
    page: Page = room.page(context, "bridge", "bridge")

    expect(page.locator("#no-hosts")).to_be_visible()
    expect(page.locator("#join")).to_be_hidden()
    fault = page.evaluate(
        """(domain) => import('/static/bridge/meeting_frame.js')
          .then(({ openMeeting }) => openMeeting({ domain, room: 'x', parent: document.body }))
          .then(() => 'loaded', ({ message }) => message)""",
        jitsi.domain,
    )

    assert fault == f"{jitsi.domain} gives no external_api.js: address, certificate?"


def test_one_person_too_many_is_named_on_both_pages_and_the_meeting_goes_on(
    tmp_path: Path, context: BrowserContext, jitsi: FakeJitsi
) -> None:
    with room_server(tmp_path, clock=RunningClock(), meeting_hosts=(jitsi.domain,), most_people=3) as room:
        room.open_room()
        bridged = BridgedMeeting(room, context, jitsi)

        bridged.meeting("meeting.come({ id: 'cccc3333', displayName: 'Cid' })")
        bridged.meeting("meeting.speak('aaaa1111')")

        expect(bridged.page.locator("#troubles")).to_contain_text(
            "The room refused what the meeting told: this room holds 3 people and is full; nobody more is counted"
        )
        expect(bridged.fay.locator("#bridge-warnings")).to_contain_text("Cid is not counted: the room is full")
        expect(person(bridged.fay, "ann")).to_contain_text("speaking")
        bridged.meeting("meeting.speak('cccc3333')")
        expect(person(bridged.fay, "ann")).not_to_contain_text("speaking")
