"""What every allocation rule has, what it may look at, and how time moves when people come and go.

A rule answers with `allocated_ms` per person. Loans and grants stand beside the allocation and survive every change of
it; no answer leaves this package with more time than the meeting has left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple, Protocol

from argentum.airtime.allocation import TimeAllocation
from argentum.airtime.apportion import divided, fitted

Allocated = dict[str, int]
"""`allocated_ms` by participant, in the order of the standings."""


class Impression(NamedTuple):
    """A reaction as it counts for the receiver's time."""

    at_ms: int
    sender_id: str
    receiver_id: str
    code: str
    signed: bool = True
    """Whether all could see who sent it."""


class Situation(NamedTuple):
    """What a rule may look at."""

    now_ms: int
    """On the meeting's clock, without pauses."""
    left_ms: int | None
    """What is left of the meeting; `None` for an ad-hoc one."""
    standings: Sequence[TimeAllocation]
    """Those who share the time and are present, in the order in which they first came."""
    impressions: Sequence[Impression] = ()
    tokens_ms: Mapping[str, int] = {}
    """Accounts of the token economy, as speaking time; what unsigned reactions cost leaves them at settlements."""
    tokens_issued_ms: int = 0
    """All tokens that there are, in purses and in the common account."""


class AllocationRule(Protocol):
    """Divides the time of a meeting."""

    name: ClassVar[str]
    description: ClassVar[str]

    @property
    def adjust_every_ms(self) -> int | None:
        """How often the rule wants to look again, on the meeting's clock; `None` when only joins and leaves count."""
        ...

    def calculate(self, situation: Situation) -> Allocated:
        """Divide the time from here on; called at the start and when the rule is chosen."""
        ...

    def on_join(self, situation: Situation, participant_id: str, returning_ms: int | None) -> Allocated:
        """Divide again with a newcomer, who is in the standings with nothing.

        `returning_ms` is what a person who comes back had left when leaving; leaving and coming back never gains time.
        """
        ...

    def on_leave(self, situation: Situation, freed_ms: int) -> Allocated:
        """Divide again among those who stay; `freed_ms` is what the leaver had left."""
        ...


def equal_parts(situation: Situation) -> Allocated | None:
    """Give everybody the same part of the whole meeting: what was used so far and what is left.

    `None` for an ad-hoc meeting, whose length nobody knows (hole 16). Without people there are no parts.
    """
    standings = situation.standings
    if situation.left_ms is None:
        return None
    used_ms = sum(standing.used_ms for standing in standings)
    parts = divided(used_ms + situation.left_ms, len(standings))
    return {standing.participant_id: part for standing, part in zip(standings, parts, strict=True)}


def unchanged(situation: Situation) -> Allocated:
    """Leave everybody what they have."""
    return {standing.participant_id: standing.allocated_ms for standing in situation.standings}


def within_the_meeting(situation: Situation, allocated: Allocated) -> Allocated:
    """Shrink what people have left until the meeting can hold it; without a planned length nothing is shrunk."""
    if situation.left_ms is None:
        return allocated
    beside = {each.participant_id: each.remaining_ms - each.allocated_ms for each in situation.standings}
    remaining = [amount + beside[participant] for participant, amount in allocated.items()]
    fit = fitted(remaining, situation.left_ms)
    return {participant: part - beside[participant] for participant, part in zip(allocated, fit, strict=True)}


def make_room(situation: Situation, participant_id: str, wanted_ms: int, returning_ms: int | None) -> Allocated:
    """Give a newcomer this much of what the meeting has left, and shrink the others in proportion to make room.

    Somebody who comes back gets at most what was left when leaving.
    """
    if returning_ms is not None:
        wanted_ms = min(wanted_ms, returning_ms)
    allocated = unchanged(situation)
    newcomer = next(each for each in situation.standings if each.participant_id == participant_id)
    allocated[participant_id] += wanted_ms - newcomer.remaining_ms
    if situation.left_ms is None:
        return allocated
    others = [each for each in situation.standings if each.participant_id != participant_id]
    room_ms = situation.left_ms - max(0, wanted_ms)
    for other, part in zip(others, fitted([each.remaining_ms for each in others], room_ms), strict=True):
        allocated[other.participant_id] += part - other.remaining_ms
    return within_the_meeting(situation, allocated)


def share_out(situation: Situation, freed_ms: int) -> Allocated:
    """Divide what a leaver had left equally among those who stay, as far as the meeting can hold it."""
    allocated = unchanged(situation)
    if freed_ms > 0:
        for standing, part in zip(situation.standings, divided(freed_ms, len(situation.standings)), strict=True):
            allocated[standing.participant_id] += part
    return within_the_meeting(situation, allocated)


def newcomers_part(situation: Situation) -> int:
    """Give the part of what is left that falls to one person; 0 in an ad-hoc meeting."""
    return 0 if situation.left_ms is None else situation.left_ms // max(1, len(situation.standings))
