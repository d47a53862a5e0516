"""What all documents of the council have in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class CouncilModel(BaseModel):
    """A frozen document: unknown keys, NaN and infinities are refused; what is not known is null."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
