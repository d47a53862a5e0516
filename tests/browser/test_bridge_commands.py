"""What the bridge does in a meeting: mutes that hold, permissions, messages, and what it says of their effect."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.bridge_harness import ANN_SITS, BEN_SITS, BridgeHarness, console_of
from tests.browser.fake_jitsi import FakeJitsi

pytestmark = pytest.mark.browser

_MUTE = {"name": "mute-remote-participant", "data": ["aaaa1111", "audio"]}
_REJECT = {"name": "reject-participant", "data": ["aaaa1111", "audio"]}

_NO_ECHO = {"echoMs": 200}


@pytest.fixture
def bridge(page: Page, jitsi: FakeJitsi, harness_origin: str) -> BridgeHarness:
    jitsi.scenario["people"] = [ANN_SITS, BEN_SITS]
    return BridgeHarness(page, jitsi, harness_origin)


def test_a_durable_mute_takes_the_approval_first_and_is_confirmed_by_its_echo(
    bridge: BridgeHarness, jitsi: FakeJitsi
) -> None:
    jitsi.scenario["moderated"] = True
    bridge.joined()

    assert bridge.command("mute", "aaaa1111") == {"outcome": "confirmed", "detail": "cannot unmute"}

    assert bridge.received() == [_REJECT, _MUTE]
    assert bridge.events("microphone_changed")[-1] == {
        "kind": "microphone_changed",
        "participant": "aaaa1111",
        "muted": True,
    }


def test_without_moderation_the_mute_says_that_it_does_not_hold(bridge: BridgeHarness) -> None:
    bridge.joined()

    assert bridge.command("mute", "aaaa1111") == {
        "outcome": "confirmed",
        "detail": "may unmute: audio moderation is off",
    }
    assert bridge.received() == [_MUTE]


def test_who_has_no_approval_is_not_rejected_again(bridge: BridgeHarness, jitsi: FakeJitsi) -> None:
    jitsi.scenario["moderated"] = True
    bridge.joined()
    bridge.meeting("meeting.setModeration(true)")

    assert bridge.command("mute", "aaaa1111") == {"outcome": "confirmed", "detail": "cannot unmute"}
    assert bridge.received() == [_MUTE]


def test_moderators_are_muted_and_it_is_said_that_they_may_unmute(bridge: BridgeHarness, jitsi: FakeJitsi) -> None:
    jitsi.scenario.update(moderated=True, people=[{**ANN_SITS, "role": "moderator"}])
    bridge.joined(waits={"rejectionMs": 200})

    outcome = bridge.command("mute", "aaaa1111")

    assert outcome == {"outcome": "confirmed", "detail": "may unmute: the approval was not seen to go"}


def test_who_is_muted_already_is_not_sent_another_mute(bridge: BridgeHarness) -> None:
    bridge.joined()
    bridge.meeting("meeting.setMicrophone('aaaa1111', true)")

    outcome = bridge.command("mute", "aaaa1111")

    assert outcome["outcome"] == "confirmed"
    assert outcome["detail"].startswith("was muted already")
    assert bridge.received() == []


def test_a_mute_without_an_echo_is_not_effective(bridge: BridgeHarness, jitsi: FakeJitsi) -> None:
    jitsi.scenario["silentMute"] = True
    bridge.joined(waits=_NO_ECHO)

    outcome = bridge.command("mute", "aaaa1111")

    assert outcome == {"outcome": "not_effective", "detail": "no echo; may unmute: audio moderation is off"}
    assert bridge.page.evaluate("bridge.findings.effect_seen.mute") == "not_effective"


def test_an_echo_from_before_the_command_confirms_nothing(bridge: BridgeHarness, jitsi: FakeJitsi) -> None:
    jitsi.scenario["silentMute"] = True
    bridge.joined(waits=_NO_ECHO)
    bridge.meeting("meeting.setMicrophone('aaaa1111', true); meeting.setMicrophone('aaaa1111', false)")

    assert bridge.command("mute", "aaaa1111")["outcome"] == "not_effective"


def test_who_never_had_a_microphone_cannot_speak_and_is_not_confirmed(bridge: BridgeHarness, jitsi: FakeJitsi) -> None:
    jitsi.scenario.update(silentMute=True, people=[{**ANN_SITS, "audioMuted": None}])
    bridge.joined(waits=_NO_ECHO)

    outcome = bridge.command("mute", "aaaa1111")

    assert outcome == {"outcome": "not_confirmed", "detail": "no microphone seen: cannot speak, not confirmed"}


def test_who_leaves_meanwhile_has_left_and_is_not_confirmed(bridge: BridgeHarness, jitsi: FakeJitsi) -> None:
    jitsi.scenario["silentMute"] = True
    bridge.joined()
    bridge.frame.evaluate(
        """() => { const look = setInterval(() => {
          if (meeting.received.length) { clearInterval(look); meeting.go('aaaa1111'); }
        }, 5); }"""
    )

    assert bridge.command("mute", "aaaa1111") == {"outcome": "left", "detail": "left before it was done"}
    assert bridge.command("mute", "aaaa1111") == {"outcome": "left", "detail": "is not in the meeting"}


def test_without_the_role_nothing_is_tried(bridge: BridgeHarness, jitsi: FakeJitsi) -> None:
    jitsi.scenario["role"] = "participant"
    bridge.joined()

    outcome = bridge.command("mute", "aaaa1111")

    assert outcome == {"outcome": "not_effective", "detail": "the bridge is not a moderator of the meeting"}
    assert bridge.received() == []


def test_the_role_may_come_and_go(bridge: BridgeHarness, jitsi: FakeJitsi) -> None:
    jitsi.scenario["role"] = "participant"
    bridge.joined()

    bridge.meeting("meeting.setRole('local001', 'moderator')")
    assert bridge.command("mute", "aaaa1111")["outcome"] == "confirmed"
    bridge.meeting("meeting.setRole('local001', 'participant')")

    assert bridge.command("mute", "bbbb2222")["outcome"] == "not_effective"


@pytest.mark.parametrize("quirk", ["silent", "undefined", "unknown"])
def test_questions_without_a_proper_answer_are_not_yes(bridge: BridgeHarness, jitsi: FakeJitsi, quirk: str) -> None:
    jitsi.scenario["requests"] = {"is-moderation-on": quirk, "is-participant-force-muted": quirk}
    bridge.joined(waits={"questionMs": 200, "probeMs": 200} if quirk == "silent" else {})

    outcome = bridge.command("mute", "aaaa1111")

    # An unknown question is answered with a truthy object, which must not read as "is muted already".
    assert outcome == {"outcome": "confirmed", "detail": "may unmute: audio moderation is off"}
    assert bridge.received() == [_MUTE]
    expected = {"silent": "silent", "undefined": "rejected", "unknown": "unsupported"}[quirk]
    assert bridge.page.evaluate("bridge.findings.page_answers.isModerationOn") == expected


def test_three_questions_have_three_answers(bridge: BridgeHarness, jitsi: FakeJitsi) -> None:
    jitsi.scenario.update(moderated=True, requests={"rooms-info": "unknown"})
    bridge.open()
    bridge.wait("bridge.findings")

    findings = bridge.page.evaluate("bridge.findings")

    assert findings["script_knows"]["muteRemoteParticipant"] is True
    assert findings["page_answers"] == {"isModerationOn": "answered", "getRoomsInfo": "unsupported"}
    assert findings["effect_seen"] == {"mute": "not tried", "permit": "not tried", "notify": "not tried"}
    assert findings["moderator"] is True
    assert findings["moderation_on"] is True


@pytest.mark.parametrize(
    ("command", "fields"),
    [
        ("toString", {}),
        ("constructor", {}),
        ("muteEveryone", {}),
        ("kickParticipant", {}),
        ("mute", {"participant": None}),
        ("mute", {"participant": ""}),
        ("notify", {}),
        ("notify", {"text": {"a": 1}}),
    ],
)
def test_only_our_own_complete_commands_are_carried_out(
    bridge: BridgeHarness, command: str, fields: dict[str, Any]
) -> None:
    with console_of(bridge.page) as lines:
        bridge.joined()

        assert bridge.command(command, "aaaa1111", **fields)["outcome"] == "refused"

    assert bridge.received() == []
    assert lines == []


def test_what_the_script_does_not_offer_is_not_called(bridge: BridgeHarness) -> None:
    bridge.joined()
    bridge.page.evaluate("bridge.api.getSupportedCommands = () => ['askToUnmute']")

    outcome = bridge.command("mute", "aaaa1111")

    assert outcome == {"outcome": "not_effective", "detail": "this Jitsi has no muteRemoteParticipant"}


def test_a_command_that_comes_too_late_is_stale(bridge: BridgeHarness) -> None:
    bridge.joined()

    assert bridge.command("mute", "aaaa1111", good_for_ms=-1)["outcome"] == "stale"
    assert bridge.received() == []


def test_the_seat_of_the_bridge_is_never_muted(bridge: BridgeHarness) -> None:
    bridge.joined(own="ann")

    by_seat = bridge.command("mute", "local001")
    by_person = bridge.command("mute", None, participant="ann")

    # There a mute is a toggle: it would open the microphone.
    assert by_seat == {"outcome": "refused", "detail": "sits at the bridge itself, which is never muted"}
    assert by_person == by_seat
    assert bridge.received() == []


def test_the_same_command_again_is_answered_and_not_done_again(bridge: BridgeHarness) -> None:
    bridge.joined()

    bridge.page.evaluate(
        """() => {
          const whom = { participant: 'ann', endpoint_hint: 'aaaa1111' };
          const command = { id: 'twice', command: 'mute', ...whom, expires_ms: Number.MAX_SAFE_INTEGER };
          bridge.command(command);
          bridge.command({ ...command });
        }"""
    )

    first, second = bridge.outcomes("twice", 2)
    assert first == second
    assert bridge.received() == [_MUTE]


def test_somebody_at_two_devices_is_muted_at_both(bridge: BridgeHarness) -> None:
    bridge.joined()
    bridge.meeting("meeting.come({ id: 'dddd4444', userContext: { id: 'ann' } })")

    assert bridge.command("mute", "aaaa1111")["outcome"] == "confirmed"
    assert [command["data"][0] for command in bridge.received()] == ["aaaa1111", "dddd4444"]


def test_a_permission_asks_and_is_confirmed_where_moderation_is_on(bridge: BridgeHarness, jitsi: FakeJitsi) -> None:
    jitsi.scenario["moderated"] = True
    bridge.joined()
    bridge.command("mute", "aaaa1111")

    assert bridge.command("permit", "aaaa1111") == {"outcome": "confirmed", "detail": "may unmute, and was asked to"}
    assert bridge.received()[-1] == {"name": "ask-to-unmute", "data": ["aaaa1111"]}


def test_a_permission_without_an_echo_is_not_confirmed(bridge: BridgeHarness) -> None:
    bridge.joined(waits={"approvalMs": 200})
    bridge.command("mute", "aaaa1111")

    outcome = bridge.command("permit", "aaaa1111")

    assert outcome == {"outcome": "not_confirmed", "detail": "asked; nothing tells whether it was seen"}


def test_a_notice_is_a_chat_message_to_one_or_to_all(bridge: BridgeHarness) -> None:
    bridge.joined()

    to_one = bridge.command("notify", "aaaa1111", text="Your time is over.")
    to_all = bridge.command("notify", None, participant=None, text="<b>Ten minutes left.</b>")

    assert (to_one["outcome"], to_all["outcome"]) == ("confirmed", "confirmed")
    assert bridge.received() == [
        {"name": "send-chat-message", "data": ["Your time is over.", "aaaa1111", True]},
        {"name": "send-chat-message", "data": ["<b>Ten minutes left.</b>", "", True]},
    ]
