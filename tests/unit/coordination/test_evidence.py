"""The evidence lane."""

from __future__ import annotations

import pytest

from argentum.coordination.evidence import EvidenceLane
from argentum.coordination.situation import ReportedBid
from argentum.policy.behaviour import EvidencePriority
from argentum.transcript.utterance import Citation

GOOD = Citation(label="Doc 1", document="air.md", quote="fell by a third", relevance=0.8)
WEAK = Citation(label="Doc 1", document="air.md", quote="cars", relevance=0.1)
NAMELESS = Citation(label="", document="", quote="fell by a third", relevance=0.9)
CLAIMS = {0: ReportedBid(action="speak", bid=3, hard_interrupt=False, evidence_backed=True)}


def _lane(**knobs: object) -> EvidenceLane:
    return EvidenceLane(EvidencePriority.model_validate(knobs), agents=2)


def test_who_cited_last_time_bids_with_evidence() -> None:
    lane = _lane()

    lane.verify(0, (GOOD,))

    assert lane.backed(5, {}) == [True, False]


def test_a_stated_flag_counts() -> None:
    assert _lane().backed(5, CLAIMS) == [True, False]


@pytest.mark.parametrize("citation", [WEAK, NAMELESS])
def test_a_source_below_the_gate_does_not_count(citation: Citation) -> None:
    lane = _lane(min_relevance=0.3)

    lane.verify(0, (citation,))

    assert lane.backed(5, {}) == [False, False]


def test_one_priority_per_agent_and_window() -> None:
    lane = _lane(agent_window_segments=3)
    lane.verify(0, (GOOD,))
    lane.promise(0, 5)

    assert [lane.backed(segment, {})[0] for segment in (6, 7, 8)] == [False, False, True]


def test_a_promise_without_a_good_source_is_broken_once() -> None:
    lane = _lane()
    lane.promise(0, 5)

    assert not lane.verify(0, (WEAK,))
    assert lane.verify(0, ())


def test_a_promise_is_kept_by_a_good_source() -> None:
    lane = _lane()
    lane.promise(0, 5)

    assert lane.verify(0, (WEAK, GOOD))


def test_the_lane_can_be_closed() -> None:
    lane = _lane(enabled=False)
    lane.verify(0, (GOOD,))

    assert lane.backed(5, CLAIMS) == [False, False]
