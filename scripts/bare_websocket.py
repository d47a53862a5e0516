"""A WebSocket client of the barest kind, so that a benchmark measures the server and not its own client."""

from __future__ import annotations

import asyncio
import base64
import os
from collections.abc import Callable

_TEXT, _PING = 0x81, 0x89
_SHORT, _LONG = 126, 127


class BareWebSocket(asyncio.Protocol):
    """Sends and gets whole text frames; `heard` is called with each, with the time for it left to the caller."""

    def __init__(self, host: str, path: str, heard: Callable[[BareWebSocket, bytes], None]) -> None:
        """Prepare the handshake."""
        key = base64.b64encode(os.urandom(16)).decode()
        self._request = (
            f"GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
        ).encode()
        self._heard = heard
        self._transport: asyncio.Transport | None = None
        self._buffer = b""
        self._open = False
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.closed = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the upgrade."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - TCP gives nothing else
        self._transport = transport
        transport.write(self._request)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        """Take note."""
        self.closed = True
        if not self.ready.done():
            self.ready.set_exception(ConnectionError("the server refused the upgrade"))

    def data_received(self, data: bytes) -> None:
        """Take frames apart."""
        self._buffer += data
        if not self._open:
            head, end, rest = self._buffer.partition(b"\r\n\r\n")
            if not end:
                return
            if b" 101 " not in head.split(b"\r\n", 1)[0]:
                raise ConnectionError(head.decode())
            self._open, self._buffer = True, rest
            self.ready.set_result(None)
        while (frame := self._next_frame()) is not None:
            opcode, payload = frame
            if opcode == _TEXT:
                self._heard(self, payload)
            elif opcode == _PING:
                self._write(0x8A, payload)

    def send(self, payload: bytes) -> None:
        """Send a text frame."""
        self._write(_TEXT, payload)

    def close(self) -> None:
        """Let go without ceremony."""
        if self._transport is not None:
            self._transport.abort()

    def _write(self, first: int, payload: bytes) -> None:
        if self._transport is None:
            return
        length = len(payload)
        # A mask of zeroes is a mask, and leaves the bytes as they are.
        head = bytes((first, 0x80 | length)) if length < _SHORT else bytes((first, 0x80 | _SHORT)) + length.to_bytes(2)
        self._transport.write(head + b"\0\0\0\0" + payload)

    def _next_frame(self) -> tuple[int, bytes] | None:
        buffer = self._buffer
        if len(buffer) < 2:  # noqa: PLR2004 - the two bytes of a frame's head
            return None
        length, start = buffer[1], 2
        if length == _SHORT:
            length, start = int.from_bytes(buffer[2:4]), 4
        elif length == _LONG:
            length, start = int.from_bytes(buffer[2:10]), 10
        if len(buffer) < start + length:
            return None
        self._buffer = buffer[start + length :]
        return buffer[0], buffer[start : start + length]
