"""Who is behind an endpoint."""

from __future__ import annotations

import pytest

from argentum.airtime.events import AnyEvent, ParticipantJoined, ParticipantLeft
from argentum.airtime.live.identity import IdentityMap

_NAMES = {"ann": "Ann", "ben": "Ben", "ben2": "Ben"}


def _identity() -> IdentityMap:
    return IdentityMap(dict(_NAMES))


def _joins(identity: IdentityMap, endpoint: str, *, user_id: str = "", name: str = "") -> str:
    person = identity.recognise(endpoint, user_id=user_id, name=name)
    identity.note(ParticipantJoined(id=endpoint, at_ms=0, participant=person, endpoint=endpoint, name=name))
    return person


@pytest.mark.parametrize(
    ("endpoint", "user_id", "name", "person"),
    [
        ("ann", "", "", "ann"),
        ("e1", "ann", "Somebody", "ann"),
        ("e1", "", "ANN", "ann"),
        ("e1", "", "Ben", "guest-ben"),
        ("e1", "", "", "guest-nameless"),
        ("e1", "Zoë@example.org", "Zoë", "guest-zoe-example-org"),
        ("A/B", "", "Cid", "guest-cid"),
    ],
)
def test_a_person_is_found_by_id_then_account_then_a_name_of_their_own(
    endpoint: str, user_id: str, name: str, person: str
) -> None:
    assert _identity().recognise(endpoint, user_id=user_id, name=name) == person


def test_a_name_that_is_in_use_is_no_proof() -> None:
    identity = _identity()
    _joins(identity, "e1", user_id="ann")

    assert _joins(identity, "e2", name="Ann") == "guest-ann"


def test_a_guest_who_comes_back_is_the_same_guest_and_two_of_a_name_are_two() -> None:
    identity = _identity()
    first = _joins(identity, "e1", name="Cid")
    second = _joins(identity, "e2", name="Cid")
    identity.drop("e1")

    again = _joins(identity, "e3", name="Cid")

    assert (first, second, again) == ("guest-cid", "guest-cid-2", "guest-cid")


def test_facilitators_are_warned_of_people_known_by_name_alone() -> None:
    identity = _identity()

    _joins(identity, "e1", name="Ann")

    assert identity.warnings == {"ann": "Ann was recognised by the display name alone"}


def test_somebody_with_two_devices_leaves_with_the_second() -> None:
    identity = _identity()
    _joins(identity, "e1", user_id="ann")
    _joins(identity, "e2", user_id="ann")

    still_there = identity.drop("e1")
    gone = identity.drop("e2")

    assert (still_there, gone) == (True, False)


def test_the_latest_endpoint_of_a_person_is_the_one_to_mute() -> None:
    identity = _identity()
    _joins(identity, "e1", user_id="ann")
    _joins(identity, "e2", user_id="ann")

    assert identity.endpoint_of("ann") == "e2"
    assert identity.endpoint_of("ben") is None


def test_a_nameless_guest_who_comes_back_is_the_one_who_left_last() -> None:
    identity = _identity()
    first, second, third = (_joins(identity, endpoint) for endpoint in ("e1", "e2", "e3"))
    identity.drop("e1")
    identity.drop("e2")

    again = _joins(identity, "e4"), _joins(identity, "e5"), _joins(identity, "e6")

    assert (first, second, third) == ("guest-nameless", "guest-nameless-2", "guest-nameless-3")
    assert again == (second, first, "guest-nameless-4")
    assert identity.warnings[second].startswith("guest-nameless-2 may be several people")


def test_an_endpoint_that_comes_back_is_the_same_person_whoever_left_since() -> None:
    identity = _identity()
    first, second = _joins(identity, "e1"), _joins(identity, "e2")
    identity.drop("e1")
    identity.drop("e2")

    assert _joins(identity, "e1") == first
    assert _joins(identity, "e2") == second


def test_nameless_guests_are_the_same_after_a_crash() -> None:
    log: list[AnyEvent] = [
        ParticipantJoined(id="a", at_ms=0, participant="guest-nameless", endpoint="e1"),
        ParticipantJoined(id="b", at_ms=1, participant="guest-nameless-2", endpoint="e2"),
        ParticipantLeft(id="c", at_ms=2, participant="guest-nameless-2"),
        ParticipantLeft(id="d", at_ms=3, participant="guest-nameless"),
    ]
    identity = _identity()
    for event in log:
        identity.note(event)

    assert _joins(identity, "e3") == "guest-nameless"
    assert _joins(identity, "e4") == "guest-nameless-2"


def test_who_is_reported_without_having_joined_is_the_same_at_every_report() -> None:
    identity = _identity()

    assert [identity.unannounced(endpoint) for endpoint in ("A/B", "A/B", "bridge", "ann")] == [
        "guest-a-b",
        "guest-a-b",
        "guest-bridge",
        "ann",
    ]


def test_names_that_are_spelled_alike_in_ids_are_two_people() -> None:
    names = {"guest-zoe": "Zoë"}
    identity = IdentityMap(names)

    assert _joins(identity, "e1", name="Zoe") == "guest-zoe-2"
    assert _joins(identity, "e2", name="zoë") == "guest-zoe"


def test_a_typed_name_does_not_take_the_place_of_an_account() -> None:
    names = {"guest-zoe-example-org": "Zoë"}
    identity = IdentityMap(names)

    assert _joins(identity, "e1", name="zoe@example.org") == "guest-zoe-example-org-2"
    assert _joins(identity, "e2", user_id="zoe@example.org", name="Z.") == "guest-zoe-example-org"
