"""Where the keys to a ledger are kept; of a key only its SHA-256."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol, get_args

from msgspec import Struct

AyniRole = Literal["reader", "writer", "council"]
AYNI_ROLES: tuple[AyniRole, ...] = get_args(AyniRole)


class AyniKey(Struct, frozen=True, kw_only=True):
    """A key that was given out."""

    name: str
    """Of whoever it was given to; one key a name."""
    role: AyniRole
    digest: str
    """Hexadecimal."""
    made_at_ms: int


class AyniKeyStore(Protocol):
    """Keeps keys; used from one thread at a time."""

    def valid_keys(self) -> Sequence[AyniKey]:
        """Give all valid keys, in the order in which they were made. Raises `ConfigurationError`, `StorageError`."""

    def keep(self, keys: Sequence[AyniKey]) -> None:
        """Keep these, and no others, durably. Raises `StorageError`; what was kept before is then unchanged."""
