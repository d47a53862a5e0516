"""Short remarks: placed at beats, ducked under, deferred by late beats, taken up."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from argentum.orchestration.commands import DuckClip, PlayClip, PrepareClip, RequestDraft
from argentum.orchestration.requests import WritingRequest
from argentum.speech.sentences import first_words
from tests.builders import WORD_MS, ScriptedRule, Verdict, a_chat, a_draft, an_interjection
from tests.script import Answer, Voiced, World, answer_all

BEAT_1_MS, BEAT_2_MS = 3400, 5800


def dora_has_a_remark(*, acknowledge: bool = False, beat: int = 1) -> ScriptedRule:
    return ScriptedRule(
        [
            Verdict(winner="ann"),
            Verdict(winner="carl", interjections=(an_interjection("dora", acknowledge=acknowledge, beat=beat),)),
        ]
    )


def a_world(
    rule: ScriptedRule | None = None,
    *,
    policy: Mapping[str, object] | None = None,
    write: Callable[[WritingRequest], Answer] = answer_all,
    voice: Callable[[PrepareClip], Voiced] = lambda _command: Voiced(),
    beat_late_ms: Callable[[int], int] = lambda _beat: 0,
) -> World:
    chat = a_chat(rule or dora_has_a_remark(), policy=policy)
    return World(chat=chat, write=write, voice=voice, beat_late_ms=beat_late_ms).start()


def remark_begins_ms(world: World) -> int | None:
    remarks = world.heard("interjection")
    timing = remarks[0].metadata.timing if remarks else None
    return timing.start_ms if timing else None


def test_a_remark_falls_on_beat_one_and_the_speaker_is_ducked_for_as_long_as_it_lasts() -> None:
    world = a_world().run(until_ms=6000)

    holder = world.of(PlayClip)[0][1].clip_id
    assert remark_begins_ms(world) == BEAT_1_MS
    assert world.of(DuckClip) == [
        (BEAT_1_MS, DuckClip(clip_id=holder, gain_db=-12.0)),
        (BEAT_1_MS + 3 * WORD_MS, DuckClip(clip_id=holder, gain_db=0.0)),
    ]


def test_a_remark_is_asked_of_one_who_knows_what_will_have_been_heard_by_then_and_no_more() -> None:
    world = a_world().run(until_ms=2000)

    requests = [command.request for _, command in world.of(RequestDraft)]
    remark = next(request for request in requests if request.purpose == "interjection")
    assert remark.speaking is not None
    assert (remark.agent_id, remark.interjection_type) == ("dora", "clarify")
    heard_words = (BEAT_1_MS - world.of(PlayClip)[0][0]) // WORD_MS
    assert (remark.speaking.agent_id, remark.speaking.text) == ("ann", first_words(a_draft(20).text, heard_words))


@pytest.mark.parametrize("late_ms", [250, 500, 1000])
def test_a_late_beat_defers_the_interjection_to_the_next_one(late_ms: int) -> None:
    world = a_world(beat_late_ms=lambda beat: late_ms if beat == 1 else 0).run(until_ms=9000)

    assert remark_begins_ms(world) == BEAT_2_MS
    assert world.chat.tally.beats_missed == 1


@pytest.mark.parametrize("late_ms", [-150, 0, 150, 200])
def test_a_beat_within_its_tolerance_is_used_when_it_is_reported(late_ms: int) -> None:
    world = a_world(beat_late_ms=lambda _beat: late_ms).run(until_ms=9000)

    timing = world.heard("interjection")[0].metadata.timing
    assert timing is not None
    assert (timing.start_ms, timing.target_ms) == (BEAT_1_MS + late_ms, BEAT_1_MS)


def test_when_every_beat_is_late_nothing_is_interjected_and_nothing_is_paid() -> None:
    rule = dora_has_a_remark()
    world = a_world(rule, beat_late_ms=lambda _beat: 500).run(until_ms=9000)

    assert world.heard("interjection") == []
    assert "dora drops its interjection: segment_over" in rule.told
    assert not any(line.endswith("interjects into 0") for line in rule.told)


def test_a_remark_that_is_not_ready_at_beat_one_waits_for_beat_two() -> None:
    world = a_world(voice=lambda command: Voiced(after_ms=1600 if command.agent_id == "dora" else 200)).run(
        until_ms=9000
    )

    assert remark_begins_ms(world) == BEAT_2_MS


def test_a_remark_for_beat_two_does_not_come_at_beat_one() -> None:
    world = a_world(dora_has_a_remark(beat=2)).run(until_ms=9000)

    assert remark_begins_ms(world) == BEAT_2_MS


def test_a_remark_that_would_outlast_the_segment_is_dropped_before_it_is_voiced() -> None:
    rule = dora_has_a_remark()

    def write(request: WritingRequest) -> Answer:
        return Answer(draft=a_draft(14)) if request.purpose == "interjection" else answer_all(request)

    world = a_world(rule, write=write).run(until_ms=9000)

    assert world.heard("interjection") == []
    assert "dora drops its interjection: no_room" in rule.told


def test_a_remark_that_failed_is_given_up_and_the_debate_goes_on() -> None:
    rule = dora_has_a_remark()

    def write(request: WritingRequest) -> Answer:
        return Answer(failure="malformed") if request.purpose == "interjection" else answer_all(request)

    world = a_world(rule, write=write).run(until_ms=9000)

    assert "dora drops its interjection: malformed" in rule.told
    assert "7000 play carl" in world.log


def test_who_was_asked_something_takes_it_up_in_its_next_segment() -> None:
    rule = dora_has_a_remark(acknowledge=True)
    rule.verdicts = [*rule.verdicts, Verdict(winner="ann")]
    world = a_world(rule).run(until_ms=9000)

    request = world.of(RequestDraft)[-1][1].request
    assert request.agent_id == "ann"
    assert request.acknowledge is not None
    assert (request.acknowledge.agent_id, request.acknowledge.text) == ("dora", a_draft(3).text)


# -- the dual path ---------------------------------------------------------------------------------------------------

DUAL = {"interrupt.mode": "beat_only", "interrupt.prebuffer_top": 0, "interrupt.max_per_window": 0}
ENDING = "Dora asks rightly, and here is what I say to her now."


def in_two_ways(request: WritingRequest) -> Answer:
    if request.purpose == "segment":
        return Answer(draft=a_draft(20, acknowledged_ending=ENDING))
    return answer_all(request)


def test_in_the_join_the_remark_is_heard_alone_and_then_the_ending_that_takes_it_up() -> None:
    world = a_world(policy=DUAL, write=in_two_ways).run(until_ms=9000)

    assert remark_begins_ms(world) == BEAT_1_MS
    assert world.of(DuckClip) == []
    segment = world.heard("segment")[0]
    assert segment.content == f"{a_draft(8).text} {ENDING}"
    assert segment.metadata.timing is not None
    assert segment.metadata.timing.duration_ms == (8 + 3 + 12) * WORD_MS


def test_without_a_remark_the_plain_second_half_follows_at_once() -> None:
    world = a_world(ScriptedRule([Verdict(winner="ann")]), policy=DUAL, write=in_two_ways).run(until_ms=7500)

    segment = world.heard("segment")[0]
    assert segment.content == a_draft(20).text
    assert segment.metadata.timing is not None
    assert segment.metadata.timing.duration_ms == 20 * WORD_MS


def test_when_the_ending_is_not_voiced_in_time_the_plain_half_follows_the_remark() -> None:
    world = a_world(
        policy=DUAL,
        write=in_two_ways,
        voice=lambda command: Voiced(after_ms=5000 if command.text == ENDING else 200),
    ).run(until_ms=9000)

    assert world.heard("segment")[0].content == a_draft(20).text


def test_a_segment_begins_only_when_both_its_halves_are_ready() -> None:
    second_half = a_draft(20).text.removeprefix(f"{a_draft(8).text} ")
    world = a_world(
        ScriptedRule([Verdict(winner="ann")]),
        policy=DUAL,
        write=in_two_ways,
        voice=lambda command: Voiced(after_ms=900 if command.text == second_half else 200),
    ).run(until_ms=9000)

    assert world.of(PlayClip)[0][0] == 1700


def test_a_second_half_that_cannot_be_voiced_fails_the_segment_and_not_the_session() -> None:
    second_half = a_draft(20).text.removeprefix(f"{a_draft(8).text} ")
    failed: list[str] = []

    def voice(command: PrepareClip) -> Voiced:
        if command.text == second_half and not failed:
            failed.append(second_half)
            return Voiced(failure="malformed")
        return Voiced()

    world = a_world(ScriptedRule([Verdict(winner="ann")]), policy=DUAL, write=in_two_ways, voice=voice)
    world.run(until_ms=12_000)

    assert world.notices()[0] == "request_malformed"
    assert len(world.heard("segment")) == 1
