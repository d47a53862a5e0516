"""Where a ledger in ArangoDB is, and who may open it: an address that can be shown, and credentials that are not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from argentum.errors import KeyMissingError, UsageError

USER_VARIABLE = "ARGENTUM_ARANGO_USER"
PASSWORD_VARIABLE = "ARGENTUM_ARANGO_PASSWORD"  # noqa: S105 - the name of the variable
DEFAULT_PORT = 8529
_FORM = "http://HOST:8529/DATABASE or https://HOST:8529/DATABASE"
_DATABASE = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,63}")
"""The traditional naming constraints of ArangoDB; they hold on every server."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A server and one of its databases."""

    server: str
    """Scheme, host and port."""
    database: str

    @classmethod
    def of(cls, url: str) -> Address:
        """Read an address. Raises `UsageError`, which never repeats what may be a password."""
        try:
            parts = urlsplit(url)
            port = parts.port or DEFAULT_PORT
        except ValueError:
            raise UsageError(f"ledger: found an address that cannot be read, allowed: {_FORM}") from None
        if "@" in parts.netloc:
            raise UsageError(
                f"ledger: found a name or password in the address, allowed: {_FORM}, "
                f"with {USER_VARIABLE} and {PASSWORD_VARIABLE} in the environment"
            )
        database = parts.path.strip("/")
        if not _is_plain(parts) or not parts.hostname or not _DATABASE.fullmatch(database):
            raise UsageError(f"ledger: found {url!r:.100}, allowed: {_FORM}")
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        return cls(server=f"{parts.scheme}://{host}:{port}", database=database)

    def __str__(self) -> str:
        """Give the address as it may be shown."""
        return f"{self.server}/{self.database}"


def _is_plain(parts: SplitResult) -> bool:
    return parts.scheme in {"http", "https"} and not parts.query and not parts.fragment


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """Name and password of a user of the database."""

    user: str
    password: str = field(repr=False)

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Credentials:
        """Take them from the environment; a password may be empty, but it must be set. Raises `KeyMissingError`."""
        user, password = environment.get(USER_VARIABLE, ""), environment.get(PASSWORD_VARIABLE)
        if not user or password is None:
            missing = PASSWORD_VARIABLE if user else USER_VARIABLE
            raise KeyMissingError(f"{missing}: not set; a ledger in ArangoDB needs a user and a password")
        return cls(user=user, password=password)
