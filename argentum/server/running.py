"""Running the server in this process until somebody stops it."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

from argentum.errors import UsageError
from argentum.server.frames import LARGEST_FRAME
from argentum.server.rooms import Rooms

GRACE_S = 5
_PING_S = 10.0
_BACKLOG = 2048


def listening_socket(host: str, port: int) -> socket.socket:
    """Take the port. Raises `UsageError` when somebody else has it, or there is no such address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        # From here on callers wait instead of being refused, so that the address holds once it is printed.
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        reason = (error.strerror or str(error)).lower()
        raise UsageError(
            f"--port {port}: {host} cannot be listened at ({reason}); choose another with --port"
        ) from None
    return listening


class RoomServer(uvicorn.Server):
    """uvicorn, which says goodbye before it closes its sockets."""

    def __init__(self, config: uvicorn.Config, rooms: Rooms, announce: Callable[[], None]) -> None:
        """Know whom to say goodbye, and what to say when all is ready."""
        super().__init__(config)
        self._rooms = rooms
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to serve, and say so: from then on Ctrl-C ends it in good order."""
        await super().startup(sockets)
        if self.started:
            self._announce()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Tell the pages, then end."""
        await self._rooms.say_goodbye()
        await super().shutdown(sockets)


def server_of(app: FastAPI, announce: Callable[[], None] = lambda: None) -> RoomServer:
    """Make the server; without an access log, for addresses are nobody's business, and without compression.

    Compressing would cost most of the server's time, once for each recipient.
    """
    config = uvicorn.Config(
        app,
        ws="websockets-sansio",
        ws_max_size=LARGEST_FRAME,
        ws_ping_interval=_PING_S,
        ws_ping_timeout=_PING_S,
        ws_per_message_deflate=False,
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE_S,
    )
    return RoomServer(config, app.state.rooms, announce)
