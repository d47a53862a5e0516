"""Interactions from the events of language model calls and chats; figures only, never what was said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from argentum.ayni.interaction import Interaction
from argentum.ayni.time_expression import epoch_ms
from argentum.errors import InteractionError

_NEEDED = ("source", "timestamp", "interaction_id", "participants", "initiator")
_CONTENT = ("content", "text", "prompt", "response", "message", "messages", "completion")
_TOKEN = "token"  # noqa: S105 - a unit
_ITEM = "item"


def interactions_of_event(event: Mapping[str, Any]) -> list[Interaction]:
    """Make an interaction for each direction of an event.

    Of a call, tokens go there and come back; of a chat, each side's estimated value; of a prompt manager's run, files
    are handed over and those that succeeded come back.

    Raises `InteractionError` for another source, a missing key, other than two participants, a moment without a zone
    and a key that could hold what was said.
    """
    for key in _NEEDED:
        if key not in event:
            raise InteractionError(f"event: found no {key}, needed: {', '.join(_NEEDED)}")
    raw = event.get("raw_data", {})
    if not isinstance(raw, Mapping):
        raise InteractionError(f"event raw_data: found {type(raw).__name__}, allowed: figures by name")
    for key in (*event, *raw):
        if key in _CONTENT:
            raise InteractionError(f"event: found {key!r}, allowed: no content of conversations")
    initiator, other = _both(event)
    unit: str | None
    match event["source"]:
        case "llm_api":
            amounts, unit = (_amount(raw, "prompt_tokens"), _amount(raw, "completion_tokens")), _TOKEN
        case "chat_ui":
            value = raw.get("estimated_value", {})
            if not isinstance(value, Mapping):
                raise InteractionError("event estimated_value: allowed: human_effort and ai_computation")
            amounts, unit = (_amount(value, "human_effort"), _amount(value, "ai_computation")), None
        case "prompt_manager":
            files, rate = _amount(raw, "target_file_count"), _amount(raw, "success_rate")
            if not 0 <= rate <= 1:
                raise InteractionError(f"event success_rate: found {rate!r}, allowed: 0 to 1")
            amounts, unit = (files, files * rate), _ITEM
        case source:
            raise InteractionError(f"event source: found {source!r}, allowed: llm_api, chat_ui, prompt_manager")
    happened_at_ms = _moment_ms(event["timestamp"])
    return [
        Interaction(
            id=f"{event['source']}:{event['interaction_id']}:{direction}",
            initiator=giver,
            responder=taker,
            contribution=amount,
            consumption=amount,
            contribution_unit=unit,
            consumption_unit=unit,
            outcome="done" if raw.get("success", True) else "system_failure",
            happened_at_ms=happened_at_ms,
        )
        for direction, giver, taker, amount in (
            ("there", initiator, other, amounts[0]),
            ("back", other, initiator, amounts[1]),
        )
    ]


def _both(event: Mapping[str, Any]) -> tuple[str, str]:
    participants, initiator = event["participants"], event["initiator"]
    two = isinstance(participants, list | tuple) and len(participants) == 2  # noqa: PLR2004 - a pair
    if not two or not all(isinstance(each, str) for each in participants) or initiator not in participants:
        raise InteractionError("event participants: allowed: two names, one of them the initiator's")
    first, second = participants
    return (first, second) if initiator == first else (second, first)


def _amount(figures: Mapping[str, Any], key: str) -> Decimal:
    """Read a figure with the digits that it is written with: a float stands for its shortest form."""
    value = figures.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise InteractionError(f"event {key}: found {value!r:.40}, allowed: a number of at least 0")
    number = Decimal(str(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise InteractionError(f"event {key}: found {value}, allowed: a finite number of at least 0")
    return number


def _moment_ms(text: object) -> int:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise InteractionError(f"event timestamp: found {text!r}, allowed: ISO 8601 with a zone")
    return epoch_ms(moment)
