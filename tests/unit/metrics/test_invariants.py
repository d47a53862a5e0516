"""The checks of a session find what they are there to find."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest

from argentum.metrics.invariants import violations
from argentum.transcript.message import ClipTiming, Event, Message, Metadata
from argentum.transcript.posting import POOL, Posting
from tests.builders import a_policy

AGENTS = ("ann", "bea")


def a_message(
    number: int,
    event: Event,
    agent: str = "ann",
    *,
    start_ms: int = 0,
    duration_ms: int = 1000,
    index: int | None = None,
) -> Message:
    return Message(
        id=f"m{number:05d}",
        type="assistant",
        sender=agent,
        content="",
        metadata=Metadata(
            event=event,
            agent_id=agent,
            segment_index=index,
            timing=ClipTiming(start_ms=start_ms, duration_ms=duration_ms),
        ),
    )


def with_metadata(message: Message, **changes: object) -> Message:
    return msgspec.structs.replace(message, metadata=msgspec.structs.replace(message.metadata, **changes))


def segments(count: int, *, speakers: Sequence[str] = AGENTS) -> list[Message]:
    return [
        a_message(place + 1, "segment", speakers[place % len(speakers)], start_ms=1000 * place, index=place)
        for place in range(count)
    ]


def found(messages: Sequence[Message], **policy: object) -> list[str]:
    return violations(messages, a_policy(policy), AGENTS)


def test_a_sound_session_has_no_violations() -> None:
    assert found(segments(10)) == []


def test_a_balance_below_zero_is_found_at_the_message_that_made_it() -> None:
    paid = with_metadata(
        a_message(1, "segment", index=0), postings=(Posting(source="ann", target=POOL, amount=1, reason="speak"),)
    )

    assert found([paid]) == ["m00001: ann holds -1 tokens, allowed: 0 to 8"]


def test_a_balance_above_the_bank_is_found() -> None:
    filled = with_metadata(
        a_message(1, "segment", index=0), postings=(Posting(source=POOL, target="bea", amount=9, reason="start"),)
    )

    assert found([filled]) == ["m00001: bea holds 9 tokens, allowed: 0 to 8"]


def cut_in(number: int, agent: str, *, start_ms: int) -> Message:
    return with_metadata(a_message(number, "hard_interrupt", agent, start_ms=start_ms, duration_ms=1), style="hard")


def test_too_many_hard_interrupts_in_a_window_are_found() -> None:
    talk = segments(3)
    talk = [talk[0], talk[1], talk[2], cut_in(4, "ann", start_ms=3000), cut_in(5, "bea", start_ms=3001)]

    assert found(talk, **{"interrupt.max_per_window": 1}) == ["m00005: 2 hard interrupts in 5 segments, allowed: 1"]


def test_an_interrupt_in_the_cooldown_is_found() -> None:
    talk = [*segments(2), cut_in(3, "ann", start_ms=2000), cut_in(4, "ann", start_ms=2001)]

    assert "m00004: ann cuts in again after 0 segments, in its cooldown" in found(talk)


def test_too_many_interjections_and_one_in_the_cooldown_are_found() -> None:
    remarks = [a_message(3, "interjection", "bea", start_ms=200, duration_ms=100)]
    remarks.append(a_message(4, "interjection", "bea", start_ms=400, duration_ms=100))

    assert found([*segments(2), *remarks]) == [
        "m00004: 2 interjections in segment 0",
        "m00004: bea interjects again after 0 segments, in its cooldown",
    ]


def test_an_agent_that_waits_too_long_is_found_once() -> None:
    assert found(segments(40, speakers=("ann",))) == ["m00030: bea has not spoken for 30 segments"]


def test_an_overlap_that_nobody_decided_is_found_and_a_decided_one_is_not() -> None:
    first, second = segments(2)
    early = with_metadata(second, timing=ClipTiming(start_ms=900, duration_ms=1000))
    decided = with_metadata(second, timing=ClipTiming(start_ms=900, duration_ms=1000, overlap_kind="terminal"))

    assert found([first, early]) == ["m00002: bea talks over ann, which nobody decided"]
    assert found([first, decided]) == []


def test_an_agent_that_talks_over_itself_is_found_even_if_decided() -> None:
    first = a_message(1, "segment", "ann", index=0)
    again = with_metadata(
        a_message(2, "segment", "ann", index=1), timing=ClipTiming(start_ms=500, duration_ms=9, overlap_kind="terminal")
    )

    assert found([first, again]) == ["m00002: ann talks over itself"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"segment_index": 7}, "m00002: segment 7 is heard in place 1"),
        (
            {"planned_text": "One two three.", "heard_text": "Two"},
            "m00002: the heard text is not how the planned text begins",
        ),
    ],
)
def test_a_wrong_record_is_found(change: dict[str, object], told: str) -> None:
    first, second = segments(2)

    assert found([first, with_metadata(second, **change)]) == [told]


def test_a_missing_message_and_one_after_the_closing_are_found() -> None:
    closing = a_message(2, "closing")
    late = a_message(4, "segment", "bea", start_ms=2000, index=1)

    assert found([segments(1)[0], closing, late]) == [
        "m00002: 1 messages follow the closing",
        "m00004: expected m00003",
    ]
