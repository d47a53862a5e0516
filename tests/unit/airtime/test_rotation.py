"""Slots of a round robin."""

from __future__ import annotations

from argentum.airtime.decisions import MuteCommand, Prompt, Refused, SlotOpened, TimeWarning
from argentum.airtime.enforcement import EnforcementLevel
from argentum.airtime.events import SlotAdvanced
from argentum.airtime.rotation import Rotation
from argentum.airtime.ruleset import RulesetConfig, round_robin
from tests.airtime_room import FACILITATOR, Room

HARD = RulesetConfig(rule="round-robin", enforcement=EnforcementLevel.HARD, slot_ms=60_000)


def _slots(room: Room) -> list[tuple[str, int]]:
    return [(each.participant_id, each.at_ms // 1000) for each in room.of(SlotOpened)]


def test_a_slot_passes_on_when_its_length_is_over() -> None:
    room = Room(3, ruleset=round_robin(slot_ms=60_000))

    room.start("p1", 1)
    room.wait(62)

    assert _slots(room) == [("p1", 0), ("p2", 60)]


def test_a_slot_passes_on_when_its_owner_says_nothing_for_twenty_seconds() -> None:
    room = Room(2, ruleset=round_robin(slot_ms=120_000))

    room.speak("p1", 5, 10)
    room.wait(31)

    assert _slots(room) == [("p1", 0), ("p2", 30)]


def test_a_slot_passes_on_when_its_owner_leaves() -> None:
    room = Room(3, ruleset=round_robin())
    room.start("p1", 1)

    room.leave("p1", 30)

    assert _slots(room) == [("p1", 0), ("p2", 30)]


def test_newcomers_and_those_who_come_back_wait_at_the_end_of_the_round() -> None:
    rotation = Rotation(slot_ms=1000, silence_ms=500)
    for who in ("p1", "p2", "p1", "p3"):
        rotation.take_place(who)

    assert rotation.order == ["p2", "p1", "p3"]


def test_the_absent_are_passed_over_and_come_up_again_later() -> None:
    rotation = Rotation(slot_ms=1000, silence_ms=500)
    for who in ("p1", "p2", "p3"):
        rotation.take_place(who)
    rotation.open_slot("p1", 0, speaking=True)

    assert rotation.next_owner(["p1", "p3"]) == "p3"
    assert rotation.next_owner(["p1"]) == "p1"
    assert rotation.next_owner([]) is None


def test_an_mm_hm_out_of_turn_is_not_muted_and_a_speech_is() -> None:
    room = Room(2, ruleset=HARD)
    room.start("p1", 1)

    room.speak("p2", 10, 12)
    room.speak("p2", 20, 30)

    assert [(each.at_ms, each.participant_id, each.reason) for each in room.of(MuteCommand)] == [
        (21_000, "p2", "rule_violation")
    ]


def test_a_slot_of_ones_own_lifts_the_mute() -> None:
    room = Room(2, ruleset=HARD)
    room.start("p1", 1)
    room.speak("p2", 20, 30)

    room.wait(61)

    assert (room.seat("p2").muted, room.seat("p2").remaining_ms) == (False, 60_000)


def test_warnings_are_fractions_of_the_slot() -> None:
    room = Room(2, ruleset=round_robin(slot_ms=60_000))

    room.start("p1", 0)
    room.wait(59)

    assert [(each.at_ms, each.warning_level) for each in room.of(TimeWarning)] == [
        (30_000, "yellow"),
        (45_000, "orange"),
        (57_000, "red"),
    ]


def test_all_slots_of_a_person_add_up() -> None:
    room = Room(2, ruleset=round_robin(slot_ms=60_000))

    for start in (0, 120, 240):
        room.speak("p1", start, start + 59)
        room.speak("p2", start + 61, start + 119)

    assert (room.seat("p1").charged_ms, room.seat("p2").charged_ms) == (177_000, 174_000)


def test_no_slot_is_longer_than_the_meeting() -> None:
    room = Room(2, planned_s=90, ruleset=round_robin(slot_ms=60_000))

    room.start("p1", 0)
    room.wait(61)

    assert room.seat("p2").remaining_ms == 30_000


def test_after_the_planned_end_there_are_no_more_slots_and_time_goes_on() -> None:
    rules = RulesetConfig(rule="round-robin", enforcement=EnforcementLevel.SOFT, policy="strict")
    room = Room(1, planned_s=10, ruleset=rules)

    room.start("p1", 0)
    room.wait(60)

    assert _slots(room) == [("p1", 0)]
    assert (room.meeting.state.now_ms, room.seat("p1").remaining_ms) == (60_000, -50_000)
    assert [each.at_ms for each in room.of(Prompt)] == [10_000]


def test_nobody_can_go_on_to_a_slot_after_the_planned_end() -> None:
    room = Room(2, planned_s=10, ruleset=round_robin(slot_ms=60_000))

    room.take(SlotAdvanced(id="next", at_ms=11_000, by=FACILITATOR))

    assert [each.reason for each in room.of(Refused)] == ["the planned time is over: there are no more slots"]
