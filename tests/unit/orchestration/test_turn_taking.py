"""Handing over: without a gap, after a planned pause, in a planned overlap, with a spare sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

import pytest

from argentum.orchestration.commands import CutClip, PlayClip, PrepareClip, RequestDraft
from argentum.orchestration.requests import WritingRequest
from argentum.orchestration.session import SessionLimits
from argentum.orchestration.signals import StopRequested
from argentum.timing.transfer import FixedTransfer, TransferPlanner
from argentum.transcript.message import ClipTiming, Message
from tests.builders import WORD_MS, ScriptedRule, Verdict, a_chat, a_draft, an_interjection
from tests.script import Answer, Voiced, World, answer_all


def a_world(
    rule: ScriptedRule | None = None,
    *,
    transfer: TransferPlanner | None = None,
    policy: Mapping[str, object] | None = None,
    limits: SessionLimits | None = None,
    write: Callable[[WritingRequest], Answer] = answer_all,
    voice: Callable[[PrepareClip], Voiced] = lambda _command: Voiced(),
) -> World:
    chat = a_chat(rule, policy=policy, limits=limits, transfer=transfer)
    return World(chat=chat, write=write, voice=voice).start()


def timings(world: World) -> list[ClipTiming]:
    return [timing for message in world.heard() if (timing := message.metadata.timing) is not None]


def begins_ms(message: Message) -> int:
    assert message.metadata.timing is not None
    return message.metadata.timing.start_ms


def test_the_next_segment_begins_in_the_instant_in_which_the_one_before_it_ends() -> None:
    world = a_world().run(until_ms=25_500)

    assert [(timing.start_ms, timing.duration_ms) for timing in timings(world)] == [
        (1000, 6000),
        (7000, 6000),
        (13_000, 6000),
        (19_000, 6000),
    ]
    assert [timing.offset_ms for timing in timings(world)] == [None, 0, 0, 0]


def test_a_planned_pause_is_kept() -> None:
    world = a_world(transfer=FixedTransfer(offset_ms=400)).run(until_ms=21_000)

    assert [timing.start_ms for timing in timings(world)] == [1000, 7400, 13_800]
    assert [(timing.offset_ms, timing.planned_offset_ms) for timing in timings(world)[1:]] == [(400, 400)] * 2


def test_a_planned_overlap_lets_both_play_out() -> None:
    world = a_world(transfer=FixedTransfer(offset_ms=-500)).run(until_ms=19_000)

    assert [(timing.start_ms, timing.duration_ms) for timing in timings(world)] == [
        (1000, 6000),
        (6500, 6000),
        (12_000, 6000),
    ]
    assert [timing.overlap_kind for timing in timings(world)] == [None, "terminal", "terminal"]
    assert world.of(CutClip) == []


def test_nobody_overlaps_itself() -> None:
    rule = ScriptedRule([Verdict(winner="ann"), Verdict(winner="ann"), Verdict(winner="bea")])

    world = a_world(rule, transfer=FixedTransfer(offset_ms=-500)).run(until_ms=19_000)

    assert [(timing.offset_ms, timing.planned_offset_ms) for timing in timings(world)[1:]] == [(0, 0), (-500, -500)]


def test_no_segment_is_lost_when_one_ends_under_the_tail_of_the_one_before() -> None:
    def write(request: WritingRequest) -> Answer:
        return Answer(draft=a_draft(2 if request.agent_id == "bea" else 20))

    world = a_world(
        ScriptedRule([Verdict(winner="ann"), Verdict(winner="bea"), Verdict(winner="carl")]),
        transfer=FixedTransfer(offset_ms=-2000),
        write=write,
        limits=SessionLimits(segments=4),
    ).run()

    assert [message.metadata.agent_id for message in world.heard()] == ["bea", "ann", "carl", "dora"]
    assert world.ended == "completed"


def test_a_session_ends_only_when_everything_that_sounds_was_heard() -> None:
    def write(request: WritingRequest) -> Answer:
        return Answer(draft=a_draft(2 if request.agent_id == "bea" else 20))

    world = a_world(
        ScriptedRule([Verdict(winner="ann"), Verdict(winner="bea")]),
        transfer=FixedTransfer(offset_ms=-2000),
        write=write,
        limits=SessionLimits(segments=2),
    ).run()

    assert [message.metadata.agent_id for message in world.heard()] == ["bea", "ann"]
    assert world.messages[-1].metadata.event == "closing"


def test_a_remark_that_ends_with_the_session_is_on_record() -> None:
    rule = ScriptedRule([Verdict(winner="ann"), Verdict(winner="bea", interjections=(an_interjection("dora"),))])

    # Beat 2 is at 5800; a remark of four words ends at 7000, as the segment does, and the session with it.
    world = a_world(
        rule,
        write=lambda request: Answer(draft=a_draft(4)) if request.purpose == "interjection" else answer_all(request),
        voice=lambda command: Voiced(after_ms=2000 if command.agent_id == "dora" else 200),
        limits=SessionLimits(duration_ms=7000 + 1),
    ).run()

    events = [message.metadata.event for message in world.heard()]
    assert events.count("interjection") == 1 or "dora drops its interjection: no_room" in rule.told
    assert world.messages[-1].metadata.event == "closing"


# -- the spare sentence ----------------------------------------------------------------------------------------------

PATIENT = {"concurrency.timeouts_ms.segment": 30_000}


def everybody_is_slow_but_ann(request: WritingRequest) -> Answer:
    return Answer(after_ms=800 if request.agent_id == "ann" else 6600, draft=a_draft(reserve="And one more thing."))


def test_when_the_next_segment_is_late_its_holder_adds_its_spare_sentence() -> None:
    world = a_world(write=everybody_is_slow_but_ann, policy=PATIENT).run(until_ms=9000)

    first, second = world.heard()[:2]
    assert (begins_ms(first), first.content) == (1000, a_draft(20).text)
    assert (begins_ms(second), second.metadata.agent_id, second.content) == (7000, "ann", "And one more thing.")
    assert second.metadata.provenance is not None
    assert second.metadata.provenance.fallback
    assert world.chat.tally.reserves_used == 1


def test_a_spare_sentence_that_is_not_needed_is_never_said_later() -> None:
    """Bea is ready just before the planned pause; Ann's spare sentence must not turn up at a later silence."""

    def write(request: WritingRequest) -> Answer:
        after_ms = {"ann": 800, "bea": 4850}.get(request.agent_id, 9000)
        return Answer(after_ms=after_ms, draft=a_draft(reserve="And one more thing."))

    voiced: list[str] = []

    def voice(command: PrepareClip) -> Voiced:
        voiced.append(command.agent_id)
        return Voiced(after_ms={"ann": 1500, "bea": 950}[command.agent_id] if len(voiced) < 3 else 200)

    world = a_world(write=write, voice=voice, policy=PATIENT, transfer=FixedTransfer(offset_ms=600))
    world.run(until_ms=22_000)

    assert voiced[:3] == ["ann", "bea", "ann"]
    assert [message.metadata.agent_id for message in world.heard()][:3] == ["ann", "bea", "bea"]


def test_without_a_spare_sentence_the_floor_is_silent_until_somebody_is_ready() -> None:
    def write(request: WritingRequest) -> Answer:
        return Answer(after_ms=800 if request.agent_id == "ann" else 6600, draft=a_draft())

    world = a_world(write=write, policy=PATIENT).run(until_ms=16_000)

    # At the handover Carl is asked in Bea's stead, and when he is overdue, too, Bea again; her answer is waited for.
    assert [command.request.agent_id for _, command in world.of(RequestDraft)][1:4] == ["bea", "carl", "bea"]
    assert world.of(PlayClip)[1][0] == 7560 + 6600 + 200


def test_an_answer_that_is_overdue_in_silence_is_replaced_by_the_fallback() -> None:
    rule = ScriptedRule([Verdict(winner="ann"), Verdict(winner="bea", fallback="dora")])

    def write(request: WritingRequest) -> Answer:
        return Answer(after_ms=60_000) if request.agent_id == "bea" else Answer(draft=a_draft())

    world = a_world(rule, write=write, policy=PATIENT).run(until_ms=12_000)

    assert "substituted" in world.notices()
    assert [command.request.agent_id for _, command in world.of(RequestDraft)][:3] == ["ann", "bea", "dora"]
    assert "bea takes the floor" not in " ".join(rule.told)


# -- limits and stops ------------------------------------------------------------------------------------------------


def test_a_session_of_n_segments_has_n_segments() -> None:
    world = a_world(limits=SessionLimits(segments=3)).run()

    assert (world.ended, len(world.heard("segment"))) == ("completed", 3)


def test_a_session_of_so_many_minutes_lets_the_last_one_finish() -> None:
    world = a_world(limits=SessionLimits(duration_ms=10_000)).run()

    assert (world.ended, world.now_ms) == ("completed", 13_000)


@pytest.mark.parametrize("at_ms", [0, 500, 1000, 3500, 7000, 12_999])
def test_a_stop_lets_what_is_being_said_be_said_and_nothing_new_begin(at_ms: int) -> None:
    world = a_world()
    world.at(at_ms, StopRequested(reason="interrupted"))

    world.run()

    begun = [start_ms for start_ms, _ in world.of(PlayClip)]
    assert world.ended == "interrupted"
    assert all(start_ms <= at_ms for start_ms in begun)
    assert len(world.heard("segment")) == len(begun)
    assert world.messages[-1].content == "interrupted"


def test_a_stop_for_money_ends_as_a_budget_does() -> None:
    world = a_world()
    world.at(2000, StopRequested(reason="budget"))

    assert world.run().ended == "budget"


def test_the_limit_of_calls_ends_the_session_before_one_more_is_made() -> None:
    world = a_world(limits=SessionLimits(segments=20, max_calls=3)).run()

    assert (world.ended, world.chat.tally.llm_calls) == ("budget", 3)
    assert len(world.heard("segment")) == 3


def test_one_agent_alone_talks_on() -> None:
    chat = a_chat(ScriptedRule(agents=("ann",)), agents=1, limits=SessionLimits(segments=3))

    world = World(chat=chat).start().run()

    assert [message.metadata.agent_id for message in world.heard()] == ["ann"] * 3


def test_nobody_at_the_table_ends_the_session_at_once() -> None:
    world = World(chat=a_chat(ScriptedRule(agents=()), agents=0)).start().run()

    assert (world.ended, [message.metadata.event for message in world.messages]) == (
        "nobody_left",
        ["opening", "closing"],
    )


def test_the_context_version_rises_with_each_segment() -> None:
    world = a_world().run(until_ms=25_500)

    versions = [message.metadata.context_version or 0 for message in world.heard()]
    assert [later - earlier for earlier, later in pairwise(versions)] == [1, 1, 1]


def test_words_last_as_long_as_the_builders_say() -> None:
    assert timings(a_world().run(until_ms=7500))[0].duration_ms == 20 * WORD_MS
