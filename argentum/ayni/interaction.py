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

    Raises `InteractionError` when a name is empty, too long or unprintable, an amount is not a finite number of at
    least 0, a unit is unknown, or somebody would deal with themselves.
    """
    initiator = checked_name(interaction.initiator, what="initiator")
    responder = checked_name(interaction.responder, what="responder")
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
        id=checked_name(interaction.id, what="id"),
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


def checked_note(note: str, *, what: str = "note") -> str:
    """Return a note; raises `InteractionError` for one over 2000 characters or with control characters."""
    if len(note) > LONGEST_NOTE:
        raise InteractionError(f"{what}: found {note!r:.40}, allowed: a text of at most {LONGEST_NOTE} characters")
    if any(unicodedata.category(sign) in _UNPRINTABLE for sign in note):
        raise InteractionError(f"{what}: found {note!r:.40}, allowed: one line without control characters")
    return note
