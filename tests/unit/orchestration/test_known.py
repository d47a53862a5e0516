from __future__ import annotations

import pytest

from argentum.orchestration.requests import WritingRequest
from argentum.transcript.utterance import Draft
from tests.builders import ScriptedRule, Verdict, a_chat, an_interjection, an_interrupt
from tests.script import Answer, World

ANN = "A parked car takes the room of ten chairs. Close the road to it and let us all sit down."


def a_world(*, kicker: str, remark: str) -> World:
    """Ann speaks; Bea would cut in and Dora would remark, each about some words."""
    auctions = ScriptedRule(
        [
            Verdict(winner="ann", price=2),
            Verdict(
                winner="carl",
                interrupts=(an_interrupt("bea", price=4),),
                interjections=(an_interjection("dora", "clarify", price=1),),
            ),
            Verdict(winner="carl", price=2),
        ]
    )

    def write(request: WritingRequest) -> Answer:
        if request.purpose == "kicker":
            return Answer(draft=Draft(text="That has never mended a broken boiler for me!", takes_up=(kicker,)))
        if request.purpose == "interjection":
            return Answer(draft=Draft(text="For whom, exactly?", takes_up=(remark,)))
        return Answer(draft=Draft(text=ANN if request.agent_id == "ann" else "And so on, as ever."))

    world = World(chat=a_chat(auctions, policy={"interrupt.commit_guard_ms": 200}), write=write)
    world.start().run(until_ms=9000)
    return world


@pytest.mark.parametrize(
    ("kicker", "remark", "spoken"),
    [
        ("ten chairs", "ten chairs", {"bea", "dora"}),
        ("let us all sit down", "ten chairs", {"dora"}),
        ("ten chairs", "ten tables", {"bea"}),
        ("ten tables", "ten tables", set()),
    ],
    ids=["both were heard", "the kicker's were not", "the remark's were not", "nobody said any of it"],
)
def test_nothing_sounds_about_words_that_were_not_heard(kicker: str, remark: str, spoken: set[str]) -> None:
    world = a_world(kicker=kicker, remark=remark)

    assert {message.sender for message in world.heard("interjection", "hard_interrupt")} == spoken
