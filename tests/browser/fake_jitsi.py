"""A meeting server that is none: serves the stand-ins of `jitsi/` over https, as the API allows nothing else."""

from __future__ import annotations

import json
import ssl
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import trustme

_FILES = Path(__file__).with_name("jitsi")


class FakeJitsi:
    """One origin. `scenario` is read by each meeting page as it loads; see `jitsi/meeting.js` for what it may hold."""

    def __init__(self) -> None:
        """Serve on a free port, with a certificate that nobody vouches for."""
        self.scenario: dict[str, Any] = {}
        self.redirects_to: str | None = None
        """Where meetings are sent instead, as a login page would be; the script stays here."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
        self._server = _QuietServer(("127.0.0.1", 0), _handler_for(self))
        # The handshake belongs to the thread of the connection, not to the one that accepts.
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    @property
    def domain(self) -> str:
        """Give host and port, as the API wants them."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    def reset(self) -> None:
        """Forget what a test wanted."""
        self.scenario, self.redirects_to = {}, None

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, path: str) -> tuple[int, str, bytes, str | None]:
        """Give status, type, body and where to go on."""
        match path:
            case "/external_api.js":
                # One script on a real server, two files here.
                parts = [(_FILES / name).read_bytes() for name in ("channel.js", "external_api.js")]
                return 200, "text/javascript", b"\n".join(parts), None
            case "/channel.js" | "/meeting.js":
                return 200, "text/javascript", (_FILES / path[1:]).read_bytes(), None
            case "/scenario.json":
                return 200, "application/json", json.dumps(self.scenario).encode(), None
            case "/favicon.ico":
                return 204, "image/x-icon", b"", None
            case _ if self.redirects_to is not None:
                return 302, "text/plain", b"", f"https://{self.redirects_to}{path}"
            case _:
                return 200, "text/html; charset=utf-8", (_FILES / "meeting.html").read_bytes(), None


class _QuietServer(ThreadingHTTPServer):
    """Browsers break connections off, to ask about a certificate for instance; that is no fault."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing: what was not served is seen in the page."""


def _handler_for(jitsi: FakeJitsi) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        # A handshake for each file would be most of what a test waits for.
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, kind, body, location = jitsi.answer(urlsplit(self.path).path)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            if location is not None:
                self.send_header("Location", location)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep the test's output to itself."""

    return Handler
