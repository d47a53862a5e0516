"""The bridge without a room: its modules in a page, with a room that only writes down what it is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import BrowserContext, Frame, Page

from tests.browser.fake_jitsi import FakeJitsi

STATIC = Path(__file__).parents[2] / "argentum" / "server" / "static"
# With an icon of its own: the browser asks for one otherwise, and writes to the console that there is none.
_PAGE = (
    """<!doctype html><html lang="en"><title>bridge</title><link rel="icon" href="data:,"><div id="meeting"></div>"""
)
GENEROUS_MS = 20_000
"""For what must happen, however slow the machine is; only what a test sees run out is short."""
_START = """async ({ domain, own, generousMs, waits }) => {
  const { Bridge } = await import("/static/bridge/bridge.js");
  const { Outbox } = await import("/static/live/outbox.js");
  const { LIMITS } = await import("/static/bridge/limits.js");
  const generous = Object.fromEntries(Object.keys(LIMITS).map((name) => [name, generousMs]));
  const told = [];
  const sent = [];
  window.told = told;
  window.sent = sent;
  const now = () => Math.round(performance.timeOrigin + performance.now());
  const room = { send: (message) => { told.push(message); return true; }, clock: now, now };
  const take = ({ event }) => {
    sent.push(event);
    queueMicrotask(() => outbox.settle(event.id));
    return true;
  };
  const outbox = new Outbox({ send: take, clock: now });
  window.mark = 0;
  window.bridge = new Bridge({ room, outbox, show: () => {}, limits: { ...generous, ...waits } });
  await window.bridge.open({
    domain, room: "Council", parent: document.getElementById("meeting"), displayName: "argentum", ownPerson: own,
  });
  window.bridge.api.addListener("p2pStatusChanged", ({ mark }) => { window.mark = mark; });
}"""
_LIMITS = """import { LIMITS as own } from "./limits.js?own";
const generous = Object.fromEntries(Object.keys(own).map((name) => [name, %d]));
export const LIMITS = Object.freeze({ ...generous, ...%s });
"""
ANN_SITS = {"id": "aaaa1111", "displayName": "Ann", "userContext": {"id": "ann", "name": "Ann"}}
BEN_SITS = {"id": "bbbb2222", "displayName": "Ben"}


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Give the empty page, or a module."""
        if self.path != "/":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(_PAGE)))
        self.end_headers()
        self.wfile.write(_PAGE.encode())

    def log_message(self, *_: object) -> None:
        """Keep the test's output to itself."""


@contextmanager
def serving_modules() -> Iterator[str]:
    """Serve the modules from an address of this machine: Chromium lets only such a page load a meeting from here."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(STATIC.parent)))
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


class BridgeHarness:
    """A bridge in a page, and the meeting in its frame."""

    def __init__(self, page: Page, jitsi: FakeJitsi, origin: str) -> None:
        """Open an empty page from which the modules can be loaded."""
        self.page = page
        self._jitsi = jitsi
        self._marks = 0
        page.goto(origin)

    def open(
        self,
        *,
        own: str | None = None,
        waits: dict[str, int] | None = None,
    ) -> None:
        """Start the bridge; the meeting loads in its own time. `waits` is for what a test sees run out."""
        wanted = {"domain": self._jitsi.domain, "own": own, "generousMs": GENEROUS_MS, "waits": waits or {}}
        self.page.evaluate(_START, wanted)

    def joined(self, *, own: str | None = None, waits: dict[str, int] | None = None) -> None:
        """Start the bridge and wait until it knows who is there."""
        self.open(own=own, waits=waits)
        self.wait("bridge.roster.joined && !bridge.roster.stale && bridge.findings")

    @property
    def frame(self) -> Frame:
        """Give the meeting's frame."""
        return self.page.frames[1]

    def meeting(self, script: str) -> object:
        """Do something in the meeting, and wait until the bridge has heard everything from before."""
        self._marks += 1
        result: object = self.frame.evaluate(script)
        # Messages between two pages keep their order: once the mark has come, all from before have.
        self.frame.evaluate(f"meeting.emit('p2p-status-changed', {{ mark: {self._marks} }})")
        self.wait(f"window.mark >= {self._marks}")
        return result

    def wait(self, condition: str) -> None:
        """Wait until something holds in the bridge's page."""
        self.page.wait_for_function(condition)

    def wait_for_sent(self, kind: str, count: int = 1) -> None:
        """Wait until the room was told this many events of a kind."""
        self.wait(f"sent.filter(({{ kind }}) => kind === '{kind}').length >= {count}")

    def events(self, *kinds: str) -> list[dict[str, Any]]:
        """Give what the room was told, without ids and instants."""
        sent: list[dict[str, Any]] = self.page.evaluate("sent")
        return [
            {key: value for key, value in event.items() if key not in {"id", "sent_ms", "sent_seq"}}
            for event in sent
            if not kinds or event["kind"] in kinds
        ]

    def command(
        self,
        command: str,
        seat: str | None,
        *,
        participant: str | None = "somebody",
        good_for_ms: int = 60_000,
        **fields: object,
    ) -> dict[str, Any]:
        """Give the bridge a command about who sits at `seat`, and wait for its outcome."""
        command_id: str = self.page.evaluate(
            """({ good_for_ms, ...command }) => {
              command.id = `c${told.length}`;
              command.expires_ms = Math.round(performance.timeOrigin + performance.now()) + good_for_ms;
              bridge.command(command);
              return command.id;
            }""",
            {
                "command": command,
                "participant": participant,
                "endpoint_hint": seat,
                "good_for_ms": good_for_ms,
                **fields,
            },
        )
        return self.outcomes(command_id)[0]

    def outcomes(self, command_id: str, count: int = 1) -> list[dict[str, Any]]:
        """Wait until so many outcomes of a command were told, and give them."""
        told = f"told.filter(({{ command_id }}) => command_id === '{command_id}')"
        self.wait(f"{told}.length >= {count}")
        results: list[dict[str, Any]] = self.page.evaluate(told)
        return [{key: result[key] for key in ("outcome", "detail")} for result in results]

    def received(self) -> list[dict[str, Any]]:
        """Give the commands that reached the meeting."""
        commands: list[dict[str, Any]] = self.frame.evaluate("meeting.received")
        return commands


def set_limits(context: BrowserContext, waits: dict[str, int]) -> None:
    """Give the bridge's page generous bounds in place of its own, and short ones for what a test sees run out."""
    module = _LIMITS % (GENEROUS_MS, json.dumps(waits))
    context.route(
        "**/static/bridge/limits.js", lambda route: route.fulfill(content_type="text/javascript", body=module)
    )


@contextmanager
def console_of(page: Page) -> Iterator[list[str]]:
    """Collect what the page writes to its console."""
    lines: list[str] = []
    page.on("console", lambda message: lines.append(message.text))
    yield lines
