"""The one door from the scorer to concrete stores, clocks and configuration: everything behind it is the wiring's.

Imported when first used, so that a program that brings its own ledger loads none of it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from pathlib import Path

from argentum.ayni.ledger import Ledger
from argentum.ayni.settings import AyniSettings


def open_ledger(path_or_url: str | Path) -> Ledger:
    """Open a ledger, or make it: an SQLite file, `:memory:` for one that is gone with the process, or an ArangoDB.

    An ArangoDB is given as `http://HOST:8529/DATABASE` (or https), with its user in `ARGENTUM_ARANGO_USER` and
    `ARGENTUM_ARANGO_PASSWORD`. Raises `ConfigurationError` for a file that is no ledger, `UsageError` for an address
    that no store knows, `KeyMissingError`, `ProviderGoneError`, `LedgerBusyError` and `StorageError`.
    """
    from argentum import ayni_wiring

    return ayni_wiring.open_ledger(path_or_url)


def default_ledger(settings: AyniSettings) -> Ledger:
    """Open the user's own ledger, or make it."""
    from argentum import ayni_wiring

    return ayni_wiring.user_ledger(settings)


def default_settings() -> AyniSettings:
    """Read the settings from the configuration."""
    from argentum import ayni_wiring

    return ayni_wiring.configured_settings()


def default_clock() -> Callable[[], int]:
    """Give the wall clock."""
    from argentum import ayni_wiring

    return ayni_wiring.wall_clock_ms


def default_zone() -> tzinfo:
    """Give the zone that the machine is set to."""
    from argentum import ayni_wiring

    return ayni_wiring.local_zone()
