"""Give and take as a small, capped part of a reputation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.coordination.reciprocity import MINIMUM_SAMPLE, ReciprocityKeeper
from argentum.coordination.reputation import ReputationKeeper
from argentum.metrics.reciprocity import give_and_take
from argentum.policy.behaviour import Reputation
from argentum.transcript.message import ClipTiming, Event, Message, Metadata
from tests.journals import journal_of, replayed
from tests.sessions import a_header, run

PLACES = {"ada": 0, "ben": 1}
CAP = 0.1


def heard(event: Event, agent: str, duration_ms: int, holder: str | None = None) -> Message:
    timing = ClipTiming(start_ms=0, duration_ms=duration_ms)
    metadata = Metadata(event=event, agent_id=agent, speaker_id=holder, timing=timing)
    return Message(id="m", type="assistant", sender=agent, content="", metadata=metadata)


def keeper(*messages: Message, cap: float = CAP) -> ReciprocityKeeper:
    made = ReciprocityKeeper(PLACES, cap=cap)
    for message in messages:
        made.written(message)
    return made


def test_giving_as_much_as_one_takes_weighs_nothing() -> None:
    assert keeper(*[heard("segment", "ada", 6_000)] * 10).weight(0) == 0.0


def test_short_segments_weigh_for_an_agent_and_long_ones_against() -> None:
    made = keeper(*[heard("segment", "ada", 3_000), heard("segment", "ben", 18_000)] * 5)

    assert made.weight(0) == pytest.approx(CAP / 3)
    assert made.weight(1) == pytest.approx(-CAP / 2)


def test_nothing_counts_before_there_is_a_sample() -> None:
    remark = heard("interjection", "ben", 1_000, holder="ada")

    assert keeper(*[remark] * (MINIMUM_SAMPLE - 1)).weight(1) == 0.0
    assert keeper(*[remark] * MINIMUM_SAMPLE).weight(1) == -CAP


def test_giving_on_and_on_gathers_no_more_than_the_cap() -> None:
    made = keeper(*[heard("segment", "ada", 1)] * 10_000)

    assert 0.99 * CAP < made.weight(0) <= CAP


@given(
    clips=st.lists(
        st.tuples(
            st.sampled_from(["segment", "interjection", "hard_interrupt"]),
            st.sampled_from(["ada", "ben", "nobody"]),
            st.integers(0, 60_000),
            st.sampled_from(["ada", "ben", None]),
        ),
        max_size=60,
    ),
    cap=st.floats(0.001, 0.2),
    bumps=st.lists(st.floats(-1, 1), min_size=2, max_size=2),
)
def test_it_never_moves_a_reputation_by_more_than_the_cap_nor_out_of_its_bounds(
    clips: list[tuple[Event, str, int, str | None]], cap: float, bumps: list[float]
) -> None:
    made = keeper(*(heard(event, agent, length, holder) for event, agent, length, holder in clips), cap=cap)
    reputation = ReputationKeeper(Reputation(), agents=2, reciprocity=made)
    for place, amount in enumerate(bumps):
        reputation.bump(place, amount)

    for own, counted in zip(reputation.values, reputation.standing, strict=True):
        assert abs(counted - own) <= cap + 1e-12
        assert -1.0 <= counted <= 1.0


def test_without_the_knob_a_reputation_is_its_events_alone() -> None:
    reputation = ReputationKeeper(Reputation(), agents=2)
    reputation.bump(0, 0.5)

    assert reputation.standing == reputation.values == [0.5, 0.0]


@pytest.mark.parametrize("preset", ["debate_snappy", "roundtable"])
def test_a_session_counts_what_its_messages_give_and_take(preset: str) -> None:
    session = run(a_header(preset, segments=60, changes={"reputation.reciprocity_cap": CAP}))
    counted = session.debate.rule._table.reciprocity  # type: ignore[attr-defined]  # what the rule keeps to itself

    sums = give_and_take(session.messages, session.debate.facts().agent_ids)

    assert counted._given_ms == [own.given_ms for own in sums.values()]
    assert counted._taken_ms == [own.taken_ms for own in sums.values()]
    assert min(counted._taken_ms) > 0


def test_the_knob_changes_offers_and_nothing_else_of_what_a_session_may_do() -> None:
    changes = {"reputation.reciprocity_cap": 0.2, "reputation.discount_cap": 0.5}
    plain = run(a_header(segments=60, changes={"reputation.discount_cap": 0.5}))
    session = run(a_header(segments=60, changes=changes))

    assert session.violations() == []
    assert [m.metadata.auction for m in session.messages] != [m.metadata.auction for m in plain.messages]


def test_with_the_knob_a_session_replays_to_the_byte() -> None:
    journal = journal_of(a_header(segments=30, changes={"reputation.reciprocity_cap": 0.2}))

    messages, seal = replayed(journal)

    assert seal is not None
    assert seal.messages == len(messages)
    assert b'"reciprocity_cap":0.2' in journal.split(b"\n", 1)[0]


def test_a_session_without_the_knob_is_written_as_before_it_was_there() -> None:
    plain = a_header(segments=10)
    off = a_header(segments=10, changes={"reputation.reciprocity_cap": 0.0})

    assert "reciprocity_cap" not in plain.policy["reputation"]
    assert journal_of(plain) == journal_of(off)
