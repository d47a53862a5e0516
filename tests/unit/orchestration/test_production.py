"""Making what will be said: requests in their context, drafts made safe, time-outs that follow the provider."""

from __future__ import annotations

from argentum.orchestration.commands import PrepareClip, RequestDraft
from argentum.orchestration.production import clean
from argentum.orchestration.requests import WritingRequest
from argentum.orchestration.session import SessionLimits
from argentum.transcript.utterance import Draft
from tests.builders import ScriptedRule, Verdict, a_chat, a_draft, an_interjection, an_interrupt
from tests.script import Answer, World, answer_all


def test_an_unharmed_draft_is_taken_as_it_is() -> None:
    draft = a_draft(20)

    assert clean(draft, "segment") is draft


def test_a_draft_is_made_safe_and_held_to_the_caps_of_its_kind() -> None:
    long = " ".join(["word"] * 60)

    kept = clean(Draft(text=f"<speak>{long}</speak>", follow_on=long, reserve="“Quote”"), "kicker")

    assert len(kept.text.split()) == 18
    assert kept.text.endswith("…")
    assert len(kept.follow_on.split()) == 35
    assert kept.reserve == "Quote"
    assert len(clean(Draft(text=long), "interjection").text.split()) == 15
    assert len(clean(Draft(text=long), "segment").text.split()) == 35


def test_what_an_agent_writes_is_made_safe_before_it_is_voiced() -> None:
    def write(_request: WritingRequest) -> Answer:
        return Answer(draft=a_draft(text="<break time='9s'/>Good evening to all of you."))

    world = World(chat=a_chat(), write=write).start().run(until_ms=1000)

    assert [command.text for _, command in world.of(PrepareClip)] == ["Good evening to all of you."]


def test_the_first_answer_may_take_long_and_later_deadlines_follow_the_measure() -> None:
    world = World(chat=a_chat(), write=lambda _request: Answer(after_ms=4000, draft=a_draft())).start()

    world.run(until_ms=6000)

    first, second = (command.deadline_ms - at_ms for at_ms, command in world.of(RequestDraft))
    assert first == 8 * 1200
    assert second == round(2.5 * 1.5 * 4000)


def test_at_most_the_global_limit_of_requests_is_under_way_and_the_needed_goes_first() -> None:
    rule = ScriptedRule(
        [
            Verdict(winner="ann"),
            Verdict(winner="carl", interrupts=(an_interrupt("bea"),), interjections=(an_interjection("dora"),)),
        ]
    )

    world = World(chat=a_chat(rule, policy={"concurrency.global_limit": 1})).start().run(until_ms=3500)

    asked = [(at_ms, command.request.purpose) for at_ms, command in world.of(RequestDraft)]
    assert asked == [(0, "segment"), (1100, "segment"), (1900, "kicker"), (2700, "interjection")]


def test_a_request_is_worded_when_it_is_made_and_not_before() -> None:
    rule = ScriptedRule([Verdict(winner="ann"), Verdict(winner="bea", interrupts=(an_interrupt("bea"),))])

    world = World(chat=a_chat(rule)).start().run(until_ms=3500)

    segment, kicker = world.of(RequestDraft)[1:3]
    assert (segment[0], kicker[0]) == (1100, 1900)
    assert kicker[1].request.speaking is not None
    assert kicker[1].request.speaking.agent_id == "ann"


def test_a_kicker_is_asked_for_with_a_follow_on_that_outlasts_a_slow_writer() -> None:
    rule = ScriptedRule([Verdict(winner="ann"), Verdict(winner="carl", interrupts=(an_interrupt("bea"),))])

    def follow_on_words(latency_ms: int) -> int:
        patient = {"concurrency.timeouts_ms.segment": 20_000}
        chat = a_chat(ScriptedRule(rule.verdicts), policy=patient)
        world = World(chat=chat, write=lambda _request: Answer(after_ms=latency_ms, draft=a_draft()))
        world.start().run(until_ms=latency_ms + 1000)
        return next(c.request.follow_on_words for _, c in world.of(RequestDraft) if c.request.purpose == "kicker")

    assert follow_on_words(800) < follow_on_words(5000)


def test_a_budget_of_calls_a_minute_leaves_out_the_lively_first_and_delays_the_needed() -> None:
    verdicts = [Verdict(interjections=(an_interjection("dora"),)) for _ in range(40)]
    policy = {"quality.llm_calls_per_min": 8}

    world = World(chat=a_chat(ScriptedRule(verdicts), policy=policy)).start().run(until_ms=90_000)

    asked = [at_ms for at_ms, _ in world.of(RequestDraft)]
    for at_ms in asked:
        assert sum(1 for other in asked if at_ms - 60_000 < other <= at_ms) <= 8
    assert len(world.heard("segment")) >= 8


def test_the_last_round_knows_that_it_is_the_last() -> None:
    world = World(chat=a_chat(limits=SessionLimits(segments=6)), write=answer_all).start().run()

    assert [command.request.closing for _, command in world.of(RequestDraft)] == [False, False, False, True, True, True]
