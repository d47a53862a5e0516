"""Who is behind an endpoint."""

from __future__ import annotations

import pytest

from argentum.airtime.events import ParticipantJoined
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
        ("e1", "", "", "guest-e1"),
        ("e1", "Zoë@example.org", "Zoë", "guest-zoe-example-org"),
        ("A/B", "", "Cid", "guest-cid"),
        ("A/B", "", "", "guest-a-b"),
        ("bridge", "", "", "guest-bridge"),
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
