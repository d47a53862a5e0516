"""Reactions come in, are checked, joined, redacted and counted."""

from __future__ import annotations

import json

import pytest

from argentum.airtime.decisions import ReactionShown, Refused
from argentum.airtime.events import ReactionSent
from argentum.airtime.reactions.codes import KINDS, Visibility, reaction_kind
from argentum.airtime.reactions.desk import ReactionDesk
from argentum.airtime.reactions.modes import ModeMatrix
from argentum.errors import PolicyViolationError
from tests.airtime_room import Room

PUBLIC, ACCREDITED, ANONYMOUS, SECRET = Visibility


def _sent(
    room: Room, sender: str, code: str, at_s: float, *, mode: Visibility | None = None, to: str | None = "p2"
) -> None:
    room.take(
        ReactionSent(
            id=room.next_id(), at_ms=round(at_s * 1000), participant=sender, code=code, visibility=mode, target=to
        )
    )


def test_there_are_twelve_each_with_code_label_and_emoji() -> None:
    assert list(KINDS) == [
        "like",
        "love",
        "dislike",
        "hate",
        "agree",
        "disagree",
        "go_on",
        "hurry_up",
        "interesting",
        "boring",
        "sympathy",
        "laugh",
    ]
    assert all(kind.label and kind.emoji and kind.code == code for code, kind in KINDS.items())
    assert [mode.value for mode in Visibility] == ["public", "accredited", "anonymous", "secret"]


@pytest.mark.parametrize(("spelling", "code"), [("goon", "go_on"), ("HurryUp", "hurry_up"), ("LIKE", "like")])
def test_older_spellings_mean_the_same(spelling: str, code: str) -> None:
    assert reaction_kind(spelling).code == code


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(PolicyViolationError, match="is no reaction"):
        reaction_kind("applause")


@pytest.mark.parametrize("code", list(KINDS))
@pytest.mark.parametrize("mode", list(Visibility))
def test_every_reaction_in_every_mode_is_shown_to_its_audience_or_refused(code: str, mode: Visibility) -> None:
    room = Room(3)

    _sent(room, "p1", code, 1, mode=mode)
    room.wait(5)

    shown = room.of(ReactionShown)
    if mode not in KINDS[code].allowed:
        assert code == "hate"
        assert shown == []
        assert len(room.of(Refused)) == 1
        return
    assert [each.audience for each in shown] == ["facilitators" if mode is SECRET else "all"]
    assert [each.sender_id for each in shown] == [None if mode is ANONYMOUS else "p1"]
    assert ("p1" in json.dumps(shown[0].to_dict())) is (mode is not ANONYMOUS)


@pytest.mark.parametrize("mode", [PUBLIC, ACCREDITED])
def test_hate_cannot_be_signed(mode: Visibility) -> None:
    with pytest.raises(PolicyViolationError, match="hate may not be"):
        ReactionDesk().accept("p1", "hate", mode, "p2", 0)


def test_without_a_wish_a_reaction_takes_its_default_mode() -> None:
    matrix = ModeMatrix()

    assert matrix.settled(KINDS["hate"], None) is ANONYMOUS
    assert matrix.settled(KINDS["like"], None) is PUBLIC


def test_a_facilitators_matrix_narrows_the_modes_and_can_switch_a_reaction_off() -> None:
    matrix = ModeMatrix()
    matrix.choose(KINDS["like"], (SECRET,))
    matrix.choose(KINDS["boring"], ())

    assert matrix.settled(KINDS["like"], None) is SECRET
    with pytest.raises(PolicyViolationError, match="may not be public"):
        matrix.settled(KINDS["like"], PUBLIC)
    with pytest.raises(PolicyViolationError, match="switched off"):
        matrix.settled(KINDS["boring"], None)


def test_two_quick_equal_clicks_are_one_reaction_with_a_count() -> None:
    room = Room(2)

    _sent(room, "p1", "like", 1)
    _sent(room, "p1", "like", 1.5)
    room.wait(5)

    assert [(each.code, each.count) for each in room.of(ReactionShown)] == [("like", 2)]


def test_clicks_of_two_people_stay_two_reactions() -> None:
    room = Room(3)

    _sent(room, "p1", "like", 1)
    _sent(room, "p3", "like", 1.5)
    room.wait(5)

    assert [each.count for each in room.of(ReactionShown)] == [1, 1]


@pytest.mark.parametrize(("code", "most"), [("like", 6), ("hate", 2)])
def test_a_sender_who_clicks_too_often_in_a_minute_is_refused(code: str, most: int) -> None:
    room = Room(2)

    for second in range(0, 50, 5):
        _sent(room, "p1", code, second)
    refused_in_the_first_minute = len(room.of(Refused))
    _sent(room, "p1", code, 61)

    assert refused_in_the_first_minute == 10 - most
    assert len(room.of(Refused)) == 10 - most


def test_a_click_may_come_again_exactly_a_minute_after_the_first() -> None:
    room = Room(2)
    for second in (0, 30):
        _sent(room, "p1", "hate", second)

    _sent(room, "p1", "hate", 59.999)
    before = len(room.of(Refused))
    _sent(room, "p1", "hate", 60)

    assert (before, len(room.of(Refused))) == (1, 1)


def test_without_a_target_a_reaction_is_for_the_one_who_speaks() -> None:
    room = Room(3)
    room.start("p3", 0)

    _sent(room, "p1", "like", 1, to=None)
    _sent(room, "p1", "love", 1, to="p2")
    room.wait(5)

    assert [(each.code, each.target_id) for each in room.of(ReactionShown)] == [("like", "p3"), ("love", "p2")]


@pytest.mark.parametrize(("sender", "to"), [("ghost", "p2"), ("p1", "ghost"), ("p1", "p1"), ("p1", None)])
def test_reactions_of_the_absent_to_the_absent_to_oneself_and_to_nobody_are_refused(
    sender: str, to: str | None
) -> None:
    room = Room(2)

    _sent(room, sender, "like", 1, to=to)
    room.wait(5)

    assert room.of(ReactionShown) == []
    assert len(room.of(Refused)) == 1


def test_counts_are_by_code_and_the_top_segment_is_where_most_came() -> None:
    room = Room(4)

    _sent(room, "p1", "like", 1)
    for who in ("p1", "p3", "p4"):
        _sent(room, who, "laugh", 40)
    room.wait(50)

    desk = room.meeting.state.desk
    assert desk.counts() == {"like": 1, "laugh": 3}
    assert desk.counts(since_ms=30_000) == {"laugh": 3}
    assert desk.top_segments(most=1) == [(30_000, 3)]


def test_a_reaction_that_still_waits_at_the_close_is_shown() -> None:
    room = Room(2)

    _sent(room, "p1", "like", 1)
    room.close(1.2)

    assert len(room.of(ReactionShown)) == 1
