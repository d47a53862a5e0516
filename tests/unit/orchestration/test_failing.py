"""When an answer does not come: another try, another speaker, or a polite end."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from argentum.orchestration.commands import CancelRequest, PlayClip, PrepareClip, RequestDraft
from argentum.orchestration.requests import WritingRequest
from argentum.orchestration.signals import ClipFailed, ClipPrepared, DraftArrived, Failure, RequestFailed
from tests.builders import ScriptedRule, Verdict, a_chat, a_draft, an_interrupt
from tests.script import Answer, Voiced, World, answer_all

ANN_THEN_BEA = (Verdict(winner="ann"), Verdict(winner="bea", fallback="dora"))


def a_world(
    write: Callable[[WritingRequest], Answer] = answer_all,
    *,
    rule: ScriptedRule | None = None,
    policy: Mapping[str, object] | None = None,
    voice: Callable[[PrepareClip], Voiced] = lambda _command: Voiced(),
) -> World:
    return World(chat=a_chat(rule or ScriptedRule(ANN_THEN_BEA), policy=policy), write=write, voice=voice).start()


def fails(agent: str, failure: Failure, *, times: int) -> Callable[[WritingRequest], Answer]:
    left = [times]

    def write(request: WritingRequest) -> Answer:
        if request.agent_id == agent and left[0]:
            left[0] -= 1
            return Answer(after_ms=300, failure=failure)
        return answer_all(request)

    return write


def asked(world: World) -> list[tuple[int, str]]:
    return [(at_ms, command.request.agent_id) for at_ms, command in world.of(RequestDraft)]


def test_a_failed_request_is_tried_again_after_a_pause_when_there_is_time() -> None:
    world = a_world(fails("bea", "malformed", times=1)).run(until_ms=7500)

    assert asked(world)[:3] == [(0, "ann"), (1100, "bea"), (1100 + 300 + 400, "bea")]
    assert "7000 play bea" in world.log
    assert world.notices() == ["request_malformed"]


def test_the_pause_doubles_with_each_failure_in_a_row() -> None:
    world = a_world(fails("bea", "malformed", times=2)).run(until_ms=7500)

    assert asked(world)[1:4] == [(1100, "bea"), (1800, "bea"), (1800 + 300 + 800, "bea")]


def test_when_the_tries_are_used_up_the_fallback_speaks() -> None:
    world = a_world(fails("bea", "malformed", times=9)).run(until_ms=7500)

    assert [agent for _, agent in asked(world)][:5] == ["ann", "bea", "bea", "bea", "dora"]
    played = world.of(PlayClip)[1][1].clip_id
    assert played == world.of(PrepareClip)[-1][1].clip_id
    assert world.of(PrepareClip)[-1][1].agent_id == "dora"


def test_a_fallback_pays_nothing_and_says_that_it_is_one() -> None:
    rule = ScriptedRule(ANN_THEN_BEA)
    world = a_world(fails("bea", "malformed", times=9), rule=rule).run(until_ms=14_000)

    second = world.heard("segment")[1].metadata
    assert second.agent_id == "dora"
    assert second.provenance is not None
    assert second.provenance.fallback
    assert second.costs is None


def test_the_pause_is_as_long_as_the_provider_asks_for() -> None:

    world = a_world(lambda request: Answer(after_ms=50_000) if request.agent_id == "bea" else answer_all(request))
    world.run(until_ms=1100)
    request_id = world.of(RequestDraft)[-1][1].request.request_id
    world.at(1400, RequestFailed(request_id=request_id, failure="rate_limited", retry_after_ms=1500))

    world.run(until_ms=3000)

    assert asked(world)[2] == (1400 + 1500, "bea")


def test_without_time_for_another_try_the_fallback_is_asked_at_once() -> None:
    patient = {"concurrency.timeouts_ms.segment": 4600}
    world = a_world(
        lambda request: Answer(after_ms=60_000) if request.agent_id == "bea" else answer_all(request), policy=patient
    ).run(until_ms=7500)

    assert asked(world)[1:3] == [(1100, "bea"), (1100 + 4600, "dora")]
    assert "request_timed_out" in world.notices()


def test_answers_that_are_no_longer_awaited_change_nothing() -> None:

    world = a_world().run(until_ms=2000)
    before = len(world.messages)

    for signal in (
        DraftArrived(request_id="req_nobody", draft=a_draft()),
        RequestFailed(request_id="req_nobody", failure="gone"),
        ClipPrepared(clip_id="clip_nobody", duration_ms=5, word_ends_ms=(5,), first_audio_ms=1),
        ClipFailed(clip_id="clip_nobody", failure="gone"),
    ):
        assert world.feed(2000, signal) == []

    assert len(world.messages) == before


def test_after_enough_failures_in_a_row_the_provider_counts_as_gone() -> None:
    world = a_world(lambda _request: Answer(after_ms=60, failure="gone")).run()

    assert world.ended == "provider_gone"
    assert world.notices() == ["request_gone"] * 6
    assert world.messages[-1].content == "provider_gone"


def test_an_answer_in_between_starts_the_count_of_failures_anew() -> None:
    count = [0]

    def write(request: WritingRequest) -> Answer:
        count[0] += 1
        return answer_all(request) if count[0] % 5 == 0 else Answer(after_ms=60, failure="malformed")

    world = a_world(write).run(until_ms=120_000)

    assert world.ended is None
    assert len(world.heard("segment")) > 3


def test_a_provider_that_dies_lets_what_is_being_said_be_said() -> None:
    world = a_world(
        lambda request: answer_all(request) if request.agent_id == "ann" else Answer(after_ms=60, failure="gone")
    ).run()

    assert world.ended == "provider_gone"
    assert world.heard("segment")[0].content == a_draft(20).text


def test_a_voice_that_fails_has_the_text_written_anew() -> None:
    failed: list[str] = []

    def voice(command: PrepareClip) -> Voiced:
        if command.agent_id == "bea" and not failed:
            failed.append(command.clip_id)
            return Voiced(failure="malformed")
        return Voiced()

    world = a_world(voice=voice).run(until_ms=7500)

    assert [agent for _, agent in asked(world)][:3] == ["ann", "bea", "bea"]
    assert "7000 play bea" in world.log


def test_a_spare_sentence_that_cannot_be_voiced_is_done_without() -> None:
    def write(request: WritingRequest) -> Answer:

        return Answer(after_ms=800 if request.agent_id == "ann" else 6600, draft=a_draft(reserve="And one more thing."))

    def voice(command: PrepareClip) -> Voiced:
        return Voiced(failure="malformed" if command.text == "And one more thing." else None)

    world = a_world(write, voice=voice, policy={"concurrency.timeouts_ms.segment": 30_000}).run(until_ms=16_000)

    assert world.ended is None
    assert len(world.heard("segment")) == 1
    assert world.of(PlayClip)[-1][0] > 7000


@pytest.mark.parametrize("failure", ["malformed", "timed_out", "rate_limited"])
def test_a_kicker_that_fails_is_given_up_and_nobody_is_cut(failure: Failure) -> None:
    rule = ScriptedRule([Verdict(winner="ann"), Verdict(winner="carl", interrupts=(an_interrupt("bea"),))])
    world = a_world(fails("bea", failure, times=1), rule=rule).run(until_ms=7500)

    assert f"1400: bea gives its interrupt up: {failure}" in rule.told
    assert world.heard("segment")[0].metadata.interrupted_by is None
    assert "7000 play carl" in world.log


def test_a_substitution_cancels_the_request_that_it_stands_in_for() -> None:
    world = a_world(
        lambda request: Answer(after_ms=60_000) if request.agent_id == "bea" else answer_all(request),
        policy={"concurrency.timeouts_ms.segment": 30_000},
    ).run(until_ms=7500)

    assert [at_ms for at_ms, _ in world.of(CancelRequest)] == [6000]
    assert world.notices() == ["substituted"]
    assert "7000 play dora" in world.log


def test_a_follow_on_that_cannot_be_voiced_leaves_the_floor_to_be_sold() -> None:
    rule = ScriptedRule([Verdict(winner="ann"), Verdict(winner="carl", interrupts=(an_interrupt("bea"),))])
    follow_on = a_draft(14).text

    def voice(command: PrepareClip) -> Voiced:
        return Voiced(after_ms=3000, failure="malformed") if command.text == follow_on else Voiced()

    world = a_world(rule=rule, voice=voice).run(until_ms=14_000)

    kicker = world.heard("hard_interrupt")[0].metadata.timing
    assert kicker is not None
    assert world.of(PlayClip)[2][0] > kicker.start_ms + kicker.duration_ms
    assert len(world.heard("segment")) >= 1


def test_a_new_try_has_clips_of_its_own() -> None:
    failed: list[str] = []

    def voice(command: PrepareClip) -> Voiced:
        if command.agent_id == "bea" and not failed:
            failed.append(command.clip_id)
            return Voiced(failure="malformed")
        return Voiced()

    world = a_world(voice=voice).run(until_ms=7500)

    clips = [command.clip_id for _, command in world.of(PrepareClip)]
    assert len(clips) == len(dict.fromkeys(clips))
    assert f"{failed[0]}_try2" in clips
