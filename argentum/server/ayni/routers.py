"""Everything of ayni that a server has, put together."""

from __future__ import annotations

from fastapi import APIRouter

from argentum.server.ayni.alerts import alerts_router
from argentum.server.ayni.council import council_router
from argentum.server.ayni.desk import AyniDesk
from argentum.server.ayni.giving_keys import keys_router
from argentum.server.ayni.keys import AyniKeys
from argentum.server.ayni.panel import panel_router, shell_router
from argentum.server.ayni.reading import reading_router
from argentum.server.ayni.whole_ledger import whole_ledger_router
from argentum.server.ayni.writing import writing_router


def ayni_routers(desk: AyniDesk, keys: AyniKeys) -> list[APIRouter]:
    """Give the routes for `create_app`."""
    return [
        reading_router(desk, keys),
        alerts_router(desk, keys),
        whole_ledger_router(desk, keys),
        writing_router(desk, keys),
        council_router(desk, keys),
        keys_router(keys),
        panel_router(desk, keys),
        shell_router(),
    ]
