"""The bodies of the REST interface of ayni, as /openapi.json describes them."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, WithJsonSchema
from pydantic_core import PydanticCustomError

from argentum.ayni.interaction import LONGEST_NAME, LONGEST_NOTE, Interaction, Outcome
from argentum.ayni.score import ReciprocityScore
from argentum.ports.ayni_keys import AyniRole

MOST_AT_ONCE = 1_000
_Name = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]


def _digits(value: object) -> object:
    """Take a JSON number with the digits that it was sent with; text and truth values are none."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise PydanticCustomError("number", "Input should be a valid number")
    return value


_Amount = Annotated[
    Decimal,
    Field(ge=0, allow_inf_nan=False),
    BeforeValidator(_digits),
    WithJsonSchema({"type": "number", "minimum": 0}),
]
_Part = Annotated[
    Decimal,
    Field(ge=0, le=1, allow_inf_nan=False),
    BeforeValidator(_digits),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1}),
]
_EXAMPLE: dict[str, JsonValue] = {
    "id": "i-1",
    "initiator": "human_alice",
    "responder": "ai_assistant",
    "contribution": 3,
    "consumption": 2,
    "timestamp": "2025-06-14T09:30:00Z",
}


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class InteractionForm(_Form):
    """What the initiator gave, and what the responder took of it."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [_EXAMPLE]})

    id: _Name = Field(description="Chosen by the sender: the same again records nothing twice.")
    initiator: _Name
    responder: _Name
    contribution: _Amount = Field(description="Rounded to the nearest millionth; at most 10¹².")
    consumption: _Amount
    timestamp: Annotated[str, Field(max_length=64)] | None = Field(
        default=None, description="When it happened, as in ISO 8601 or `yesterday`; absent: now."
    )
    unit: _Name | None = Field(default=None, description="Of both amounts; absent: the default unit.")
    contribution_unit: _Name | None = None
    consumption_unit: _Name | None = None
    quality: _Part = Decimal(1)
    outcome: Outcome = "done"
    note: Annotated[str, Field(max_length=LONGEST_NOTE)] = Field(
        default="", description="One line; no content of conversations."
    )

    def interaction(self, happened_at_ms: int | None) -> Interaction:
        """Give it as the scorer takes it."""
        return Interaction(
            id=self.id,
            initiator=self.initiator,
            responder=self.responder,
            contribution=self.contribution,
            consumption=self.consumption,
            contribution_unit=self.contribution_unit or self.unit,
            consumption_unit=self.consumption_unit or self.unit,
            quality=self.quality,
            outcome=self.outcome,
            note=self.note,
            happened_at_ms=happened_at_ms,
        )


class Batch(_Form):
    """Interactions that are recorded together: all of them, or none."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, json_schema_extra={"examples": [{"interactions": [_EXAMPLE]}]}
    )

    interactions: list[InteractionForm] = Field(min_length=1, max_length=MOST_AT_ONCE)


class BatchCounts(_Form):
    """What became of a batch."""

    recorded: int
    repeated: int = Field(description="Those that the ledger had already, with the same data.")


class ReversalForm(_Form):
    """The wish to take an interaction back by a new entry."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, json_schema_extra={"examples": [{"reverses": "i-1", "reason": "counted twice"}]}
    )

    reverses: _Name = Field(description="Id of the interaction.")
    reason: Annotated[str, Field(min_length=1, max_length=LONGEST_NOTE)]
    id: _Name | None = Field(default=None, description="Of the new entry; absent: reversal:ID.")


class LedgerPage(_Form):
    """Scores in the order in which they happened."""

    scores: list[ReciprocityScore]
    next: str | None = Field(description="What to ask for as `after` to go on; null at the end.")


class Verdict(_Form):
    """Whether the books are right."""

    sound: bool
    entries: int | None = Field(description="Number of the last entry; null when they are not right.")
    digest: str | None = Field(description="Of the last entry, hexadecimal.")
    faults: list[str]


class NewKey(_Form):
    """A key to be given out."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, json_schema_extra={"examples": [{"name": "noticeboard", "role": "reader"}]}
    )

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$")]
    role: AyniRole = Field(
        description="reader: sees everything; writer: records and takes back; council: sees everything and decides."
    )


class GivenAyniKey(_Form):
    """A key, told once."""

    name: str
    role: AyniRole
    key: str
    page: str | None = Field(description="The page to open with it; the key stands behind the #, where no log sees it.")


class ListedKey(_Form):
    """A key as the operator sees it."""

    name: str
    role: AyniRole
    made_at: str
