"""How a policy's values are declared: default, unit, range and meaning in one line."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Section(BaseModel):
    """A frozen group of knobs; unknown keys, NaN and infinities are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, validate_default=True)


def knob(
    default: object,
    meaning: str,
    *,
    unit: str = "",
    low: float | None = None,
    high: float | None = None,
) -> Any:  # noqa: ANN401 - pydantic's own signature for a field
    """Declare one value: `low` and `high` are inclusive; `unit` goes into the exported JSON Schema."""
    extra: dict[str, Any] = {"unit": unit} if unit else {}
    return Field(default, description=meaning, ge=low, le=high, json_schema_extra=extra)


def part(section: type[Section], meaning: str) -> Any:  # noqa: ANN401 - as above
    """Declare a section inside a section, made of its defaults."""
    return Field(default_factory=section, description=meaning)
