"""What a council sends over REST, as /openapi.json describes it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from argentum.ayni.fire_circle.consensus import ConsensusState
from argentum.ayni.fire_circle.deliberation import Matter, Urgency
from argentum.ayni.fire_circle.guidance import GuidanceType
from argentum.ayni.fire_circle.outcome import Effectiveness
from argentum.ayni.interaction import LONGEST_NAME, LONGEST_NOTE

_Name = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
_Line = Annotated[str, Field(min_length=1, max_length=LONGEST_NOTE)]
_MOST = 100


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AcknowledgementForm(_Form):
    """That an alert has been seen, and why it may stand."""

    by: _Name
    why: _Line


class ThresholdForm(_Form):
    """Where an alert is to begin from now on."""

    key: _Name = Field(description="One of GET /ayni/thresholds.")
    value: Annotated[float, Field(allow_inf_nan=False)]
    by: _Name
    why: _Line


class QuestionForm(_Form):
    """What the council is asked."""

    topic: _Line
    context: Annotated[str, Field(max_length=LONGEST_NOTE)] = ""
    questions: list[_Line] = Field(default=[], max_length=_MOST)
    urgency: Urgency = "routine"
    about: _Name | None = Field(default=None, description="Matter or alert; lends its questions and participants.")
    participants: list[_Name] = Field(default=[], max_length=_MOST)
    id: _Name | None = Field(default=None, description="Asking again under it asks nothing new; absent: one is made.")


class GuidanceForm(_Form):
    """What the council answers, or says unasked."""

    request_id: _Name | None = Field(default=None, description="Matter that is answered; absent: guidance unasked.")
    id: _Name | None = Field(default=None, description="Of guidance unasked: the same again changes nothing.")
    type: GuidanceType = "cultural_frameworks"
    guidance: _Line
    rationale: _Line
    by: _Name
    changes: dict[str, Annotated[float, Field(allow_inf_nan=False)]] = Field(
        default={}, max_length=_MOST, description="Thresholds by key; with detection_thresholds only."
    )


class OutcomeForm(_Form):
    """What became of a matter."""

    matter_id: _Name
    participants: list[_Name] = Field(min_length=1, max_length=_MOST)
    consensus_level: Annotated[float, Field(ge=0, le=1, strict=True)]
    consensus_state: ConsensusState = "adopted"
    decision: _Line
    dissent: list[_Line] = Field(default=[], max_length=_MOST)
    notes: Annotated[str, Field(max_length=LONGEST_NOTE)] = ""


class MatterList(_Form):
    """Matters in the order in which they came up."""

    matters: list[Matter]


class OutcomeList(_Form):
    """Outcomes, each with the ledger before and after it."""

    outcomes: list[Effectiveness]
