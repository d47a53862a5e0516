"""Habits of give and take, and from which ranges they are drawn.

The ranges of those whom an alert should find overlap with the ranges of their harmless neighbours: a sparing member
gives back as little as a mild taker, a talkative one speaks as much as a mild monopolist. Chance then spreads both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from argentum.ayni.finding_types import AlertType
from argentum.rng import Stream

Role = Literal[
    "steady",
    "sparing",
    "openhanded",
    "talkative",
    "busy",
    "hungry",
    "unheard",
    "piecemeal",
    "faithful",
    "generous",
    "circle_member",
    "newcomer",
    "taker",
    "over_giver",
    "hoarder",
    "collector",
    "monopolist",
    "farmer",
    "skimmer",
    "ring_member",
]

Range = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """How somebody gives and takes; 1 is what is usual in the village."""

    ratio: float
    """What they give for each unit that they take."""
    volume: float
    """How much they take of what is handed on."""
    attention: float
    """How much of the common time they take."""
    overdraw: float
    """What they take of a unit that is given to them."""
    uptake: float
    """What others take of a unit that they give."""
    pieces: int
    """Into how many entries they cut what they give at once."""
    leak: float
    """What of their giving goes to others than their favourites; 1 for those who have none."""
    ring_part: float
    """What of their giving goes to the next in their ring."""


_USUAL: Mapping[str, Range] = {
    "ratio": (0.8, 1.25),
    "volume": (0.7, 1.4),
    "attention": (0.6, 1.6),
    "overdraw": (0.85, 1.1),
    "uptake": (0.85, 1.0),
    "pieces": (1, 1),
    "leak": (1, 1),
    "ring_part": (0, 0),
}

RANGES: Mapping[Role, Mapping[str, Range]] = {
    # Harmless: no alert about them is right.
    "steady": {},
    "sparing": {"ratio": (0.46, 1.0)},
    "openhanded": {"ratio": (1.2, 1.9)},
    "generous": {"ratio": (1.3, 2.5)},
    "talkative": {"attention": (1.4, 2.6)},
    "busy": {"volume": (1.5, 3.0)},
    "hungry": {"overdraw": (1.1, 1.45)},
    "unheard": {"uptake": (0.4, 0.85)},
    "piecemeal": {"pieces": (3, 7)},
    "faithful": {"leak": (0.2, 0.8)},
    "circle_member": {"ring_part": (0.15, 0.6)},
    "newcomer": {"ratio": (0.05, 2.0), "attention": (0.2, 3.0), "overdraw": (0.85, 2.0)},
    # Each of these makes one alert right.
    "taker": {"ratio": (0.03, 0.5)},
    "over_giver": {"ratio": (2.2, 7.0)},
    "hoarder": {"overdraw": (1.35, 2.6)},
    "collector": {"volume": (2.7, 7.0)},
    "monopolist": {"attention": (2.4, 6.5)},
    "farmer": {"pieces": (5, 12), "uptake": (0.05, 0.5)},
    "skimmer": {"leak": (0.0, 0.22)},
    "ring_member": {"ring_part": (0.5, 0.95)},
}

LABELS: Mapping[Role, AlertType] = {
    "taker": "care_deficit",
    "over_giver": "over_giving",
    "hoarder": "resource_hoarding",
    "collector": "resource_concentration",
    "monopolist": "attention_monopolizing",
    "farmer": "token_farming",
    "skimmer": "scale_over_relationships",
    "ring_member": "ring_exchange",
}
"""The alert that is right about somebody of this role; about all others, every alert is wrong."""


def drawn_habit(role: Role, stream: Stream) -> Habit:
    """Draw a habit from the ranges of a role: what lies in the middle is frequent, the ends are rare."""
    drawn = {name: stream.triangular(*RANGES[role].get(name, usual)) for name, usual in _USUAL.items()}
    return Habit(**drawn | {"pieces": round(drawn["pieces"])})  # type: ignore[arg-type]  # the rounded one is whole
