"""The council is asked, answers, and what it says about thresholds is in force."""

from __future__ import annotations

from typing import Any

import pytest

from argentum.ayni.alerts.thresholds import Thresholds
from argentum.ayni.council_book import MemoryBook, Note
from argentum.ayni.council_decisions import threshold_changes, thresholds_in_force
from argentum.ayni.fire_circle.deliberation import matters
from argentum.ayni.fire_circle.guidance import (
    Guidance,
    receive_guidance,
    received_guidance,
    request_guidance,
    update_guidance,
)
from argentum.errors import CouncilError, EntryConflictError, InteractionError, UsageError


@pytest.fixture
def book() -> MemoryBook:
    return MemoryBook()


def ask(book: MemoryBook, **given: object) -> str:
    fields: dict[str, Any] = {"topic": "is it harvest?", "now_ms": 10}
    return request_guidance(book, **fields | given).id


def answer(book: MemoryBook, request_id: str, **given: object) -> Guidance:
    fields: dict[str, Any] = {"guidance": "wait", "rationale": "harvest", "by": "the circle", "now_ms": 20}
    return receive_guidance(book, request_id, **fields | given)


def urgent_notice(book: MemoryBook, own_id: str = "urgent:a-1#1") -> None:
    data = {
        "form": "urgent",
        "topic": "care deficit: tika",
        "urgency": "urgent",
        "about": "a-1",
        "participants": ["tika"],
        "questions": ["does tika need more?"],
    }
    book.append([Note(kind="notification", id=own_id, at_ms=5, data=data)])


def test_what_was_asked_is_there_with_its_questions(book: MemoryBook) -> None:
    own_id = ask(book, context="three weeks", questions=["a?", "b?"], urgency="soon", participants=["ana"])

    (matter,) = matters(book)

    assert (matter.id, matter.topic, matter.urgency) == (own_id, "is it harvest?", "soon")
    assert (matter.questions, matter.participants, matter.status) == (("a?", "b?"), ("ana",), "in_deliberation")


def test_asking_again_under_the_same_id_asks_nothing_new(book: MemoryBook) -> None:
    ask(book, request_id="q-1")
    ask(book, request_id="q-1", now_ms=99)

    assert len(matters(book)) == 1
    with pytest.raises(EntryConflictError):
        ask(book, request_id="q-1", topic="something else")


def test_the_same_question_at_another_moment_is_another_question(book: MemoryBook) -> None:
    assert ask(book, now_ms=10) == ask(book, now_ms=10)
    assert ask(book, now_ms=10) != ask(book, now_ms=11)


@pytest.mark.parametrize("about", ["urgent:a-1#1", "a-1"])
def test_what_is_asked_about_a_notice_takes_it_up(book: MemoryBook, about: str) -> None:
    urgent_notice(book)

    ask(book, about=about, request_id="q-1")
    ask(book, about=about, request_id="q-1")

    notice, request = matters(book)
    assert (notice.status, request.about) == ("in_deliberation", "urgent:a-1#1")
    assert (request.participants, request.questions) == (("tika",), ("does tika need more?",))


def test_a_question_about_an_alert_that_was_never_told_can_be_repeated_too(book: MemoryBook) -> None:
    ask(book, about="care_deficit-3f1c2a9b7d", request_id="q-1")
    ask(book, about="care_deficit-3f1c2a9b7d", request_id="q-1")

    assert [each.about for each in matters(book)] == ["care_deficit-3f1c2a9b7d"]


@pytest.mark.parametrize("about", ["urgent:nope#1", "ask-nope", "nonsense", "care_deficit-1f"])
def test_a_question_about_a_matter_that_is_not_there_is_refused_with_what_is_open(book: MemoryBook, about: str) -> None:
    urgent_notice(book)

    with pytest.raises(CouncilError, match=r"none of this id; .*open are: urgent:a-1#1"):
        ask(book, about=about)
    assert len(matters(book)) == 1


def test_guidance_on_thresholds_changes_them_from_its_moment_on(book: MemoryBook) -> None:
    changes = {"care_deficit_ratio": 0.3, "recent_days": 21}

    answer(book, ask(book), guidance_type="detection_thresholds", changes=changes)

    in_force = thresholds_in_force(book, Thresholds(), at_ms=20)
    assert (in_force.care_deficit_ratio, in_force.recent_days) == (0.3, 21)
    assert thresholds_in_force(book, Thresholds(), at_ms=19) == Thresholds()
    assert [(each.by, each.why, each.at_ms) for each in threshold_changes(book)] == [("the circle", "harvest", 20)] * 2


def test_the_same_answer_again_changes_nothing(book: MemoryBook) -> None:
    own_id = ask(book)
    given = {"guidance_type": "detection_thresholds", "changes": {"recent_days": 21}}

    first = answer(book, own_id, **given)
    again = answer(book, own_id, **given, now_ms=99)

    assert first == again
    assert len(threshold_changes(book)) == 1


@pytest.mark.parametrize(
    ("wrong", "error", "said"),
    [
        ({"guidance_type": "detection_thresholds"}, CouncilError, "found 0 changes of thresholds"),
        ({"changes": {"recent_days": 21}}, CouncilError, "found 1 changes .* cultural frameworks"),
        ({"guidance_type": "detection_thresholds", "changes": {"recent": 1}}, UsageError, "did you mean"),
        (
            {"guidance_type": "detection_thresholds", "changes": {"recent_days": 21, "care_deficit_ratio": 9}},
            UsageError,
            "care_deficit_ratio: found 9",
        ),
        ({"guidance_type": "laws"}, CouncilError, "type: found 'laws'"),
        ({"rationale": " "}, InteractionError, "rationale: found nothing, allowed: one line"),
        ({"by": ""}, InteractionError, "by: found"),
    ],
)
def test_wrong_guidance_is_refused_whole(
    book: MemoryBook, wrong: dict[str, Any], error: type[Exception], said: str
) -> None:
    own_id = ask(book)

    with pytest.raises(error, match=said):
        answer(book, own_id, **wrong)

    assert received_guidance(book) == []
    assert threshold_changes(book) == []


def test_an_answer_to_nothing_names_what_is_open(book: MemoryBook) -> None:
    own_id = ask(book)

    with pytest.raises(CouncilError, match=f"matter 'q-9': the council has none of this id; open are: {own_id}"):
        answer(book, "q-9")


def test_a_second_different_answer_is_refused(book: MemoryBook) -> None:
    own_id = ask(book)
    answer(book, own_id)

    with pytest.raises(EntryConflictError):
        answer(book, own_id, guidance="do not wait")


def test_guidance_may_come_unasked(book: MemoryBook) -> None:
    given = update_guidance(
        book,
        guidance_type="extraction_patterns",
        guidance="a pattern that recurs each spring",
        rationale="it did so three times",
        by="the elders",
        now_ms=30,
    )

    assert given.request_id is None
    assert received_guidance(book) == [given]
    assert matters(book) == []
