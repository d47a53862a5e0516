"""Participants that are taken as one, as they are written down: `team=ana,ben`."""

from __future__ import annotations

from collections.abc import Iterable

from argentum.ayni.interaction import checked_name
from argentum.errors import InteractionError, UsageError


def read_groups(given: Iterable[str], *, what: str) -> dict[str, str]:
    """Give the group of each participant that is in one; `what` names the flag or argument in an error.

    Raises `UsageError` for another form than `NAME=P,P`, and for a participant in two groups.
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
        for member in names:
            if group_of.setdefault(member, named) != named:
                raise UsageError(f"{what} {text}: {member!r} is in {group_of[member]!r} already")
    return group_of
