"""What an alert may be about, by name: the labels of the made-up villages and the detectors use the same ones."""

from __future__ import annotations

from typing import Literal, get_args

AlertType = Literal[
    "care_deficit",
    "over_giving",
    "resource_hoarding",
    "resource_concentration",
    "attention_monopolizing",
    "token_farming",
    "scale_over_relationships",
    "ring_exchange",
]
"""Five are the extraction types of the references; over-giving, concentration and rings stand beside them, because
imbalance has two sides and because concentration and rings need not be extraction at all."""
ALERT_TYPES: tuple[AlertType, ...] = get_args(AlertType)

PositiveType = Literal["healing", "first_contribution", "beautiful_reciprocity", "multiplication", "milestone"]
POSITIVE_TYPES: tuple[PositiveType, ...] = get_args(PositiveType)
