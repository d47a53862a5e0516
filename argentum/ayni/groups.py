"""Participants that are taken as one, as they are written down: `team=ana,ben`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from argentum.ayni.collective import COLLECTIVES
from argentum.ayni.interaction import checked_name
from argentum.ayni.ledger import Ledger
from argentum.errors import InteractionError, UsageError

_MOST_NAMED = 3


def groups_in(ledger: Ledger, given: Iterable[str], *, what: str) -> dict[str, str]:
    """Give the group of each participant of a ledger that is in one; `what` names the flag or argument in an error.

    Raises `UsageError` as `read_groups`, for a member who is nowhere in the ledger, and for a group with the name of a
    participant who is not in it: the two would be shown as one. An empty ledger knows nobody, and says so elsewhere.
    """
    group_of = read_groups(given, what=what)
    known = list(dict.fromkeys(each.participant for each in ledger.totals())) if group_of else []
    if known:
        _refuse_strangers(group_of, known, what)
        _refuse_merging(group_of, known, what)
    return group_of


def read_groups(given: Iterable[str], *, what: str) -> dict[str, str]:
    """Give the group of each participant that is in one.

    Raises `UsageError` for another form than `NAME=P,P`, for a participant in two groups, and for a name that stands
    for everybody together.
    """
    group_of: dict[str, str] = {}
    for text in given:
        name, sign, members = text.partition("=")
        if not sign:
            raise UsageError(f"{what} {text}: found no =, allowed: a name and its participants, such as team=ana,ben")
        try:
            named = checked_name(name.strip(), what="group")
            names = [checked_name(member.strip(), what="participant") for member in members.split(",")]
        except InteractionError as error:
            raise UsageError(f"{what} {text}: {error}") from error
        for member in (named, *names):
            if member in COLLECTIVES:
                raise UsageError(f"{what} {text}: found {member!r}, allowed: names that do not stand for everybody")
        for member in names:
            if group_of.setdefault(member, named) != named:
                raise UsageError(f"{what} {text}: {member!r} is in {group_of[member]!r} already")
    return group_of


def _refuse_strangers(group_of: Mapping[str, str], known: list[str], what: str) -> None:
    for member, group in group_of.items():
        if member not in known:
            near = get_close_matches(member, known, n=_MOST_NAMED)
            first = ", ".join(map(repr, known[:_MOST_NAMED])) + (", …" if len(known) > _MOST_NAMED else "")
            hint = f"did you mean {' or '.join(map(repr, near))}?" if near else f"there are {first}"
            raise UsageError(f"{what} {group}: found {member!r}, allowed: somebody in the ledger; {hint}")


def _refuse_merging(group_of: Mapping[str, str], known: list[str], what: str) -> None:
    for group in dict.fromkeys(group_of.values()):
        if group in known and group_of.get(group) != group:
            raise UsageError(
                f"{what} {group}: found the name of a participant who is not in the group, allowed: another name"
            )
