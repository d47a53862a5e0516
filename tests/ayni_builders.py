"""Interactions with defaults: a test states only what it is about."""

from __future__ import annotations

from typing import Any

from msgspec import structs

from argentum.ayni.chain import Head, Terms, genesis
from argentum.ayni.entry import Draft, Entry, entry_of
from argentum.ayni.interaction import Interaction, draft_of
from argentum.ayni.settings import AyniSettings

TERMS = Terms(format_version=1, epsilon_micro=1, created_at_ms=0)
START = Head(number=0, digest=genesis(TERMS), recorded_at_ms=0)


def interaction(interaction_id: str = "i-1", **given: object) -> Interaction:
    """Alice gives 3 to the assistant, which takes 2."""
    fields: dict[str, Any] = {
        "id": interaction_id,
        "initiator": "alice",
        "responder": "assistant",
        "contribution": 3,
        "consumption": 2,
        "happened_at_ms": 1_000,
    }
    return Interaction(**fields | given)


def draft(interaction_id: str = "i-1", **given: object) -> Draft:
    """The same, checked."""
    return draft_of(interaction(interaction_id, **given), AyniSettings())


def older_draft(own_id: str, *, initiator: str, responder: str = "assistant", **given: object) -> Draft:
    """A draft with names and an id as older books may hold them, with signs in them that nobody sees."""
    return structs.replace(draft("i-1", **given), id=own_id, initiator=initiator, responder=responder)


def entry(number: int = 1, **given: object) -> Entry:
    """The same in the books, at the moment of its number."""
    given = {"happened_at_ms": number * 1_000} | given
    return entry_of(draft(f"i-{number}", **given), number=number, recorded_at_ms=number * 1_000)


def village(count: int) -> list[Draft]:
    """Everybody deals with everybody, in no order of time."""
    names = ["ana", "ben", "cleo", "dan", "eva"]
    return [
        draft(
            f"i-{n}",
            initiator=names[n % 5],
            responder=names[(n * 3 + 1 + n % 5) % 5] if names[(n * 3 + 1 + n % 5) % 5] != names[n % 5] else "zoe",
            contribution=n % 7,
            consumption=n % 11,
            happened_at_ms=n * 7919 % 1000,
        )
        for n in range(count)
    ]
