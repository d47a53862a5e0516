"""A ledger of ayni in a real server on a real loopback socket."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC
from pathlib import Path

from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.ledger import Ledger
from argentum.ayni_wiring import shipped_settings
from argentum.server.ayni.desk import AyniDesk
from argentum.server.ayni.keys import AyniKeys
from argentum.server.ayni.routers import ayni_routers
from argentum.server.keys import digest_of
from argentum.workspace.ayni_keys_file import AyniKeysFile
from argentum.workspace.council_file import CouncilFile
from argentum.workspace.local_zone import zone_named
from tests.live_server import OPERATOR, Json, Keys, ManualClock, Reply, RunningServer, running_server


class AyniServer:
    """The server, and a key of each role."""

    def __init__(self, server: RunningServer, keys: dict[str, str]) -> None:
        self.server = server
        self.keys = keys

    async def get(self, path: str, *, role: str | None = "reader", headers: dict[str, str] | None = None) -> Reply:
        """Ask with the key of a role."""
        return await self.server.http("GET", path, key=self.keys.get(role or ""), headers=headers)

    async def post(self, path: str, body: object = None, *, role: str | None = "writer") -> Reply:
        """Send with the key of a role."""
        return await self.server.http("POST", path, key=self.keys.get(role or ""), body=body)

    async def record(
        self, entry_id: str, giver: str, taker: str, given: float = 3, taken: float = 2, **more: str
    ) -> Json:
        """Record an interaction that is taken."""
        body = {
            "id": entry_id,
            "initiator": giver,
            "responder": taker,
            "contribution": given,
            "consumption": taken,
            **more,
        }
        reply = await self.post("/ayni/interactions", body)
        assert reply.status == 200, reply.text
        return reply.body


@asynccontextmanager
async def running_ayni(
    folder: Path, *, clock: ManualClock | None = None, open_ledger: Callable[[], Ledger] | None = None
) -> AsyncIterator[AyniServer]:
    """Run a server with a ledger in the folder, and give out a key of each role."""
    own_clock = clock or ManualClock()
    keys = AyniKeys(
        store=AyniKeysFile(folder / "ayni_keys.json"),
        operator_digest=digest_of(OPERATOR),
        clock=own_clock,
        new_key=Keys(),
    )
    desk = AyniDesk(
        open_ledger=open_ledger or (lambda: SqliteLedger(folder / "ledger.sqlite3", now_ms=own_clock.at_ms)),
        book=CouncilFile(folder / "ledger.council.jsonl"),
        settings=shipped_settings(),
        zone=UTC,
        zone_named=lambda name: zone_named(name, what="zone"),
        clock=own_clock,
    )
    try:
        async with running_server(folder, clock=own_clock, routers=ayni_routers(desk, keys)) as server:
            given = {"operator": OPERATOR}
            for role in ("reader", "writer", "council"):
                reply = await server.http("POST", "/ayni/keys", key=OPERATOR, body={"name": role, "role": role})
                given[role] = reply.body["key"] if reply.status == 201 else ""
            yield AyniServer(server, given)
    finally:
        desk.close()
