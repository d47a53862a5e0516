"""What the bridge makes of a meeting: arrivals, turns, microphones and hands as events of the room."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.bridge_harness import ANN_SITS, BEN_SITS, BridgeHarness
from tests.browser.fake_jitsi import FakeJitsi

pytestmark = pytest.mark.browser

_SPEECH = ("speaker_changed", "microphone_changed", "participant_left")


@pytest.fixture
def bridge(page: Page, jitsi: FakeJitsi, harness_origin: str) -> BridgeHarness:
    jitsi.scenario["people"] = [ANN_SITS, BEN_SITS]
    return BridgeHarness(page, jitsi, harness_origin)


def _speaks(participant: str | None) -> dict[str, str]:
    return {"kind": "speaker_changed", **({} if participant is None else {"participant": participant})}


def _microphone(participant: str, *, muted: bool) -> dict[str, object]:
    return {"kind": "microphone_changed", "participant": participant, "muted": muted}


def test_people_are_told_of_by_seat_with_account_and_name(bridge: BridgeHarness) -> None:
    bridge.joined()

    assert bridge.events("participant_joined") == [
        {"kind": "participant_joined", "participant": "aaaa1111", "name": "Ann", "user_id": "ann"},
        {"kind": "participant_joined", "participant": "bbbb2222", "name": "Ben"},
    ]
    assert bridge.page.evaluate("told.find(({ type }) => type === 'roster').endpoints") == ["aaaa1111", "bbbb2222"]


def test_the_nameless_come_too(bridge: BridgeHarness) -> None:
    bridge.joined()

    bridge.meeting("meeting.come({ id: 'cccc3333' })")

    assert bridge.events("participant_joined")[-1] == {"kind": "participant_joined", "participant": "cccc3333"}


def test_the_seat_of_the_bridge_is_nobody_unless_somebody_uses_it(bridge: BridgeHarness) -> None:
    bridge.joined(own="fac")
    assert bridge.events("participant_joined")[0] == {"kind": "participant_joined", "participant": "fac"}

    bridge.meeting("meeting.speak('local001')")

    assert bridge.events("speaker_changed") == [_speaks("fac")]


def test_each_change_of_the_speaker_is_one_event_in_order(bridge: BridgeHarness) -> None:
    bridge.joined()

    bridge.meeting("for (let i = 0; i < 500; i++) meeting.speak(i % 2 ? 'bbbb2222' : 'aaaa1111')")
    bridge.wait_for_sent("speaker_changed", 500)

    turns = bridge.events("speaker_changed")
    assert [turn["participant"] for turn in turns] == ["aaaa1111", "bbbb2222"] * 250
    sent = bridge.page.evaluate("sent")
    assert len({event["id"] for event in sent}) == len(sent)
    instants = [event["sent_ms"] for event in sent]
    assert instants == sorted(instants)


def test_a_mute_ends_the_turn_and_an_unmute_gives_it_back_as_attributed(bridge: BridgeHarness) -> None:
    bridge.joined()

    bridge.meeting("meeting.speak('aaaa1111')")
    bridge.meeting("meeting.setMicrophone('aaaa1111', true)")
    bridge.meeting("meeting.setMicrophone('aaaa1111', false)")

    # The same person again is no new dominant speaker for Jitsi, so nothing else would tell.
    assert bridge.events(*_SPEECH)[-4:] == [
        _speaks("aaaa1111"),
        _microphone("aaaa1111", muted=True),
        _microphone("aaaa1111", muted=False),
        _speaks("aaaa1111"),
    ]
    assert bridge.page.evaluate("sent.at(-1).id.endsWith('-attributed')")
    assert not bridge.page.evaluate("sent.find(({ kind }) => kind === 'speaker_changed').id.endsWith('-attributed')")


def test_nobody_is_given_a_turn_that_another_has_taken(bridge: BridgeHarness) -> None:
    bridge.joined()
    bridge.meeting("meeting.speak('aaaa1111')")
    bridge.meeting("meeting.setMicrophone('aaaa1111', true)")

    bridge.meeting("meeting.speak('bbbb2222')")
    bridge.meeting("meeting.setMicrophone('aaaa1111', false)")

    assert bridge.events("speaker_changed") == [_speaks("aaaa1111"), _speaks("bbbb2222")]


def test_a_speaker_who_leaves_ends_the_turn(bridge: BridgeHarness) -> None:
    bridge.joined()
    bridge.meeting("meeting.speak('aaaa1111')")

    bridge.meeting("meeting.go('aaaa1111')")
    bridge.meeting("meeting.emit('participant-left', { id: 'aaaa1111' })")

    assert bridge.events(*_SPEECH)[-2:] == [_speaks(None), {"kind": "participant_left", "participant": "aaaa1111"}]
    assert len(bridge.events("participant_left")) == 1


def test_raised_hands_come_and_go(bridge: BridgeHarness) -> None:
    bridge.joined()

    bridge.meeting("meeting.raiseHand('bbbb2222', 1732100000000)")
    bridge.meeting("meeting.raiseHand('bbbb2222', 1732100000001)")
    bridge.meeting("meeting.raiseHand('bbbb2222', 0)")

    assert bridge.events("hand_raised", "hand_lowered") == [
        {"kind": "hand_raised", "participant": "bbbb2222"},
        {"kind": "hand_lowered", "participant": "bbbb2222"},
    ]


def test_silence_is_nobody_speaking(bridge: BridgeHarness) -> None:
    bridge.joined()

    bridge.meeting("meeting.speak('aaaa1111')")
    bridge.meeting("meeting.emit('dominant-speaker-changed', {})")
    bridge.meeting("meeting.emit('dominant-speaker-changed', { id: null })")

    assert bridge.events("speaker_changed") == [_speaks("aaaa1111"), _speaks(None)]


def test_both_spellings_of_ids_and_names_are_read(bridge: BridgeHarness) -> None:
    bridge.joined()

    bridge.meeting(
        "meeting.emit('participant-muted', { participantId: 'aaaa1111', isMuted: true, mediaType: 'audio' })"
    )
    bridge.meeting("meeting.rename('bbbb2222', 'Benedict')")
    bridge.meeting(
        "meeting.emit('endpoint-text-message-received', "
        "{ data: { senderInfo: { id: 'bbbb2222' }, eventData: { text: '<b>hello</b>' } } })"
    )

    assert bridge.events("microphone_changed")[-1] == _microphone("aaaa1111", muted=True)
    assert bridge.page.evaluate("bridge.roster.seats.get('bbbb2222').name") == "Benedict"
    assert bridge.page.evaluate("bridge.messages") == [{"id": "bbbb2222", "text": "<b>hello</b>"}]


def test_video_and_screens_are_no_microphones(bridge: BridgeHarness) -> None:
    bridge.joined()
    before = bridge.events()

    bridge.meeting("meeting.emit('participant-muted', { id: 'aaaa1111', isMuted: true, mediaType: 'video' })")
    bridge.meeting("meeting.emit('participant-muted', { id: 'aaaa1111', isMuted: true, mediaType: 'desktop' })")

    assert bridge.events() == before


def test_payloads_without_rhyme_or_reason_are_no_facts(bridge: BridgeHarness) -> None:
    bridge.joined()
    before = bridge.events()

    for payload in ("{}", "{ id: 7 }", "{ id: '' }", "{ id: null, isMuted: 'yes' }", "{ id: { toString: 1 } }"):
        for name in (
            "participant-joined",
            "participant-left",
            "participant-muted",
            "raise-hand-updated",
            "participant-kicked-out",
            "display-name-change",
            "endpoint-text-message-received",
        ):
            bridge.meeting(f"meeting.emit('{name}', {payload})")

    assert bridge.events() == before
    assert bridge.page.evaluate("bridge.troubles") == []


def test_a_forged_id_is_nobody_and_makes_the_roster_be_asked_for(bridge: BridgeHarness) -> None:
    bridge.joined()
    bridge.meeting("meeting.speak('aaaa1111')")
    before = bridge.events()
    bridge.frame.evaluate("meeting.requests.length = 0")

    bridge.meeting("meeting.emit('participant-muted', { id: 'zzzz9999', isMuted: true, mediaType: 'audio' })")
    bridge.meeting("meeting.emit('participant-left', { id: 'zzzz9999' })")
    bridge.wait("!bridge.roster.stale")

    assert bridge.events() == before
    assert {"name": "rooms-info"} in bridge.frame.evaluate("meeting.requests")


def test_who_came_unheard_is_found_when_they_speak(bridge: BridgeHarness) -> None:
    bridge.joined()

    bridge.meeting("meeting.come({ id: 'eeee5555', displayName: 'Eve', unheard: true })")
    bridge.meeting("meeting.speak('eeee5555')")
    bridge.wait_for_sent("speaker_changed")

    assert bridge.events("participant_joined", "speaker_changed")[-2:] == [
        {"kind": "participant_joined", "participant": "eeee5555", "name": "Eve"},
        _speaks("eeee5555"),
    ]
    assert bridge.page.evaluate("sent.at(-1).id.endsWith('-attributed')")


def test_recorders_are_nobody(page: Page, jitsi: FakeJitsi, harness_origin: str) -> None:
    jitsi.scenario["people"] = [{"id": "ffff6666", "displayName": "Recorder", "isJibri": True, "unheard": True}]
    bridge = BridgeHarness(page, jitsi, harness_origin)

    bridge.joined()

    assert bridge.events("participant_joined") == []
