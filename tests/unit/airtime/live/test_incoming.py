"""What a key may send: every kind, every role; and that nobody acts for somebody else."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from argentum.airtime.events import AnyEvent, EnforcementChosen, HandRaised, ParticipantJoined
from argentum.airtime.live.viewer import BRIDGE, OBSERVER, Role, Viewer
from argentum.errors import PolicyViolationError
from tests.live_room import FACILITATOR, LiveStage

_P1 = Viewer("participant", "p1")
_VIEWERS: dict[Role, Viewer] = {
    "facilitator": FACILITATOR,
    "participant": _P1,
    "observer": OBSERVER,
    "bridge": BRIDGE,
}
_FIELDS: dict[str, dict[str, Any]] = {
    "meeting_opened": {"room": "r"},
    "microphone_changed": {"muted": True},
    "reaction_sent": {"code": "like", "target": "p2"},
    "time_lent": {"borrower": "p2", "lent_ms": 1},
    "ruleset_chosen": {"ruleset": {}},
    "enforcement_chosen": {"enforcement": "soft"},
    "participant_bypassed": {"participant": "p1"},
    "time_reallocated": {"participant": "p1", "remaining_ms": 1},
    "time_granted": {"participant": "p1", "granted_ms": 1},
    "speech_permitted": {"participant": "p1"},
    "reaction_modes_chosen": {"code": "like"},
}
_OWN = {"participant_joined", "participant_left", "hand_raised", "hand_lowered", "reaction_sent", "time_lent"}
_OBSERVED = {"speech_started", "speech_ended", "speaker_changed", "microphone_changed"}
_CONTROLS = set(_FIELDS) - {"meeting_opened", "microphone_changed", "reaction_sent", "time_lent"} | {
    "meeting_paused",
    "meeting_resumed",
    "slot_advanced",
}
_MAY: dict[Role, set[str]] = {
    "facilitator": _OWN | _OBSERVED | _CONTROLS | {"meeting_closed"},
    "participant": _OWN,
    "observer": set(),
    "bridge": _OBSERVED | {"participant_joined", "participant_left", "hand_raised", "hand_lowered"},
}
_KINDS = [str(kind.__struct_config__.tag) for kind in get_args(AnyEvent)]


@pytest.mark.parametrize("role", _MAY)
@pytest.mark.parametrize("kind", _KINDS)
def test_a_role_sends_what_is_its_own_and_nothing_else(kind: str, role: Role) -> None:
    stage = LiveStage()
    fields = dict(_FIELDS.get(kind, {}))
    if role == "bridge" and kind not in {"meeting_opened", "meeting_closed", "tick"} and kind not in _CONTROLS:
        fields["participant"] = "p1"

    try:
        event = stage.read(_VIEWERS[role], kind, **fields)
    except PolicyViolationError:
        event = None

    assert (event is not None) == (kind in _MAY[role])


def test_a_participant_acts_for_nobody_else() -> None:
    stage = LiveStage()

    with pytest.raises(PolicyViolationError, match="only be sent for oneself"):
        stage.read(_P1, "hand_raised", participant="p2")


def test_a_facilitator_reacts_in_the_name_of_nobody_else() -> None:
    stage = LiveStage()

    with pytest.raises(PolicyViolationError, match="only be sent for oneself"):
        stage.read(FACILITATOR, "reaction_sent", participant="p2", code="like", target="p1")


def test_a_facilitator_may_lower_the_hand_of_another() -> None:
    stage = LiveStage()

    event = stage.read(FACILITATOR, "hand_lowered", participant="p2")

    assert event is not None
    assert getattr(event, "participant", None) == "p2"


def test_author_instant_and_number_are_the_servers() -> None:
    stage = LiveStage()
    stage.now_ms = 4_000

    event = stage.read(FACILITATOR, "enforcement_chosen", enforcement="hard", by="p1", at_ms=1, seq=0)

    assert isinstance(event, EnforcementChosen)
    assert (event.by, event.at_ms, event.id) == ("fac", 4_000, "fac:e1")
    assert event.seq > 0


def test_two_people_may_use_the_same_id() -> None:
    stage = LiveStage()

    mine = stage.read(_P1, "hand_raised", id="x")
    theirs = stage.read(Viewer("participant", "p2"), "hand_raised", id="x")

    assert isinstance(mine, HandRaised)
    assert isinstance(theirs, HandRaised)
    assert mine.id != theirs.id


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"kind": "hand_raised", "id": ""}, "event.id"),
        ({"kind": "hand_raised", "id": "x" * 81}, "event.id"),
        ({"kind": "hand_raised", "id": 7}, "event.id"),
        ({"kind": "hand_raised", "id": "a\nb"}, "event.id"),
        ({"kind": "dance", "id": "x"}, "dance"),
        ({"kind": "hand_raised", "id": "x", "height": 3}, "height"),
        ({"kind": "participant_left", "id": "x", "participant": "nobody"}, "nobody"),
        ({"kind": "meeting_paused", "id": "x", "why": "y" * 501}, "event.why"),
        ({"kind": "reaction_sent", "id": "x", "code": "z" * 81, "target": "p1"}, "event.code"),
        ({"kind": "time_granted", "id": "x", "participant": "p1", "granted_ms": "much"}, "granted_ms"),
        ({"kind": "time_granted", "id": "x", "participant": "p1", "granted_ms": 10**22}, "granted_ms"),
        ({"kind": "time_reallocated", "id": "x", "participant": "p1", "remaining_ms": 10**12}, "remaining_ms"),
        ({"kind": "time_lent", "id": "x", "borrower": "p1", "lent_ms": -(10**12)}, "lent_ms"),
        ({"kind": "participant_left", "id": "x", "participant": "half a \ud800"}, "cannot be written down"),
        (
            {"kind": "ruleset_chosen", "id": "x", "ruleset": {"reaction_weights_ms": {"like": 10**15}}},
            "reaction_weights_ms",
        ),
    ],
)
def test_what_is_wrong_is_told_in_one_line(fields: dict[str, Any], told: str) -> None:
    stage = LiveStage()

    with pytest.raises(PolicyViolationError) as refusal:
        stage.read(FACILITATOR, **fields)

    assert told in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_kind_that_is_no_name_is_refused() -> None:
    fields: dict[str, Any] = {"kind": ["hand_raised"], "id": "x"}

    for viewer in (_P1, BRIDGE):
        with pytest.raises(PolicyViolationError, match=r"^event"):
            LiveStage().read(viewer, **fields)


def test_a_name_is_bounded_and_without_what_cannot_be_shown() -> None:
    stage = LiveStage()

    event = stage.read(BRIDGE, "participant_joined", participant="e1", name="A\x00n\u202en" + "y" * 100)

    assert isinstance(event, ParticipantJoined)
    assert event.name == ("Ann" + "y" * 100)[:80]


@pytest.mark.parametrize("viewer", [_P1, FACILITATOR])
def test_whoever_joins_has_the_name_under_which_they_were_invited(viewer: Viewer) -> None:
    stage = LiveStage(present=False)

    joined = stage.read(viewer, "participant_joined", participant="p1", name="Person 2")

    assert isinstance(joined, ParticipantJoined)
    assert joined.name == "Person 1"


@pytest.mark.parametrize("why", ["\u202eback to front", "nothing\x00", "two\nlines"])
def test_a_reason_that_cannot_be_shown_in_one_line_is_refused(why: str) -> None:
    with pytest.raises(PolicyViolationError, match=r"event\.why: expected printable characters"):
        LiveStage().read(FACILITATOR, "meeting_paused", why=why)


def test_a_grant_of_nothing_is_refused() -> None:
    with pytest.raises(PolicyViolationError, match=r"event\.granted_ms: 0 would change nothing"):
        LiveStage().read(FACILITATOR, "time_granted", participant="p1", granted_ms=0)
