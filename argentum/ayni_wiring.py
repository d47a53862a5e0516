"""Where ayni meets its stores, its configuration and the clock; apart from `wiring`, which loads the debate."""

from __future__ import annotations

import os
import time
from contextlib import closing
from datetime import tzinfo
from pathlib import Path

from argentum.adapters.ledger_sqlite.connection import IN_MEMORY
from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.council_book import CouncilBook, MemoryBook
from argentum.ayni.fire_circle.circle import FireCircle
from argentum.ayni.ledger import Ledger
from argentum.ayni.settings import AyniSettings
from argentum.errors import UsageError
from argentum.workspace.ayni_files import AyniFiles
from argentum.workspace.ayni_settings import read_settings
from argentum.workspace.council_file import CouncilFile
from argentum.workspace.local_zone import machine_zone
from argentum.workspace.shipped import shipped_file

_ADDRESS = "http://HOST:8529/DATABASE of an ArangoDB"


def wall_clock_ms() -> int:
    """Give the time in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def local_zone() -> tzinfo:
    """Give the zone that the machine is set to."""
    return machine_zone(os.environ)


def shipped_settings() -> AyniSettings:
    """Read the settings that come with argentum, whatever the user has changed."""
    return read_settings(shipped_file("configs", "ayni.yaml"))


def configured_settings() -> AyniSettings:
    """Read the shipped settings and, over them, the user's `ayni.yaml` beside the user config."""
    shipped = shipped_settings()
    own = AyniFiles.of(os.environ).settings
    return read_settings(own, over=shipped) if own.is_file() else shipped


def open_ledger(
    path_or_url: str | Path,
    *,
    settings: AyniSettings | None = None,
    must_exist: bool = False,
    made_at_ms: int | None = None,
) -> Ledger:
    """Open a ledger, or make it unless it must exist; a new one gets the ε of the settings and a moment, now.

    It is a file, or the database of an ArangoDB when an address is given.
    """
    path = str(path_or_url)
    chosen = settings if settings is not None else configured_settings()
    now_ms = wall_clock_ms() if made_at_ms is None else made_at_ms
    scheme, is_address, _ = path.partition("://")
    if is_address:
        if scheme not in {"http", "https"}:
            raise UsageError(f"ledger: found {scheme!r}, allowed: the path of a file, {IN_MEMORY}, {_ADDRESS}")
        return _open_arango(path, epsilon_micro=chosen.epsilon_micro, now_ms=now_ms, must_exist=must_exist)
    if path != IN_MEMORY:
        path = str(Path(path).expanduser())
    return SqliteLedger(path, epsilon_micro=chosen.epsilon_micro, now_ms=now_ms, must_exist=must_exist)


def _open_arango(url: str, *, epsilon_micro: int, now_ms: int, must_exist: bool) -> Ledger:
    """Load the driver only now: whoever keeps a file needs none of it."""
    from argentum.adapters.ledger_arango.address import Address, Credentials

    address, credentials = Address.of(url), Credentials.of(os.environ)
    try:
        from argentum.adapters.ledger_arango.store import ArangoLedger
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("argentum"):
            raise
        raise UsageError(
            f"{address}: a ledger in ArangoDB needs python-arango; install it with: pip install '.[arango]' "
            "in a checkout of argentum"
        ) from error
    return ArangoLedger(address, credentials, epsilon_micro=epsilon_micro, now_ms=now_ms, must_exist=must_exist)


def user_ledger(settings: AyniSettings) -> Ledger:
    """Open the user's own ledger, or make it."""
    return open_ledger(AyniFiles.of(os.environ).ledger, settings=settings)


def ledger_to_read(path: str | Path | None) -> Ledger:
    """Open a ledger for a report: the named one, which must be there, else the user's own, empty if it is not."""
    if path is not None:
        return open_ledger(path, must_exist=True)
    own = AyniFiles.of(os.environ).ledger
    return open_ledger(own if own.is_file() else IN_MEMORY)


def council_book(ledger: str | Path | None) -> CouncilBook:
    """Give the council's book of a ledger, the named one or else the user's own; it need not exist yet."""
    if str(ledger) == IN_MEMORY:
        return MemoryBook()
    return CouncilFile(AyniFiles.of(os.environ).council(ledger))


def fire_circle(ledger: str | Path | None) -> FireCircle:
    """Give the circle over a ledger, the named one, which must be there, or else the user's own."""
    return FireCircle(
        ledger=ledger_to_read(ledger),
        book=council_book(ledger),
        settings=configured_settings(),
        clock=wall_clock_ms,
    )


def back_up(path: str | Path | None, target: Path) -> Path | None:
    """Copy a ledger that must be there, the named one or else the user's own, to a new file.

    The council's book goes with it: gives its path beside the copy, or `None` when there is no book. Raises
    `UsageError` when one of the files is there already.
    """
    files = AyniFiles.of(os.environ)
    book, copy = CouncilFile(files.council(path)), CouncilFile(files.council(target))
    for each in (copy.path, copy.head_path):
        if each.exists():
            raise UsageError(f"{each}: is there already, of another ledger; choose a new name for the backup")
    with closing(open_ledger(path if path is not None else files.ledger, must_exist=True)) as ledger:
        ledger.back_up(target)
    return copy.path if book.back_up(copy) else None
