"""A village to look at: of any size and length, with one of everything that the page and the alerts can show."""

from __future__ import annotations

from dataclasses import dataclass, replace

from argentum.ayni.chain import Terms
from argentum.ayni.interaction import Interaction
from argentum.ayni.scenarios.exchanges import DAY_MS, exchanges
from argentum.ayni.scenarios.habit import Role, drawn_habit
from argentum.ayni.scenarios.scenario import Member
from argentum.ayni.scenarios.village import NAMES
from argentum.errors import UsageError
from argentum.rng import Stream, Streams

FEWEST, MOST = 3, 500
SHORTEST_DAYS, LONGEST_DAYS = 7, 730
BEGAN_AT_MS = 1_748_736_000_000
"""1 June 2025 at midnight, UTC; also the moment in the terms of its ledger, by which that is known again."""
MADE_UP = "this village is made up: its people, and all that they gave and took, were invented by argentum ayni demo"

_SPECIAL: tuple[Role, ...] = ("taker", "over_giver", "ring_member", "ring_member", "ring_member", "newcomer", "steady")
"""The last of them healed: they took until the middle."""
_HARMLESS: tuple[Role, ...] = ("steady", "steady", "steady", "sparing", "openhanded", "talkative", "busy", "faithful")


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonstration:
    """What happens in it."""

    members: tuple[Member, ...]
    interactions: tuple[Interaction, ...]
    """In the order in which they happened."""
    reversed_ids: tuple[str, ...]
    """Interactions that were entered by mistake and taken back."""
    ended_at_ms: int


def demonstration(*, seed: int, participants: int, days: int) -> Demonstration:
    """Make a village; the same numbers give the same one.

    Raises `UsageError` for less than 3 or more than 500 participants and for less than 7 or more than 730 days.
    """
    _check("participants", participants, FEWEST, MOST)
    _check("days", days, SHORTEST_DAYS, LONGEST_DAYS)
    stream = Streams(seed).fresh("demonstration/members")
    ended_at_ms = BEGAN_AT_MS + days * DAY_MS
    names = _names(participants, stream)
    # A village of three or four is too small for one of everything: what makes a ring of it is left out first.
    roles = _SPECIAL if participants > len(_SPECIAL) else _SPECIAL[:2]
    members = [
        _member(name, roles[place] if place < len(roles) else stream.choice(_HARMLESS), names, stream)
        for place, name in enumerate(names)
    ]
    if participants > len(_SPECIAL):
        members = _in_ring(members)
        members[5] = replace(members[5], joined_at_ms=ended_at_ms - min(5, days // 3) * DAY_MS, most_entries=4)
        earlier = drawn_habit("taker", stream)
        members[6] = replace(members[6], earlier=earlier, changed_at_ms=BEGAN_AT_MS + days // 2 * DAY_MS)
    members.sort(key=lambda each: each.name)
    interactions, reversed_ids = exchanges(
        members, kind="steady", seed=seed, began_at_ms=BEGAN_AT_MS, ended_at_ms=ended_at_ms
    )
    return Demonstration(
        members=tuple(members),
        interactions=tuple(interactions),
        reversed_ids=tuple(reversed_ids),
        ended_at_ms=ended_at_ms,
    )


def warnings_of(terms: Terms) -> tuple[str, ...]:
    """Say that a ledger is a made-up village's, if it is; an export, an import and a backup keep its terms."""
    return (MADE_UP,) if terms.created_at_ms == BEGAN_AT_MS else ()


def _check(what: str, found: int, low: int, high: int) -> None:
    if not low <= found <= high:
        raise UsageError(f"{what}: found {found}, allowed: {low} to {high}")


def _names(count: int, stream: Stream) -> list[str]:
    """Draw names; where there are more people than names, they go by number, too."""
    rounds = ((NAMES[place % len(NAMES)], place // len(NAMES) + 1) for place in range(count))
    return stream.sample([name if turn == 1 else f"{name} {turn}" for name, turn in rounds], count)


def _member(name: str, role: Role, names: list[str], stream: Stream) -> Member:
    favourites: tuple[str, ...] = ()
    if role == "faithful":
        # At least one is left who is no favourite.
        favourites = tuple(sorted(stream.sample([each for each in names if each != name], min(2, len(names) - 2))))
    return Member(name=name, role=role, habit=drawn_habit(role, stream), favourites=favourites)


def _in_ring(members: list[Member]) -> list[Member]:
    around = [each.name for each in members if each.role == "ring_member"]
    following = dict(zip(around, [*around[1:], around[0]], strict=True))
    return [replace(each, next_in_ring=following.get(each.name)) for each in members]
