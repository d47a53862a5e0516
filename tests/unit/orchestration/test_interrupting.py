"""Cutting in: when the gate is armed, where a cut falls, and how each style goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import pytest

from argentum.orchestration.commands import CutClip, PlayClip, PrepareClip, RequestDraft
from argentum.orchestration.requests import WritingRequest
from argentum.orchestration.session import SessionLimits
from tests.builders import WORD_MS, ScriptedRule, Verdict, a_chat, a_draft, an_interjection, an_interrupt
from tests.script import Answer, Voiced, World, answer_all

GUARD_MS = 200
CUTTING: dict[str, object] = {"interrupt.commit_guard_ms": GUARD_MS}


def bea_wants_to_cut_in(style: str = "hard") -> ScriptedRule:
    if style == "attempt":
        interrupt = an_interrupt("bea", style="attempt", price=1, fee=0)
    elif style == "soft":
        interrupt = an_interrupt("bea", style="soft", fee=0)
    else:
        interrupt = an_interrupt("bea")
    return ScriptedRule([Verdict(winner="ann"), Verdict(winner="carl", interrupts=(interrupt,))])


def a_world(
    rule: ScriptedRule | None = None,
    *,
    policy: Mapping[str, object] | None = None,
    write: Callable[[WritingRequest], Answer] = answer_all,
    kicker_after_ms: int = 200,
) -> World:
    def voice(command: PrepareClip) -> Voiced:
        return Voiced(after_ms=kicker_after_ms if command.agent_id == "bea" else 200)

    return World(
        chat=a_chat(rule or bea_wants_to_cut_in(), policy=CUTTING | dict(policy or {})), write=write, voice=voice
    ).start()


def first_cut_ms(world: World) -> int | None:
    cuts = world.of(CutClip)
    return cuts[0][0] if cuts else None


def kicker_ready_at(ready_ms: int) -> World:
    """Let bea's kicker be ready at an instant; its text is there at 1900 ms."""
    return a_world(kicker_after_ms=ready_ms - 1900).run(until_ms=20_000)


def test_a_cut_falls_on_the_end_of_a_word_after_beat_one() -> None:
    world = a_world().run(until_ms=8000)

    cut_ms = first_cut_ms(world)
    assert cut_ms is not None
    assert cut_ms >= 1000 + 8 * WORD_MS
    assert (cut_ms - 1000) % WORD_MS == 0


def test_a_kicker_that_is_ready_at_the_guard_cuts_and_one_millisecond_later_it_cuts_elsewhere() -> None:
    scheduled_ms = first_cut_ms(kicker_ready_at(2100))
    assert scheduled_ms is not None

    in_time = first_cut_ms(kicker_ready_at(scheduled_ms - GUARD_MS))
    late = first_cut_ms(kicker_ready_at(scheduled_ms - GUARD_MS + 1))

    assert in_time == scheduled_ms
    assert late == scheduled_ms + WORD_MS


@pytest.mark.parametrize("ready_ms", range(2100, 6200, 100))
def test_whatever_cuts_was_ready_for_the_whole_guard_band(ready_ms: int) -> None:
    world = kicker_ready_at(ready_ms)

    cut_ms = first_cut_ms(world)

    assert cut_ms is None or cut_ms - ready_ms >= GUARD_MS


def test_near_its_end_a_segment_is_not_cut_any_more() -> None:
    world = kicker_ready_at(6000)

    # The segment ends at 7000; from 5800 on an interrupt would be soft, and Carl is ready.
    assert first_cut_ms(world) is None
    assert "7000 play carl" in world.log


def test_the_one_who_was_cut_is_on_record_as_heard() -> None:
    world = a_world().run(until_ms=8000)

    cut = world.heard("segment")[0].metadata
    assert cut.interrupted_by == "bea"
    assert cut.cut_at_ms is not None
    assert cut.cut_at_ms % WORD_MS == 0
    assert cut.planned_text == a_draft(20).text
    assert cut.heard_text is not None
    assert len(cut.heard_text.split()) == cut.cut_at_ms // WORD_MS


def test_a_kicker_is_heard_whole_and_its_agent_goes_on() -> None:
    world = a_world().run(until_ms=10_000)

    kicker = world.heard("hard_interrupt")[0]
    assert kicker.content == a_draft(8).text
    assert kicker.metadata.timing is not None
    assert kicker.metadata.timing.duration_ms == 8 * WORD_MS
    assert kicker.metadata.style == "hard"
    follow_on = kicker.metadata.timing.start_ms + 8 * WORD_MS
    assert f"{follow_on} play bea" in world.log


def test_what_was_prepared_for_the_uncut_segment_is_never_voiced() -> None:
    world = a_world().run(until_ms=6000)

    assert first_cut_ms(world) is not None
    voiced = [command.agent_id for _, command in world.of(PrepareClip)]
    assert "carl" not in voiced


def test_with_the_floor_sold_after_the_kicker_nothing_follows_unsold() -> None:
    rule = ScriptedRule([*bea_wants_to_cut_in().verdicts, Verdict(winner="dora")])
    world = a_world(rule, policy={"interrupt.floor_after": "auction"}).run(until_ms=9000)

    cut_ms = first_cut_ms(world)
    assert cut_ms is not None
    assert f"{cut_ms + 100} write auction of dora" in world.log
    assert f"{cut_ms + 8 * WORD_MS} play dora" in world.log


def test_the_interrupted_agent_is_asked_to_answer() -> None:
    rule = ScriptedRule([*bea_wants_to_cut_in().verdicts, Verdict(winner="ann")])
    world = a_world(rule).run(until_ms=10_000)

    positions = [(request.request.agent_id, request.request.position) for _, request in world.of(RequestDraft)]
    assert positions[-1] == ("ann", "answer_interruption")


def test_an_interjection_that_sounds_postpones_the_cut_until_it_is_over() -> None:
    rule = ScriptedRule(
        [
            Verdict(winner="ann"),
            Verdict(winner="carl", interrupts=(an_interrupt("bea"),), interjections=(an_interjection("dora"),)),
        ]
    )

    def write(request: WritingRequest) -> Answer:
        return Answer(draft=a_draft(6)) if request.purpose == "interjection" else answer_all(request)

    world = a_world(rule, write=write).run(until_ms=10_000)

    assert "3400 play dora" in world.log
    cut_ms = first_cut_ms(world)
    assert cut_ms is not None
    assert cut_ms >= 3400 + 6 * WORD_MS


def test_a_kicker_that_is_not_used_is_given_up_and_may_be_charged() -> None:
    rule = bea_wants_to_cut_in()
    rule.prebuffer_charge = 2
    world = a_world(rule, kicker_after_ms=9000).run(until_ms=9000)

    assert "7000: bea gives its interrupt up: segment_over" in rule.told
    reasons = [posting.reason for message in world.messages for posting in message.metadata.postings]
    assert reasons.count("prebuffer") == 1


def test_the_last_segment_of_a_session_is_neither_sold_nor_cut() -> None:
    rule = ScriptedRule([Verdict(winner="ann", interrupts=(an_interrupt("bea"),))])
    world = World(chat=a_chat(rule, limits=SessionLimits(segments=1))).start().run()

    assert (world.ended, len(rule.situations), world.of(CutClip)) == ("completed", 1, [])


# -- beat_only -------------------------------------------------------------------------------------------------------

BEAT_ONLY: dict[str, object] = {"interrupt.mode": "beat_only", "interjections.dual_path": False}


def test_beat_only_cuts_at_a_beat_on_the_end_of_a_word() -> None:
    world = a_world(policy=BEAT_ONLY).run(until_ms=9000)

    assert first_cut_ms(world) == 1000 + 8 * WORD_MS


def test_beat_only_waits_for_the_next_beat_when_the_kicker_missed_the_guard() -> None:
    world = a_world(policy=BEAT_ONLY, kicker_after_ms=3400 - GUARD_MS + 1 - 1900).run(until_ms=9000)

    cut_ms = first_cut_ms(world)
    assert cut_ms is not None
    assert cut_ms > 3400
    assert (cut_ms - 1000) % WORD_MS == 0


# -- yield -----------------------------------------------------------------------------------------------------------

YIELD: dict[str, object] = {"interrupt.mode": "yield"}


def test_yield_lets_both_talk_until_the_holder_stops_at_the_end_of_a_word() -> None:
    world = a_world(policy=YIELD).run(until_ms=9000)

    began_ms = next(at_ms for at_ms, command in world.of(PlayClip) if at_ms > 1000)
    cut_ms = first_cut_ms(world)
    assert cut_ms is not None
    assert began_ms < cut_ms < began_ms + 8 * WORD_MS
    assert (cut_ms - 1000) % WORD_MS == 0
    kicker = world.heard("hard_interrupt")[0].metadata
    assert kicker.timing is not None
    assert (kicker.timing.overlap_kind, kicker.timing.duration_ms) == ("competition", 8 * WORD_MS)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("kicker_words", [1, 2, 3, 8])
def test_a_competition_is_decided_while_the_kicker_is_heard(kicker_words: int, seed: int) -> None:
    def write(request: WritingRequest) -> Answer:
        if request.purpose == "kicker":
            return Answer(draft=a_draft(kicker_words, follow_on=a_draft(14).text))
        return answer_all(request)

    rule = bea_wants_to_cut_in()
    world = World(chat=a_chat(rule, policy=CUTTING | YIELD, seed=seed), write=write).start().run(until_ms=12_000)

    ann, kicker, follow_on = world.heard()[:3]
    assert [ann.metadata.agent_id, kicker.metadata.agent_id, follow_on.metadata.agent_id] == ["ann", "bea", "bea"]
    assert kicker.metadata.event == "hard_interrupt"
    assert kicker.metadata.timing is not None
    assert ann.metadata.interrupted_by == "bea" or kicker.metadata.timing.overlap_kind == "terminal"


def test_when_the_holder_ends_first_both_play_out_and_the_interrupter_has_the_floor() -> None:
    policy = YIELD | {"interrupt.yield_depth_median_ms": 2900, "interrupt.yield_depth_log_sd": 0.0}
    world = a_world(policy=policy | {"interrupt.soft_remaining_ms": 0}, kicker_after_ms=5400 - 1900).run(
        until_ms=14_000
    )

    ann, bea = world.heard()[:2]
    assert (ann.metadata.interrupted_by, ann.metadata.cut_at_ms) == (None, None)
    assert bea.metadata.timing is not None
    assert (bea.metadata.event, bea.metadata.timing.overlap_kind) == ("hard_interrupt", "terminal")


def test_an_attempt_gives_way_at_the_end_of_its_own_word_and_the_holder_goes_on() -> None:
    world = a_world(bea_wants_to_cut_in("attempt"), policy=YIELD).run(until_ms=7500)

    attempt, segment = world.heard()
    assert attempt.metadata.timing is not None
    assert (attempt.metadata.event, attempt.metadata.style) == ("interjection", "attempt")
    assert attempt.metadata.timing.overlap_kind == "failed_attempt"
    assert attempt.metadata.timing.duration_ms % WORD_MS == 0
    assert segment.metadata.interrupted_by is None
    assert "7000 play carl" in world.log


@pytest.mark.parametrize("seed", range(30))
def test_an_attempt_is_over_before_the_segment_that_it_fell_into(seed: int) -> None:
    policy = CUTTING | YIELD | {"interrupt.soft_remaining_ms": 0, "interrupt.yield_depth_median_ms": 2500}
    rule = bea_wants_to_cut_in("attempt")
    slow = World(
        chat=a_chat(rule, policy=policy, seed=seed),
        voice=lambda command: Voiced(after_ms=4100 if command.agent_id == "bea" else 200),
    )

    slow.start().run(until_ms=7500)

    for attempt in slow.heard("interjection"):
        timing = attempt.metadata.timing
        assert timing is not None
        assert timing.start_ms + timing.duration_ms < 7000
        assert timing.duration_ms % WORD_MS == 0
    assert "7000 play carl" in slow.log


# -- soft ------------------------------------------------------------------------------------------------------------


def bea_is_next_anyway(style: Literal["hard", "soft"]) -> ScriptedRule:
    return ScriptedRule([Verdict(winner="ann"), Verdict(winner="bea", interrupts=(an_interrupt("bea", style=style),))])


def test_a_soft_interrupt_waits_for_the_end_and_its_agent_begins_with_its_kicker() -> None:
    world = a_world(bea_is_next_anyway("soft")).run(until_ms=9500)

    assert world.of(CutClip) == []
    assert "7000 play bea" in world.log
    assert world.heard("segment")[0].metadata.interrupted_by is None
    assert world.heard("hard_interrupt")[0].metadata.style == "soft"


def test_a_hard_interrupt_that_came_too_late_is_recorded_as_the_soft_one_that_it_was() -> None:
    # Bea's two requests go one after the other, so that the kicker is written at 2700 and can be heard at 6000.
    world = a_world(bea_is_next_anyway("hard"), kicker_after_ms=6000 - 2700).run(until_ms=9500)

    assert world.of(CutClip) == []
    assert world.heard("hard_interrupt")[0].metadata.style == "soft"


def test_a_segment_that_is_ready_is_not_thrown_away_for_a_soft_interrupt() -> None:
    rule = bea_wants_to_cut_in("soft")

    world = a_world(rule).run(until_ms=7500)

    assert "7000 play carl" in world.log
    assert "7000: bea gives its interrupt up: segment_over" in rule.told


def test_a_soft_interrupt_fills_the_silence_that_a_late_segment_would_leave() -> None:
    def write(request: WritingRequest) -> Answer:
        return Answer(9000) if request.agent_id == "carl" else answer_all(request)

    patient = {"concurrency.timeouts_ms.segment": 20_000}
    world = a_world(bea_wants_to_cut_in("soft"), write=write, policy=patient).run(until_ms=7500)

    assert "7000 play bea" in world.log


# -- late beats ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("late_ms", [250, 500, 1000])
def test_late_beats_never_let_a_cut_fall_inside_a_word(late_ms: int) -> None:
    for seed in range(10):
        world = World(chat=a_chat(bea_wants_to_cut_in(), policy=CUTTING, seed=seed), beat_late_ms=lambda _beat: late_ms)

        world.start().run(until_ms=12_000)

        for at_ms, _ in world.of(CutClip):
            assert (at_ms - 1000) % WORD_MS == 0
