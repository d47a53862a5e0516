"""What is stored: documents with a type each, made from values of ayni and read back as them."""

from __future__ import annotations

from hashlib import sha256
from typing import Any, Final

import msgspec
from msgspec import Struct

from argentum.ayni.chain import Head, Terms
from argentum.ayni.entry import COLUMNS, Entry
from argentum.ayni.totals import UnitTotal
from argentum.errors import InteractionError, StorageError

SCHEMA_VERSION = 1
LARGEST_NUMBER: Final = 2**53 - 1
"""Up to here a double counts without gaps."""
LARGEST_SUM: Final = 2**63 - 1
"""As in a ledger file, so that what fits into one store fits into the other."""
LIMB: Final = 10**7
"""Three limbs hold every sum; nine hundred million of the largest still add up below 2^53."""

_encode = msgspec.json.Encoder().encode


def key_of(*parts: str) -> str:
    """Give the key of a text, or of several that belong together."""
    return sha256(_encode(parts)).hexdigest()


def limbs(micro: int) -> tuple[int, int, int]:
    """Take a number apart, the lowest limb first; each has its sign."""
    sign = -1 if micro < 0 else 1
    rest, low = divmod(abs(micro), LIMB)
    high, middle = divmod(rest, LIMB)
    return sign * low, sign * middle, sign * high


def from_limbs(low: float, middle: float, high: float) -> int:
    """Put sums of limbs together; AQL gives them as doubles."""
    return int(low) + LIMB * (int(middle) + LIMB * int(high))


class Document(Struct, frozen=True, kw_only=True, rename={"key": "_key"}):
    """What every document has; `_id` and `_rev` are the server's own."""

    key: str


class EntryDocument(Document, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of the books; numbers that may pass 2^53 are decimal text."""

    number: int
    id: str
    initiator: str
    responder: str
    contribution_micro: str
    contribution_unit: str
    contribution_rate_pico: str
    consumption_micro: str
    consumption_unit: str
    consumption_rate_pico: str
    quality_micro: int
    outcome: str
    note: str
    given_micro: str
    taken_micro: str
    happened_at_ms: int
    recorded_at_ms: int
    reverses: str | None
    digest: str
    initiator_key: str
    responder_key: str
    giver_account: str
    """Key of the initiator with the unit of the contribution; the key of a balance, too."""
    taker_account: str
    takes_back: str
    """Key of the entry that is reversed; in all others a filler that no entry has for a key."""
    standing: int
    """1, or −1 in a reversal: their sum is the number of interactions that stand."""
    given_low: int
    given_middle: int
    given_high: int
    taken_low: int
    taken_middle: int
    taken_high: int


_EXACT = frozenset(
    name for name in COLUMNS if name.endswith(("_micro", "_pico")) and EntryDocument.__annotations__[name] == "str"
)


def entry_document(entry: Entry, digest: bytes) -> EntryDocument:
    """Make the document of an entry. Raises `InteractionError` for a moment that no double counts."""
    fields: dict[str, Any] = dict(zip(COLUMNS, msgspec.structs.astuple(entry), strict=True))
    if max(abs(entry.happened_at_ms), abs(entry.recorded_at_ms)) >= LARGEST_NUMBER:
        raise InteractionError(f"id {entry.id!r}: found a moment beyond year 280000, allowed: one before it")
    stored: dict[str, Any] = {name: str(value) if name in _EXACT else value for name, value in fields.items()}
    key = key_of(entry.id)
    given, taken = limbs(entry.given_micro), limbs(entry.taken_micro)
    return EntryDocument(
        key=key,
        **stored,
        digest=digest.hex(),
        initiator_key=key_of(entry.initiator),
        responder_key=key_of(entry.responder),
        giver_account=key_of(entry.initiator, entry.contribution_unit),
        taker_account=key_of(entry.responder, entry.consumption_unit),
        takes_back=f"none:{key}" if entry.reverses is None else key_of(entry.reverses),
        standing=1 if entry.reverses is None else -1,
        given_low=given[0],
        given_middle=given[1],
        given_high=given[2],
        taken_low=taken[0],
        taken_middle=taken[1],
        taken_high=taken[2],
    )


def entry_of(document: EntryDocument) -> tuple[Entry, bytes]:
    """Read an entry and its digest back. Raises `ValueError` for text that is no number."""
    fields: list[Any] = [
        int(getattr(document, name)) if name in _EXACT else getattr(document, name) for name in COLUMNS
    ]
    return Entry(*fields), bytes.fromhex(document.digest)


class BalanceDocument(Document, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The sums of one participant in one unit, kept up with every commit."""

    participant: str
    participant_key: str
    unit: str
    given_micro: str
    taken_micro: str
    as_initiator: int
    as_responder: int


def balance_document(total: UnitTotal, *, name: str) -> BalanceDocument:
    """Make the document of a balance. Raises `StorageError` for a sum that a ledger file would refuse, too."""
    if max(abs(total.given_micro), abs(total.taken_micro)) > LARGEST_SUM:
        raise StorageError(f"{name}: a sum would outgrow the ledger (9.2e12); nothing was recorded, use a larger unit")
    return BalanceDocument(
        key=key_of(total.participant, total.unit),
        participant=total.participant,
        participant_key=key_of(total.participant),
        unit=total.unit,
        given_micro=str(total.given_micro),
        taken_micro=str(total.taken_micro),
        as_initiator=total.as_initiator,
        as_responder=total.as_responder,
    )


def total_of(document: BalanceDocument) -> UnitTotal:
    """Read a balance back."""
    return UnitTotal(
        participant=document.participant,
        unit=document.unit,
        given_micro=int(document.given_micro),
        taken_micro=int(document.taken_micro),
        as_initiator=document.as_initiator,
        as_responder=document.as_responder,
    )


TERMS_KEY, HEAD_KEY, CHECKPOINT_KEY = "terms", "head", "last"


class TermsDocument(Document, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the ledger was made with; written last when one is set up, so that it says that all is there."""

    schema_version: int
    format_version: int
    epsilon_micro: str
    created_at_ms: int


def terms_document(terms: Terms) -> TermsDocument:
    """Make the document of the terms."""
    return TermsDocument(
        key=TERMS_KEY,
        schema_version=SCHEMA_VERSION,
        format_version=terms.format_version,
        epsilon_micro=str(terms.epsilon_micro),
        created_at_ms=terms.created_at_ms,
    )


def terms_of(document: TermsDocument) -> Terms:
    """Read the terms back."""
    return Terms(
        format_version=document.format_version,
        epsilon_micro=int(document.epsilon_micro),
        created_at_ms=document.created_at_ms,
    )


class HeadDocument(Document, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the books end."""

    number: int
    digest: str
    recorded_at_ms: int


def head_document(head: Head) -> HeadDocument:
    """Make the document of the head."""
    return HeadDocument(key=HEAD_KEY, number=head.number, digest=head.digest.hex(), recorded_at_ms=head.recorded_at_ms)


def head_of(document: HeadDocument) -> Head:
    """Read the head back."""
    return Head(number=document.number, digest=bytes.fromhex(document.digest), recorded_at_ms=document.recorded_at_ms)


class CheckpointDocument(Document, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the books were last found right, with the sums up to there as JSON text."""

    number: int
    digest: str
    recorded_at_ms: int
    verified_at_ms: int
    totals: str


def checkpoint_document(head: Head, totals: list[UnitTotal], *, verified_at_ms: int) -> CheckpointDocument:
    """Make the document of a checkpoint."""
    return CheckpointDocument(
        key=CHECKPOINT_KEY,
        number=head.number,
        digest=head.digest.hex(),
        recorded_at_ms=head.recorded_at_ms,
        verified_at_ms=verified_at_ms,
        totals=_encode(totals).decode(),
    )


def checkpoint_of(document: CheckpointDocument) -> tuple[Head, list[UnitTotal]]:
    """Read a checkpoint back. Raises `msgspec.MsgspecError` and `ValueError`."""
    head = Head(number=document.number, digest=bytes.fromhex(document.digest), recorded_at_ms=document.recorded_at_ms)
    return head, msgspec.json.decode(document.totals, type=list[UnitTotal])
