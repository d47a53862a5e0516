"""What is written down: costs, times, provenance, and every movement of a token."""

from __future__ import annotations

from argentum.orchestration.commands import TellAll
from argentum.orchestration.recorder import cost_of
from argentum.transcript.posting import POOL, Posting
from tests.builders import ScriptedRule, Verdict, a_chat, a_draft, an_interjection, an_interrupt
from tests.script import World

EVERYTHING = (
    Verdict(winner="ann"),
    Verdict(winner="carl", interrupts=(an_interrupt("bea"),), interjections=(an_interjection("dora"),)),
)


def a_world(**policy: object) -> World:
    return World(chat=a_chat(ScriptedRule(EVERYTHING), policy=policy)).start().run(until_ms=14_000)


def test_every_posting_is_written_exactly_once() -> None:
    postings = [posting for message in a_world().messages for posting in message.metadata.postings]

    assert [(posting.source, posting.reason, posting.amount) for posting in postings] == [
        ("ann", "speak", 2),
        ("dora", "interjection", 1),
        ("bea", "hard_interrupt", 4),
        ("carl", "speak", 2),
    ]


def test_ids_count_up_and_name_their_auction_and_segment() -> None:
    world = a_world()

    assert [message.id for message in world.messages] == [f"m{n:05d}" for n in range(1, len(world.messages) + 1)]
    first = world.heard("segment")[0].metadata
    assert first.auction_id == "auction_012345_0001"
    assert first.segment_id == "seg_auction_012345_0001_0_1"
    assert first.clip_id == f"clip_{first.segment_id}"


def test_a_segment_is_written_with_its_times_as_planned_and_as_measured() -> None:
    world = World(chat=a_chat(), beat_late_ms=lambda beat: 10 * beat).start().run(until_ms=7500)

    timing = world.heard("segment")[0].metadata.timing
    assert timing is not None
    assert (timing.start_ms, timing.duration_ms, timing.planned_duration_ms) == (1000, 6000, 6000)
    assert timing.beat_planned_ms == (3400, 5800)
    assert (timing.beat_actual_ms, timing.drift_ms) == ((3410, 5820), (10, 20))
    assert (timing.llm_latency_ms, timing.first_audio_ms, timing.queue_delay_ms) == (800, 200, 0)


def test_what_was_heard_is_told_to_everybody_as_it_is_written() -> None:
    world = a_world()

    told = [(command.utterance.agent_id, command.utterance.text) for _, command in world.of(TellAll)]
    assert told == [(message.sender, message.content) for message in world.heard()]
    cut = next(command.utterance for _, command in world.of(TellAll) if command.utterance.interrupted_by)
    assert len(cut.text) < len(a_draft(20).text)


def test_raw_moods_are_in_the_journal_only_when_enabled() -> None:
    assert all(message.metadata.emotion is None for message in a_world().messages)

    with_moods = World(chat=a_chat(ScriptedRule(EVERYTHING), policy={"emotion.journal_moods": True}))
    with_moods.start().run(until_ms=14_000)

    assert all(message.metadata.emotion is not None for message in with_moods.heard())


def test_costs_are_what_an_agent_was_charged_or_nothing() -> None:
    paid = (
        Posting(source="ann", target=POOL, amount=2, reason="speak"),
        Posting(source=POOL, target="bea", amount=2, reason="payout"),
    )

    costs = cost_of(paid, "ann", price=2.4, fee=0.5)

    assert costs is not None
    assert (costs.tokens_spent, costs.price, costs.fee) == (2, 2.4, 0.5)
    assert cost_of((), "ann", price=0.0) is None
