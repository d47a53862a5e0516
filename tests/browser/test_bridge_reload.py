"""The bridge when the meeting page loads anew, never comes, goes elsewhere, or the room is out of reach."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.bridge_harness import ANN_SITS, BEN_SITS, BridgeHarness
from tests.browser.fake_jitsi import FakeJitsi

pytestmark = pytest.mark.browser

_UNREACHABLE = "The meeting page does not answer: certificate, redirect to another address, or a blocked frame."


@pytest.fixture
def bridge(page: Page, jitsi: FakeJitsi, harness_origin: str) -> BridgeHarness:
    jitsi.scenario["people"] = [ANN_SITS, BEN_SITS]
    return BridgeHarness(page, jitsi, harness_origin)


@pytest.fixture
def elsewhere() -> Iterator[FakeJitsi]:
    server = FakeJitsi()
    yield server
    server.close()


def test_a_reload_ends_the_turn_and_the_next_join_gives_it_to_nobody(bridge: BridgeHarness) -> None:
    bridge.joined()
    bridge.meeting("meeting.speak('aaaa1111')")

    bridge.frame.evaluate("location.reload()")
    bridge.wait("bridge.roster.visit === 2 && !bridge.roster.stale")

    assert [event.get("participant") for event in bridge.events("speaker_changed")] == ["aaaa1111", None]
    # Nobody left, nobody came: the page did.
    assert len(bridge.events("participant_joined")) == 2
    assert bridge.events("participant_left") == []


def test_who_left_during_the_reload_has_left(bridge: BridgeHarness, jitsi: FakeJitsi) -> None:
    bridge.joined()
    jitsi.scenario["people"] = [BEN_SITS]

    bridge.frame.evaluate("location.reload()")
    bridge.wait("bridge.roster.visit === 2 && !bridge.roster.stale")

    assert bridge.events("participant_left") == [{"kind": "participant_left", "participant": "aaaa1111"}]


def test_commands_during_a_reload_are_refused_and_never_flushed_later(bridge: BridgeHarness, jitsi: FakeJitsi) -> None:
    bridge.joined()
    jitsi.scenario["heldBack"] = True
    bridge.frame.evaluate("location.reload()")
    bridge.wait("!bridge.roster.joined")

    outcome = bridge.command("mute", "aaaa1111")
    bridge.frame.wait_for_function("window.meeting")
    bridge.frame.evaluate("meeting.open()")
    bridge.wait("bridge.roster.visit === 2 && !bridge.roster.stale")

    assert outcome == {"outcome": "not_effective", "detail": "the bridge is not in the meeting"}
    assert bridge.received() == []
    assert bridge.command("mute", "aaaa1111")["outcome"] == "confirmed"


def test_a_mute_that_a_reload_cuts_off_is_not_effective(bridge: BridgeHarness, jitsi: FakeJitsi) -> None:
    jitsi.scenario["silentMute"] = True
    bridge.joined()
    bridge.frame.evaluate(
        """() => { const look = setInterval(() => meeting.received.length && location.reload(), 5); }"""
    )

    outcome = bridge.command("mute", "aaaa1111")

    assert outcome == {"outcome": "not_effective", "detail": "the meeting page was loaded anew meanwhile"}


def test_before_the_page_is_ready_nothing_is_sent(bridge: BridgeHarness, jitsi: FakeJitsi) -> None:
    jitsi.scenario["heldBack"] = True
    bridge.open()

    assert bridge.command("mute", "aaaa1111")["outcome"] == "not_effective"

    bridge.frame.wait_for_function("window.meeting")
    bridge.frame.evaluate("meeting.open()")
    bridge.wait("bridge.roster.joined && !bridge.roster.stale")
    assert bridge.received() == []


def test_before_the_join_the_page_is_ready_and_commands_wait_for_nobody(
    bridge: BridgeHarness, jitsi: FakeJitsi
) -> None:
    jitsi.scenario["prejoin"] = True
    bridge.open()
    bridge.wait("bridge.roster.pageReady")

    assert bridge.command("mute", "aaaa1111")["outcome"] == "not_effective"
    bridge.frame.evaluate("meeting.join()")
    bridge.wait("bridge.roster.joined && !bridge.roster.stale && bridge.findings")

    assert bridge.command("mute", "aaaa1111")["outcome"] == "confirmed"


def test_a_page_that_never_gets_ready_is_reported(page: Page, bridge: BridgeHarness, jitsi: FakeJitsi) -> None:
    jitsi.scenario["heldBack"] = True
    bridge.open(waits={"readyMs": 300})

    bridge.wait("bridge.troubles.length > 0")
    assert page.evaluate("bridge.troubles") == [_UNREACHABLE]
    assert page.evaluate("told.at(-1).findings.troubles") == [_UNREACHABLE]


def test_a_redirect_to_another_origin_is_reported(
    page: Page, bridge: BridgeHarness, jitsi: FakeJitsi, elsewhere: FakeJitsi
) -> None:
    jitsi.redirects_to = elsewhere.domain
    bridge.open(waits={"readyMs": 300})

    bridge.wait("bridge.troubles.length > 0")
    assert page.evaluate("bridge.troubles") == [_UNREACHABLE]


def test_a_move_to_another_room_begins_anew_without_a_word_that_the_first_was_left(bridge: BridgeHarness) -> None:
    bridge.joined()
    bridge.meeting("meeting.speak('aaaa1111')")

    bridge.meeting("meeting.go('bbbb2222'); meeting.join()")
    bridge.wait("bridge.roster.visit === 2 && !bridge.roster.stale")

    assert bridge.page.evaluate("[...bridge.roster.seats.keys()]") == ["local001", "aaaa1111"]


def test_leaving_twice_is_leaving_once(bridge: BridgeHarness) -> None:
    bridge.joined()
    bridge.meeting("meeting.speak('aaaa1111')")

    bridge.meeting("meeting.leaveConference(); meeting.leaveConference()")

    assert [event.get("participant") for event in bridge.events("speaker_changed")] == ["aaaa1111", None]
    assert bridge.page.evaluate("bridge.roster.stale") is True


def test_a_gap_in_the_connection_ends_the_turn_and_then_attributes_it(bridge: BridgeHarness) -> None:
    bridge.joined()
    bridge.meeting("meeting.speak('aaaa1111')")

    bridge.page.evaluate("bridge.roomLost()")
    bridge.page.evaluate("bridge.roomBack()")

    assert [event.get("participant") for event in bridge.events("speaker_changed")] == ["aaaa1111", None, "aaaa1111"]
    assert bridge.page.evaluate("sent.at(-1).id.endsWith('-attributed')")


def test_a_meeting_without_an_answer_about_its_people_stays_marked_as_stale(
    bridge: BridgeHarness, jitsi: FakeJitsi
) -> None:
    jitsi.scenario["requests"] = {"rooms-info": "silent"}
    bridge.open(waits={"rosterMs": 200, "probeMs": 200})
    bridge.wait("bridge.findings")

    assert bridge.page.evaluate("bridge.roster.stale") is True
    assert len(bridge.events("participant_joined")) == 2


@pytest.mark.parametrize("domain", ["evil.example/x", "a@b", "javascript:alert(1)", "", "meet.example.org#", "a b"])
def test_what_is_no_host_never_gets_into_an_address(bridge: BridgeHarness, domain: str) -> None:
    fault = bridge.page.evaluate(
        """async (domain) => {
          const { openMeeting } = await import('/static/bridge/meeting_frame.js');
          const wanted = { domain, room: 'x', parent: document.body };
          return openMeeting(wanted).then(() => 'opened', ({ message }) => message);
        }""",
        domain,
    )

    assert fault.endswith("is no host; expected something like meet.example.org")
