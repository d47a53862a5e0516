"""The story of a micro-turn, from the first sound of a segment to the answer of the one who was cut off."""

from __future__ import annotations

from argentum.orchestration.requests import WritingRequest
from argentum.transcript.utterance import Draft
from tests.builders import ScriptedRule, Verdict, a_chat, an_interjection, an_interrupt
from tests.script import Answer, World
from tests.story import story_of

LINES = {
    (
        "ann",
        "opening",
    ): "A parked car takes the room of ten chairs. Close the road to it and let us all sit down.",
    ("carl", "turn"): "Let us look at a city that has tried.",
    (
        "ann",
        "answer_interruption",
    ): "For anybody tired, Dora. And one permit for the plumber, Bea. The other cars stay out.",
}
KICKER = Draft(
    text="Ten chairs have never mended a broken boiler!",
    follow_on="The plumber needs that kerb at seven. Give her a permit, and we can talk about chairs.",
    challenges=("ann",),
    takes_up=("ten chairs",),
)
REMARK = Draft(text="Ten chairs for whom, exactly?", takes_up=("ten chairs",))


def what_they_write(request: WritingRequest) -> Answer:
    if request.purpose == "kicker":
        return Answer(draft=KICKER)
    if request.purpose == "interjection":
        return Answer(draft=REMARK)
    return Answer(draft=Draft(text=LINES.get((request.agent_id, request.position), "And so on, as ever.")))


def test_a_micro_turn() -> None:
    # Carl buys the segment after Ann's; but Dora has a question, and Bea would pay to be heard at once.
    auctions = ScriptedRule(
        [
            Verdict(winner="ann", price=2),
            Verdict(
                winner="carl",
                interrupts=(an_interrupt("bea", price=4),),
                interjections=(an_interjection("dora", "clarify", price=1, acknowledge=True),),
            ),
            Verdict(winner="ann", price=3),
        ]
    )
    world = World(chat=a_chat(auctions, policy={"interrupt.commit_guard_ms": 200}), write=what_they_write)

    world.start().run(until_ms=12_750)

    assert story_of(world, since_ms=1000) == [
        "  0.0 s  ann is ready to be heard",
        "  0.0 s  ann begins: A parked car takes the room of ten chairs. Close the road to it and let us all sit down.",
        "  0.1 s  ann pays 2 to speak",
        "  0.1 s  the next segment is sold to carl",
        "  0.1 s  carl is asked for a segment",
        "  0.1 s  bea is asked for a kicker",
        "  0.1 s  dora is asked for an interjection",
        "  0.9 s  carl has written a segment; it is not voiced while a cut could make it void",
        "  0.9 s  bea has written a kicker",
        "  0.9 s  dora has written an interjection",
        "  1.1 s  bea is ready to be heard",
        "  1.1 s  dora is ready to be heard",
        "  2.7 s  beat 1",
        "  2.7 s  ann is ducked to -12 dB",
        "  2.7 s  dora interjects: Ten chairs for whom, exactly?",
        "  4.0 s  the gate is armed",
        "  4.2 s  ann is back at full level",
        "  4.2 s  dora pays 1 to interject",
        "  4.2 s  dora was heard to the end",
        "  4.2 s  ann is cut at the end of a word",
        "  4.2 s  bea pays 4 to cut in",
        "  4.2 s  what was heard of ann is on record: A parked car takes the room of ten chairs. Close the road to it",
        "  4.2 s  bea cuts in: Ten chairs have never mended a broken boiler!",
        "  4.4 s  bea is ready to be heard",
        "  6.6 s  bea was heard to the end",
        "  6.6 s  bea goes on: The plumber needs that kerb at seven. Give her a permit, and we can talk about chairs.",
        "  6.7 s  the next segment is sold to ann",
        "  6.7 s  ann is asked for a segment that answers the interruption and takes up what dora threw in",
        "  7.5 s  ann has written a segment",
        "  7.7 s  ann is ready to be heard",
        "  8.7 s  beat 1",
        " 10.5 s  beat 2",
        " 11.7 s  bea was heard to the end",
        " 11.7 s  ann answers: For anybody tired, Dora. And one permit for the plumber, Bea. The other cars stay out.",
    ]
