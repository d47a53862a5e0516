"""What the viewers of a live room are told, and what they are not."""

from __future__ import annotations

import math

import msgspec
import pytest

from argentum.airtime.decisions import TimeWarning
from argentum.airtime.live.bridge_commands import BridgeCommand
from argentum.airtime.live.live_room import LiveRoom
from argentum.airtime.live.messages import Change, Update
from argentum.airtime.live.seat_rows import PersonRow
from argentum.airtime.live.viewer import BRIDGE, OBSERVER, Viewer
from argentum.airtime.ruleset import EQUAL_SHARE_HARD, RulesetConfig
from argentum.errors import PolicyViolationError
from tests.live_room import FACILITATOR, LiveStage

_P1, _P2, _P3 = (Viewer("participant", f"p{number}") for number in (1, 2, 3))
_ALL = (FACILITATOR, _P1, _P2, _P3, OBSERVER, BRIDGE)


def _told(update: Update, viewer: Viewer) -> Change:
    change = update.change_for(viewer)
    return change if change is not None else Change(now_ms=0)


def _kinds(update: Update, viewer: Viewer) -> list[str]:
    return [str(decision.__struct_config__.tag) for decision in _told(update, viewer).decisions]


def _rows(stage: LiveStage, viewer: Viewer) -> dict[str, PersonRow]:
    return {row.id: row for row in stage.room.view(viewer).people}


def test_a_change_tells_what_changed_and_nothing_else() -> None:
    stage = LiveStage()
    stage.now_ms = 5_000

    update = stage.send(FACILITATOR, "speech_started", participant="p1")

    assert [row.id for row in _told(update, OBSERVER).people] == ["p1"]
    assert _told(update, OBSERVER).people[0].speaking_since_ms == 5_000
    assert _told(update, OBSERVER).meeting is msgspec.UNSET
    assert _told(update, OBSERVER).queue is msgspec.UNSET


def test_people_stand_in_the_order_of_invitation_whoever_comes_first() -> None:
    stage = LiveStage(present=False)
    invited = [row.id for row in stage.room.view(OBSERVER).people]

    for who in ("p3", "guest", "fac", "p1"):
        stage.room.take(stage.room.arrival(who, 0))

    assert invited == ["p1", "p2", "p3", "fac"]
    assert [row.id for row in stage.room.view(OBSERVER).people] == ["p1", "p2", "p3", "guest", "fac"]


def _join_guests(stage: LiveStage, *names: str) -> None:
    for name in names:
        stage.send(BRIDGE, "participant_joined", participant=f"e-{name}", name=name)


def _order(room: LiveRoom) -> list[str]:
    return [row.id for row in room.view(OBSERVER).people]


def test_who_is_invited_behind_guests_stands_there_also_after_a_crash() -> None:
    stage = LiveStage(2, present=False)
    _join_guests(stage, "Cid", "Dee")
    invited = {"zoe": stage.room.people.guests_before("zoe")}
    stage.room.add_person("zoe", "Zoe", after_guests=invited["zoe"])
    _join_guests(stage, "Eva")
    invited["yan"] = stage.room.people.guests_before("yan")
    stage.room.add_person("yan", "Yan", after_guests=invited["yan"])
    stage.send(FACILITATOR, "participant_joined", participant="zoe")
    before = _order(stage.room)

    again = LiveRoom(
        room="council",
        opened_at="2027-01-15T08:00:00.000+00:00",
        names={"fac": "Fay", "p1": "Person 1", "p2": "Person 2", "zoe": "Zoe", "yan": "Yan"},
        facilitators=["fac"],
        after_guests=invited,
    )
    again.resume(stage.room.fold.log)

    assert before == ["p1", "p2", "guest-cid", "guest-dee", "zoe", "guest-eva", "yan", "fac"]
    assert _order(again) == before


def test_a_guest_who_is_invited_after_all_keeps_their_place() -> None:
    stage = LiveStage(1, present=False)
    _join_guests(stage, "Cid", "Dee", "Eva")

    stage.room.add_person("guest-dee", "Dee D.", after_guests=stage.room.people.guests_before("guest-dee"))
    _join_guests(stage, "Gus")
    stage.room.add_person("zoe", "Zoe", after_guests=stage.room.people.guests_before("zoe"))

    assert _order(stage.room) == ["p1", "guest-cid", "guest-eva", "guest-dee", "guest-gus", "zoe", "fac"]


def test_one_guest_too_many_is_refused_and_everybody_else_goes_on() -> None:
    stage = LiveStage(2, present=False, most_people=4)
    _join_guests(stage, "Cid")
    stage.send(BRIDGE, "speaker_changed", participant="e-Cid")
    stage.wait(5_000)

    with pytest.raises(PolicyViolationError, match="this room holds 4 people and is full; nobody more is counted"):
        _join_guests(stage, "Dee")
    with pytest.raises(PolicyViolationError, match="is full"):
        stage.send(BRIDGE, "hand_raised", participant="e-Dee")
    stage.send(BRIDGE, "speaker_changed", participant="e-Dee")
    stage.wait(5_000)
    stage.send(BRIDGE, "participant_left", participant="e-Cid")
    _join_guests(stage, "Cid")
    stage.send(BRIDGE, "participant_joined", participant="e1", user_id="p1")

    rows = _rows(stage, OBSERVER)
    assert list(rows) == ["p1", "p2", "guest-cid", "fac"]
    assert (rows["guest-cid"].talk_ms, rows["guest-cid"].present, rows["p1"].present) == (5_000, True, True)
    assert list(stage.room.bridge.view().warnings.values()) == ["Dee is not counted: the room is full"]


def test_a_crash_changes_nothing_that_is_shown() -> None:
    stage = LiveStage(ruleset=EQUAL_SHARE_HARD, planned_ms=60_000)
    _join_guests(stage, "Cid")
    stage.send(BRIDGE, "speaker_changed", participant="e-Cid")
    stage.wait(20_000)
    stage.send(FACILITATOR, "participant_bypassed", participant="p2", why="she reads the minutes")
    stage.send(BRIDGE, "speaker_changed", participant="p1", sent_ms=12_000)
    stage.send(BRIDGE, "speaker_changed")
    stage.send(FACILITATOR, "participant_left", participant="guest-cid")

    again = LiveRoom(
        room="council",
        opened_at="2027-01-15T08:00:00.000+00:00",
        names={"fac": "Fay", "p1": "Person 1", "p2": "Person 2", "p3": "Person 3"},
        facilitators=["fac"],
    )
    left_open = again.resume(stage.room.fold.log)

    assert left_open == []
    for viewer in (FACILITATOR, _P1, OBSERVER):
        shown, before = again.view(viewer), stage.room.view(viewer)
        assert msgspec.structs.replace(shown, bridge=msgspec.UNSET) == msgspec.structs.replace(
            before, bridge=msgspec.UNSET
        )
    # That a person left is no word about the connection, which is still there.
    assert again.bridge.identity.person_of("e-Cid") == stage.room.bridge.identity.person_of("e-Cid") == "guest-cid"


def test_who_is_heard_before_they_came_has_the_name_of_the_invitation() -> None:
    stage = LiveStage(present=False)

    stage.send(FACILITATOR, "speech_started", participant="p2")

    assert _rows(stage, OBSERVER)["p2"].name == "Person 2"


def test_a_facilitator_who_is_not_there_yet_shares_no_time() -> None:
    stage = LiveStage(present=False)

    assert [row.in_pool for row in stage.room.view(OBSERVER).people] == [True, True, True, False]


def test_nobody_talks_in_a_pause() -> None:
    stage = LiveStage()
    stage.send(FACILITATOR, "speech_started", participant="p1")
    stage.wait(30_000)
    stage.send(FACILITATOR, "meeting_paused")

    stage.wait(60_000)

    row = _rows(stage, OBSERVER)["p1"]
    assert (row.speaking_since_ms, row.talk_ms, row.used_ms) == (None, 30_000, 30_000)


def test_all_of_one_audience_are_told_the_same_object() -> None:
    stage = LiveStage()

    update = stage.send(FACILITATOR, "speech_started", participant="p1")

    told = [update.change_for(viewer) for viewer in _ALL]
    assert all(each is told[0] for each in told)


def test_nothing_is_told_when_nothing_happens() -> None:
    stage = LiveStage()
    stage.send(FACILITATOR, "speech_started", participant="p1")

    update = stage.wait(10_000)

    assert [update.change_for(viewer) for viewer in _ALL] == [None] * len(_ALL)


def test_a_warning_reaches_its_speaker_and_facilitators() -> None:
    stage = LiveStage(planned_ms=60_000, ruleset=EQUAL_SHARE_HARD)
    stage.send(FACILITATOR, "speech_started", participant="p1")

    update = stage.wait(10_000)

    assert _kinds(update, _P1) == ["time_warning"]
    assert _kinds(update, FACILITATOR) == ["time_warning"]
    assert [_kinds(update, viewer) for viewer in (_P2, OBSERVER, BRIDGE)] == [[], [], []]
    # The colour of the hourglass is for all.
    assert [row.level for row in _told(update, OBSERVER).people] == ["yellow"]


def test_a_mute_becomes_a_command_for_the_bridge_and_is_reported_when_it_has_no_effect() -> None:
    stage = LiveStage(planned_ms=60_000, ruleset=EQUAL_SHARE_HARD)
    stage.send(BRIDGE, "participant_joined", participant="e1f2", name="Person 1")
    stage.send(BRIDGE, "speaker_changed", participant="e1f2")

    over = stage.wait(20_000)
    without_echo = stage.wait(5_000)

    assert over.commands == [
        BridgeCommand(id="20000-mute-p1", command="mute", participant="p1", endpoint_hint="e1f2", expires_ms=25_000)
    ]
    assert _kinds(without_echo, FACILITATOR) == ["mute_not_effective", "prompt"]
    assert _kinds(without_echo, _P1) == ["prompt"]


def test_an_echo_confirms_a_mute() -> None:
    stage = LiveStage(planned_ms=60_000, ruleset=EQUAL_SHARE_HARD)
    stage.send(BRIDGE, "speaker_changed", participant="p1")
    stage.wait(20_000)

    stage.now_ms += 800
    stage.send(BRIDGE, "microphone_changed", participant="p1", muted=True)
    update = stage.wait(10_000)

    assert _kinds(update, FACILITATOR) == []
    assert (_rows(stage, OBSERVER)["p1"].muted, _rows(stage, OBSERVER)["p1"].microphone_muted) == (True, True)


def test_a_control_shows_its_effect_to_all_and_its_reason_to_facilitators() -> None:
    stage = LiveStage()

    update = stage.send(FACILITATOR, "meeting_paused", why="the projector broke")

    meeting = _told(update, OBSERVER).meeting
    assert meeting is not msgspec.UNSET
    assert meeting.paused
    assert b"projector" not in msgspec.json.encode(update.change_for(OBSERVER))
    assert b"projector" in msgspec.json.encode(update.change_for(FACILITATOR))


@pytest.mark.parametrize(
    ("visibility", "seen_by", "signed_for"),
    [
        ("public", {FACILITATOR, _P1, _P2, _P3, OBSERVER, BRIDGE}, {FACILITATOR, _P1, _P2, _P3, OBSERVER, BRIDGE}),
        ("anonymous", {FACILITATOR, _P1, _P2, _P3, OBSERVER, BRIDGE}, set()),
        ("secret", {FACILITATOR}, {FACILITATOR}),
    ],
)
def test_a_reaction_is_seen_and_signed_as_its_sender_chose(
    visibility: str, seen_by: set[Viewer], signed_for: set[Viewer]
) -> None:
    stage = LiveStage()

    sent = stage.send(_P1, "reaction_sent", code="boring", target="p2", visibility=visibility)
    shown = stage.wait(3_000)

    texts = {viewer: msgspec.json.encode(shown.change_for(viewer)) for viewer in _ALL}
    assert {viewer for viewer in _ALL if b"reaction_shown" in texts[viewer]} == seen_by
    assert {viewer for viewer in _ALL if b'"sender_id":"p1"' in texts[viewer]} == signed_for
    assert all(b"p1" not in msgspec.json.encode(sent.change_for(viewer)) for viewer in _ALL)
    views = {viewer: stage.room.view(viewer) for viewer in _ALL}
    assert {viewer for viewer in _ALL if views[viewer].reactions.counts} == seen_by
    assert {viewer for viewer in _ALL if views[viewer].recent} >= seen_by


def test_under_the_token_rule_an_hourglass_is_its_owners_alone() -> None:
    stage = LiveStage(ruleset=RulesetConfig(rule="token", initial_tokens=8, custom_tokens={"p1": 5}))

    rows = {viewer: _rows(stage, viewer) for viewer in _ALL}

    assert (rows[_P1]["p1"].tokens, rows[_P1]["p1"].allocated_ms) == (5.0, 150_000)
    for viewer in _ALL:
        for who, row in rows[viewer].items():
            if who != viewer.participant:
                assert (row.allocated_ms, row.available_ms, row.remaining_ms, row.level) == (None, None, None, None)
                assert row.tokens is msgspec.UNSET
    assert "custom_tokens" not in stage.room.view(OBSERVER).meeting.ruleset


def test_who_paid_for_an_unsigned_reaction_shows_in_nobody_elses_change() -> None:
    stage = LiveStage(ruleset=RulesetConfig(rule="token"))

    paid = stage.send(_P1, "reaction_sent", code="hate", target="p2")

    own = _told(paid, _P1)
    assert [(row.id, row.tokens) for row in own.people] == [("p1", 8.0)]
    assert [paid.change_for(viewer) for viewer in _ALL if viewer != _P1] == [None] * 5


def test_who_speaks_is_not_told_of_their_balance_when_something_hidden_happens() -> None:
    stage = LiveStage(ruleset=RulesetConfig(rule="token"))
    stage.send(FACILITATOR, "speech_started", participant="p2")
    stage.wait(1_500)

    hidden = stage.send(_P1, "reaction_sent", code="like", target="p2", visibility="secret")

    assert [hidden.change_for(viewer) is None for viewer in _ALL] == [viewer != _P1 for viewer in _ALL]


def test_facilitators_see_balances_at_the_settlement() -> None:
    stage = LiveStage(ruleset=RulesetConfig(rule="token"))
    stage.send(_P1, "reaction_sent", code="hate", target="p2")
    before = _rows(stage, FACILITATOR)["p1"].tokens

    update = stage.wait(60_000)

    settled = {row.id: row.tokens for row in _told(update, FACILITATOR).people}
    assert before is msgspec.UNSET
    assert len({settled["p1"], settled["p2"], settled["p3"]}) == 1
    assert isinstance(settled["p1"], float)
    assert all(row.tokens is msgspec.UNSET for row in _told(update, OBSERVER).people)
    assert [row.tokens for row in _told(update, _P2).people if row.id != "p2"] == [msgspec.UNSET] * (
        len(_told(update, _P2).people) - 1
    )


def test_a_refusal_is_told_to_its_sender_alone() -> None:
    stage = LiveStage()

    update = stage.send(_P1, "reaction_sent", code="like", target="p1")

    assert _kinds(update, _P1) == ["refused"]
    assert [update.change_for(viewer) for viewer in _ALL if viewer != _P1] == [None] * 5
    assert stage.room.fold.refusal("p1:e1") == "like: a reaction to oneself does not count"


def test_a_late_report_brings_everybody_the_whole_state() -> None:
    stage = LiveStage()
    stage.send(BRIDGE, "speaker_changed", participant="p1")
    stage.wait(30_000)

    update = stage.send(BRIDGE, "speaker_changed", sent_ms=20_000)

    assert update.anew
    assert _rows(stage, OBSERVER)["p1"].talk_ms == 20_000
    assert stage.room.now_ms == 30_000


def test_a_report_is_never_later_than_now_and_never_older_than_a_minute() -> None:
    stage = LiveStage()
    stage.wait(100_000)

    ahead = stage.read(BRIDGE, "speaker_changed", participant="p1", sent_ms=999_999)

    assert ahead is not None
    assert ahead.at_ms == 100_000
    with pytest.raises(PolicyViolationError, match="more than 60 s ago"):
        stage.read(BRIDGE, "speaker_changed", sent_ms=39_999)
    for wrong in ("now", True, math.nan, math.inf, 1e300, None):
        with pytest.raises(PolicyViolationError, match="sent_ms"):
            stage.read(BRIDGE, "speaker_changed", sent_ms=wrong)


def test_a_late_event_that_calls_for_a_mute_gives_no_stale_command() -> None:
    stage = LiveStage(planned_ms=60_000, ruleset=EQUAL_SHARE_HARD)
    stage.wait(50_000)

    update = stage.send(BRIDGE, "speaker_changed", participant="p1", sent_ms=1_000)

    assert update.anew
    assert update.commands == []


def test_a_tick_is_due_only_while_somebody_speaks() -> None:
    stage = LiveStage(planned_ms=None)
    quiet = stage.room.tick_due_ms()
    stage.wait(12_000)

    stage.send(FACILITATOR, "speech_started", participant="p1")

    assert (quiet, stage.room.tick_due_ms()) == (None, 17_000)


def test_speech_that_was_open_at_a_crash_ends_with_the_log_and_is_attributed() -> None:
    stage = LiveStage()
    stage.send(FACILITATOR, "speech_started", participant="p1")
    stage.now_ms = 5_000
    stage.room.take(stage.room.tick(5_000))
    again = LiveStage(present=False)
    again.room.fold = type(again.room.fold)()

    ends = again.room.resume(list(stage.room.fold.log))
    for event in ends:
        again.room.take(event)
    again.now_ms = 60_000
    again.wait(0)

    row = _rows(again, OBSERVER)["p1"]
    assert (row.talk_ms, row.confirmed_ms, row.speaking_since_ms) == (5_000, 0, None)


def test_when_the_bridge_goes_the_open_turn_ends_and_the_roster_is_stale() -> None:
    stage = LiveStage()
    stage.room.bridge.came()
    stage.send(BRIDGE, "participant_joined", participant="e1", name="Person 1")
    stage.room.bridge.reported()
    stage.send(BRIDGE, "speaker_changed", participant="e1")
    stage.wait(8_000)

    stage.room.bridge.went()
    for event in stage.room.broken_off(8_000):
        stage.room.take(event)
    bridge = stage.room.view(FACILITATOR).bridge

    assert bridge is not msgspec.UNSET
    assert (bridge.connected, bridge.joined, bridge.stale) == (False, False, True)
    assert _rows(stage, OBSERVER)["p1"].speaking_since_ms is None
    assert stage.room.view(OBSERVER).bridge is msgspec.UNSET


def test_whom_the_bridge_no_longer_sees_leaves() -> None:
    stage = LiveStage(present=False)
    stage.send(BRIDGE, "participant_joined", participant="e1", name="Person 1")
    stage.send(BRIDGE, "participant_joined", participant="e2", name="Person 2")

    for event in stage.room.missing(["e2"], 1_000):
        stage.room.take(event)

    assert {who: row.present for who, row in _rows(stage, OBSERVER).items()} == {
        "fac": False,
        "p1": False,
        "p2": True,
        "p3": False,
    }


def test_a_warning_under_the_token_rule_stays_private_when_the_rule_changes_and_a_late_event_comes() -> None:
    stage = LiveStage(ruleset=RulesetConfig(rule="token", custom_tokens={"p1": 1}))
    stage.send(BRIDGE, "speech_started", participant="p1")
    stage.wait(28_000)
    warned = [each for each in stage.room.view(_P1).recent if isinstance(each, TimeWarning)]
    stage.wait(1_000)
    stage.send(FACILITATOR, "ruleset_chosen", ruleset={"rule": "equal-share"})
    stage.wait(1_000)

    stage.send(BRIDGE, "hand_raised", participant="p2", sent_ms=27_500)

    assert warned
    assert [each for each in stage.room.view(_P1).recent if isinstance(each, TimeWarning)][: len(warned)] == warned
    told = [each for each in stage.room.view(FACILITATOR).recent if isinstance(each, TimeWarning)]
    assert [each for each in told if each.at_ms < 29_000] == []
