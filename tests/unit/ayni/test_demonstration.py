"""The village that is there to be looked at."""

from __future__ import annotations

import pytest

from argentum.ayni.demonstration import BEGAN_AT_MS, demonstration
from argentum.ayni.scenarios.exchanges import DAY_MS
from argentum.errors import UsageError


def test_the_same_numbers_make_the_same_village() -> None:
    assert demonstration(seed=7, participants=12, days=60) == demonstration(seed=7, participants=12, days=60)
    assert demonstration(seed=7, participants=12, days=60) != demonstration(seed=8, participants=12, days=60)


@pytest.mark.parametrize(("participants", "days"), [(3, 7), (7, 9), (8, 30), (12, 60), (40, 20)])
def test_everybody_has_a_name_of_their_own_and_all_happens_in_time(participants: int, days: int) -> None:
    village = demonstration(seed=1, participants=participants, days=days)

    assert len({each.name for each in village.members}) == participants
    moments = [each.happened_at_ms or 0 for each in village.interactions]
    assert moments == sorted(moments)
    assert moments[0] >= BEGAN_AT_MS
    assert moments[-1] < village.ended_at_ms + DAY_MS
    assert village.ended_at_ms == BEGAN_AT_MS + days * DAY_MS


def test_there_is_one_of_everything() -> None:
    village = demonstration(seed=7, participants=12, days=60)
    roles = [each.role for each in village.members]

    assert {"taker", "over_giver", "newcomer"} <= set(roles)
    assert roles.count("ring_member") == 3
    assert sum(each.earlier is not None for each in village.members) == 1
    assert village.reversed_ids


@pytest.mark.parametrize("seed", range(1, 40))
def test_the_smallest_village_can_be_made_with_any_seed(seed: int) -> None:
    assert demonstration(seed=seed, participants=3, days=7).interactions


@pytest.mark.parametrize(
    ("participants", "days", "message"),
    [(2, 60, "participants: found 2, allowed: 3 to 500"), (12, 6, "days: found 6, allowed: 7 to 730")],
)
def test_what_is_too_small_is_refused(participants: int, days: int, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        demonstration(seed=1, participants=participants, days=days)
