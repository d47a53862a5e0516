"""Bidders that do not bid what they feel."""

from __future__ import annotations

from argentum.coordination.deviation import Deviations
from argentum.coordination.seats import Seat


def test_honest_agents_keep_their_bids() -> None:
    deviations = Deviations([Seat(agent_id="a", index=0)], largest=8, max_bank=8)

    assert not deviations.present


def test_a_maximiser_always_bids_the_maximum() -> None:
    deviations = Deviations([Seat(agent_id="a", index=0, bid_rule="always_maximum")], largest=8, max_bank=8)
    bids = [1]

    deviations.apply(bids, [3])

    assert bids == [8]


def test_a_hoarder_saves_until_its_bank_is_full_and_then_spends_all_of_it() -> None:
    deviations = Deviations([Seat(agent_id="a", index=0, bid_rule="hoarder")], largest=8, max_bank=8)
    seen = []

    for tokens in (7, 8, 4, 1, 0, 5):
        bids = [3]
        deviations.apply(bids, [tokens])
        seen.append((bids[0], deviations.silent(0)))

    assert seen == [(0, True), (8, False), (8, False), (8, False), (0, True), (0, True)]
