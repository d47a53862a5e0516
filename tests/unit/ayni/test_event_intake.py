"""Events of model calls and chats, as interactions."""

from __future__ import annotations

import pytest

from argentum.ayni.event_intake import interactions_of_event
from argentum.errors import InteractionError

CALL = {
    "source": "llm_api",
    "timestamp": "1970-01-01T00:00:02Z",
    "interaction_id": "c-1",
    "participants": ["model", "ana"],
    "initiator": "ana",
    "raw_data": {"prompt_tokens": 100, "completion_tokens": 300, "model": "m", "success": True},
}


def test_prompt_tokens_are_given_by_the_initiator_and_completion_tokens_come_back() -> None:
    there, back = interactions_of_event(CALL)

    assert (there.id, there.initiator, there.responder, there.contribution) == (
        "llm_api:c-1:there",
        "ana",
        "model",
        100,
    )
    assert (back.id, back.initiator, back.responder, back.contribution) == ("llm_api:c-1:back", "model", "ana", 300)
    assert {each.happened_at_ms for each in (there, back)} == {2_000}
    assert {each.contribution_unit for each in (there, back)} == {"token"}


def test_a_call_that_failed_is_a_failure_of_the_system() -> None:
    failed = CALL | {"raw_data": {"prompt_tokens": 100, "completion_tokens": 0, "success": False}}

    assert {each.outcome for each in interactions_of_event(failed)} == {"system_failure"}


def test_in_a_chat_each_side_gives_its_estimated_value() -> None:
    value = {"human_effort": 2.5, "ai_computation": 0.5}
    chat = CALL | {"source": "chat_ui", "raw_data": {"session_id": "s", "estimated_value": value}}

    assert [each.contribution for each in interactions_of_event(chat)] == [2.5, 0.5]


def test_of_a_prompt_managers_run_files_are_handed_over_and_those_that_succeeded_come_back() -> None:
    figures = {"template": "review", "target_file_count": 8, "success_rate": 0.75, "average_response_time": 1.2}
    run = CALL | {"source": "prompt_manager", "participants": ["builder", "model"], "initiator": "builder"}

    there, back = interactions_of_event(run | {"raw_data": {**figures, "errors": ["timeout", "timeout"]}})

    assert (there.initiator, there.responder, there.contribution, there.contribution_unit) == (
        "builder",
        "model",
        8,
        "item",
    )
    assert (back.initiator, back.responder, back.contribution) == ("model", "builder", 6)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"source": "mail"}, "allowed: llm_api, chat_ui, prompt_manager"),
        ({"source": "prompt_manager", "raw_data": {"target_file_count": 4}}, "success_rate: found None"),
        ({"source": "prompt_manager", "raw_data": {"target_file_count": 4, "success_rate": 1.5}}, "allowed: 0 to 1"),
        ({"timestamp": "2025-06-01T00:00:00"}, "with a zone"),
        ({"timestamp": "soon"}, "with a zone"),
        ({"participants": ["ana"]}, "two names"),
        ({"initiator": "bob"}, "two names"),
        ({"raw_data": {"prompt_tokens": 1}}, "completion_tokens: found None"),
        ({"raw_data": []}, "figures by name"),
        ({"raw_data": {"prompt": "secret words"}}, "no content of conversations"),
        ({"source": "chat_ui", "raw_data": {"estimated_value": 3}}, "human_effort and ai_computation"),
    ],
)
def test_an_event_that_cannot_be_read_is_refused(change: dict[str, object], told: str) -> None:
    with pytest.raises(InteractionError, match=told):
        interactions_of_event(CALL | change)


def test_a_key_that_is_missing_is_named() -> None:
    with pytest.raises(InteractionError, match="found no initiator"):
        interactions_of_event({key: value for key, value in CALL.items() if key != "initiator"})
