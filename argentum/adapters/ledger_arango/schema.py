"""The dedicated collections: what may go into each, and its indexes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from argentum.adapters.ledger_arango.documents import (
    BalanceDocument,
    CheckpointDocument,
    Document,
    EntryDocument,
    HeadDocument,
    TermsDocument,
)

_TYPES = {"int": "integer", "str": "string", "str | None": ["string", "null"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """A persistent index; `stored` are further attributes that it carries, so that a sum needs no document."""

    name: str
    fields: tuple[str, ...]
    unique: bool = False
    stored: tuple[str, ...] = ()

    def definition(self) -> dict[str, Any]:
        """Give what the server is asked for."""
        asked: dict[str, Any] = {
            "type": "persistent",
            "name": self.name,
            "fields": list(self.fields),
            "unique": self.unique,
            "sparse": False,
        }
        return asked | ({"storedValues": list(self.stored)} if self.stored else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionPolicy:
    """What a collection takes: documents of these types only, and whether a newer one may take an older one's place."""

    name: str
    models: tuple[type[Document], ...]
    replaceable: bool
    indexes: tuple[Index, ...] = ()

    def rule(self) -> dict[str, Any]:
        """Give the schema that the server itself holds every writer to, other programs included."""
        choices = [_schema_of(model) for model in self.models]
        return {
            "rule": choices[0] if len(choices) == 1 else {"anyOf": choices},
            "level": "strict",
            "message": f"{self.name} takes documents of an argentum ledger only",
        }


def _schema_of(model: type[Document]) -> dict[str, Any]:
    fields = [field.name for field in msgspec.structs.fields(model) if field.name != "key"]
    return {
        "type": "object",
        "properties": {name: {"type": _TYPES[model.__annotations__[name]]} for name in fields},
        "required": fields,
        "additionalProperties": False,
    }


_GIVEN = ("giver_account", "contribution_unit", "given_low", "given_middle", "given_high", "standing")
_TAKEN = ("taker_account", "consumption_unit", "taken_low", "taken_middle", "taken_high", "standing")

ENTRIES = CollectionPolicy(
    name="argentum_ayni_entries",
    models=(EntryDocument,),
    replaceable=False,
    indexes=(
        Index(name="entry_by_number", fields=("number",), unique=True),
        Index(name="entry_by_reversed", fields=("takes_back",), unique=True),
        Index(name="entry_by_time", fields=("happened_at_ms", "number")),
        Index(
            name="entry_by_initiator",
            fields=("initiator_key", "happened_at_ms", "number"),
            stored=("initiator", *_GIVEN),
        ),
        Index(
            name="entry_by_responder",
            fields=("responder_key", "happened_at_ms", "number"),
            stored=("responder", *_TAKEN),
        ),
    ),
)
BALANCES = CollectionPolicy(
    name="argentum_ayni_balances",
    models=(BalanceDocument,),
    replaceable=True,
    indexes=(Index(name="balance_by_participant", fields=("participant_key",)),),
)
BOOKS = CollectionPolicy(name="argentum_ayni_books", models=(TermsDocument, HeadDocument), replaceable=True)
CHECKPOINTS = CollectionPolicy(name="argentum_ayni_checkpoints", models=(CheckpointDocument,), replaceable=True)

POLICIES: tuple[CollectionPolicy, ...] = (ENTRIES, BALANCES, BOOKS, CHECKPOINTS)
WRITTEN_TOGETHER: tuple[CollectionPolicy, ...] = (ENTRIES, BALANCES, BOOKS)
"""Locked by a writer, whole: nobody appends in between."""
