"""One open WebSocket: what waits to be sent.

Whoever reads slowly does not get a growing heap of changes but one fresh state in place of what they missed; whoever
does not read at all is let go.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from argentum.airtime.live.viewer import Viewer

MOST_WAITING = 256
"""Messages; a page that is further behind gets a state instead."""
POLICY, TRY_LATER, GOING_AWAY, TOO_BIG = 1008, 1013, 1001, 1009


class Connection:
    """A viewer's page."""

    __slots__ = (
        "_clock",
        "_closing",
        "_waiting",
        "_wake",
        "behind",
        "clock_offset_ms",
        "digest",
        "gone",
        "sending_since_ms",
        "viewer",
        "websocket",
    )

    def __init__(
        self,
        websocket: WebSocket,
        viewer: Viewer,
        *,
        digest: bytes,
        offset_ms: int,
        clock: Callable[[], int],
    ) -> None:
        """Take an accepted socket whose key was found good."""
        self._clock = clock
        self.websocket = websocket
        self.viewer = viewer
        self.digest = digest
        self.clock_offset_ms = offset_ms
        self.behind = False
        """What waited was dropped; a state is to be sent."""
        self._waiting: deque[str] = deque()
        self._wake = asyncio.Event()
        self._closing: tuple[int, str] | None = None
        self.sending_since_ms: int | None = None
        self.gone = asyncio.Event()
        """Set when nothing more is sent."""

    def put(self, text: str) -> None:
        """Have a message sent, after those that wait."""
        if self._closing is not None:
            return
        if len(self._waiting) >= MOST_WAITING:
            self._waiting.clear()
            self.behind = True
        self._waiting.append(text)
        self._wake.set()

    def close(self, code: int, reason: str, *, last: str | None = None) -> None:
        """Have the socket closed after what waits and a last message."""
        if self._closing is None:
            if last is not None:
                self._waiting.append(last)
            self._closing = code, reason
            self._wake.set()

    @property
    def is_closing(self) -> bool:
        """Whether nothing more is taken from this socket."""
        return self._closing is not None

    async def send_all(self) -> None:
        """Send what is put, in order, until the socket is closed."""
        websocket, waiting = self.websocket, self._waiting
        try:
            while True:
                while waiting:
                    self.sending_since_ms = self._clock()
                    await websocket.send({"type": "websocket.send", "text": waiting.popleft()})
                    self.sending_since_ms = None
                if self._closing is not None:
                    code, reason = self._closing
                    if websocket.application_state is WebSocketState.CONNECTED:
                        await websocket.close(code, reason)
                    return
                self._wake.clear()
                await self._wake.wait()
        except (WebSocketDisconnect, RuntimeError, OSError):
            # Gone while we were sending; the receiving side sees it, too.
            return
        finally:
            self.gone.set()
