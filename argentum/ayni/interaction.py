"""An interaction as it is reported, and its checks: whatever passes here can be recorded."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from argentum.ayni.amount import MICRO, to_micro
from argentum.ayni.entry import Draft
from argentum.ayni.settings import AyniSettings
from argentum.ayni.units import unit_named
from argentum.errors import InteractionError

Outcome = Literal["done", "system_failure"]
OUTCOMES: tuple[Outcome, ...] = ("done", "system_failure")
"""A failure of the system is recorded with its amounts and counts for and against nobody."""

LONGEST_NAME = 200
LONGEST_NOTE = 2000
_UNPRINTABLE = {"Cc", "Cs", "Zl", "Zp"}
_NON_JOINER, _JOINER = "\u200c", "\u200d"
_VIRAMA = 9
"""Canonical combining class of the sign behind which a joiner changes what is seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """One exchange: what the initiator gave, and what the responder took of it."""

    id: str
    """Chosen by whoever reports it, so that reporting twice is recording once."""
    initiator: str
    responder: str
    contribution: float | Decimal
    """Given by the initiator, in `contribution_unit`."""
    consumption: float | Decimal
    """Taken by the responder, in `consumption_unit`."""
    contribution_unit: str | None = None
    """`None` stands for the default unit of the settings."""
    consumption_unit: str | None = None
    quality: float | Decimal = 1.0
    """0..1, multiplies the contribution: a poor gift counts less, but what was taken was taken."""
    outcome: Outcome = "done"
    note: str = ""
    happened_at_ms: int | None = None
    """`None` when it happens as it is recorded."""


def draft_of(interaction: Interaction, settings: AyniSettings) -> Draft:
    """Check an interaction and put it into whole numbers.

    Raises `InteractionError` when a name is empty, too long, unprintable or holds what nobody sees, an amount is not a
    finite number of at least 0, a unit is unknown, or somebody would deal with themselves.
    """
    initiator = new_name(interaction.initiator, what="initiator")
    responder = new_name(interaction.responder, what="responder")
    if initiator == responder:
        raise InteractionError(f"responder: found the initiator {initiator!r} again; nobody can give to themselves")
    quality = to_micro(interaction.quality, what="quality")
    if quality > MICRO:
        raise InteractionError(f"quality: found {interaction.quality}, allowed: 0 to 1")
    if interaction.outcome not in OUTCOMES:
        raise InteractionError(f"outcome: found {interaction.outcome!r}, allowed: {', '.join(OUTCOMES)}")
    given_in = unit_named(interaction.contribution_unit or settings.default_unit, settings.units)
    taken_in = unit_named(interaction.consumption_unit or settings.default_unit, settings.units)
    return Draft(
        id=new_name(interaction.id, what="id"),
        initiator=initiator,
        responder=responder,
        contribution_micro=to_micro(interaction.contribution, what="contribution"),
        contribution_unit=given_in.name,
        contribution_rate_pico=given_in.rate_pico,
        consumption_micro=to_micro(interaction.consumption, what="consumption"),
        consumption_unit=taken_in.name,
        consumption_rate_pico=taken_in.rate_pico,
        quality_micro=quality,
        outcome=interaction.outcome,
        note=checked_note(interaction.note),
        happened_at_ms=interaction.happened_at_ms,
    )


def checked_name(name: str, *, what: str) -> str:
    """Return a name in its composed form (NFC), so that one person is not two by the way an accent is typed.

    Raises `InteractionError` for an empty one, one over 200 characters, and one with control characters or blank ends.
    """
    if not 0 < len(name) <= LONGEST_NAME:
        raise InteractionError(f"{what}: found {name!r:.40}, allowed: a text of 1 to {LONGEST_NAME} characters")
    if name.isascii() and name.isprintable() and name.strip() == name:
        return name
    composed = unicodedata.normalize("NFC", name)
    if composed.strip() != composed or any(unicodedata.category(sign) in _UNPRINTABLE for sign in composed):
        raise InteractionError(f"{what}: found {name!r:.40}, allowed: no control characters, no blanks at the ends")
    return composed


def new_name(name: str, *, what: str) -> str:
    """Return a name that is to be written: as `checked_name`, and nothing in it that nobody can see.

    A name with a mark of direction or a blank of no width looks like the name without it, and one person would be two
    in every report. Older books may hold such names; to find those again, `checked_name` lets them be.
    """
    composed = checked_name(name, what=what)
    seen = visible_name(composed)
    if seen == composed:
        return composed
    right = f"{seen!r:.40} without them" if seen else "a text that can be seen"
    raise InteractionError(f"{what}: found {ascii(name)[:40]} with characters that nobody sees, allowed: {right}")


def visible_name(name: str) -> str:
    """Drop what nobody sees (Unicode class Cf), but joiners where they are part of the spelling."""
    if name.isascii():
        return name
    return "".join(
        sign
        for place, sign in enumerate(name)
        if unicodedata.category(sign) != "Cf" or _is_spelling(name[:place], sign, name[place + 1 :])
    )


def _is_spelling(before: str, sign: str, after: str) -> bool:
    """Tell joiners of Indic and Arabic writing from hidden ones, by the rules of RFC 5892 (appendix A) for host names.

    Of Arabic letters it is asked that they are such, not how they join.
    """
    if sign not in {_NON_JOINER, _JOINER} or not before:
        return False
    if unicodedata.combining(before[-1]) == _VIRAMA:
        return True
    around = [unicodedata.bidirectional(each) for each in (before[-1], after[:1]) if each]
    return sign == _NON_JOINER and around == ["AL", "AL"]


def checked_note(note: str, *, what: str = "note") -> str:
    """Return a note; raises `InteractionError` for one over 2000 characters or with control characters."""
    if len(note) > LONGEST_NOTE:
        raise InteractionError(f"{what}: found {note!r:.40}, allowed: a text of at most {LONGEST_NOTE} characters")
    if any(unicodedata.category(sign) in _UNPRINTABLE for sign in note):
        raise InteractionError(f"{what}: found {note!r:.40}, allowed: one line without control characters")
    return note
