"""The ledger of ayni in `argentum serve`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import APIRouter


@contextmanager
def served_ledger(
    ledger: str | None,
    *,
    operator_digest: bytes,
    folder: Path,
    clock: Callable[[], int],
    new_key: Callable[[], str],
) -> Iterator[list[APIRouter]]:
    """Give the routes to a ledger, the named one or else the user's own; its keys are kept in the folder."""
    from argentum.ayni_wiring import configured_settings, council_book, local_zone, open_ledger, user_ledger
    from argentum.server.ayni.desk import AyniDesk
    from argentum.server.ayni.keys import AyniKeys
    from argentum.server.ayni.routers import ayni_routers
    from argentum.workspace.ayni_keys_file import AyniKeysFile
    from argentum.workspace.local_zone import zone_named

    settings = configured_settings()
    if ledger is not None and Path(ledger).exists():
        # Refused now: nobody reads a log for what was refused at the first request.
        open_ledger(ledger, settings=settings, must_exist=True).close()
    keys = AyniKeys(
        store=AyniKeysFile(folder / "ayni_keys.json"), operator_digest=operator_digest, clock=clock, new_key=new_key
    )
    desk = AyniDesk(
        open_ledger=lambda: user_ledger(settings) if ledger is None else open_ledger(ledger, settings=settings),
        book=council_book(ledger),
        settings=settings,
        zone=local_zone(),
        zone_named=lambda name: zone_named(name, what="zone"),
        clock=clock,
    )
    try:
        yield ayni_routers(desk, keys)
    finally:
        desk.close()
