"""What every browser test needs: a Chromium, a meeting that is none, a page that may not fail in silence."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.bridge_harness import serving_modules
from tests.browser.fake_jitsi import FakeJitsi
from tests.browser.room_server import RoomServer, RunningClock, room_server
from tests.live_server import ManualClock

PATIENCE_MS = 30_000
"""How long a condition is waited for before a test fails; a machine may be slow, and nothing is ever waited out."""
expect.set_options(timeout=PATIENCE_MS)
_ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None]:
    """Put the tests with a browser last, in the order that chance has given them.

    Playwright holds the thread's event loop as long as its browser runs, and tests elsewhere need that loop.
    """
    yield
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start one browser for all tests; each has a profile of its own in it."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail("The browser tests need Chromium: apt-get install chromium fonts-noto-color-emoji", pytrace=False)
    # Chromium refuses its own sandbox to root.
    arguments = [*_ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """Open a profile of its own for each test, in which certificates of the fake meeting are good."""
    opened = chromium.new_context(ignore_https_errors=True, viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(PATIENCE_MS)
    faults: list[str] = []
    opened.on("weberror", lambda error: faults.append(str(error.error)))
    yield opened
    opened.close()
    assert faults == [], "a page raised an error"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Open one page."""
    return context.new_page()


@pytest.fixture(scope="session")
def jitsi_server() -> Iterator[FakeJitsi]:
    """Serve the meeting once for all tests."""
    jitsi = FakeJitsi()
    yield jitsi
    jitsi.close()


@pytest.fixture(scope="session")
def harness_origin() -> Iterator[str]:
    """Serve the modules of the pages without a room behind them."""
    with serving_modules() as origin:
        yield origin


@pytest.fixture
def room(tmp_path: Path) -> Iterator[RoomServer]:
    """Run a server whose time passes when the test says so, with the room `council` still to be opened."""
    with room_server(tmp_path, clock=ManualClock()) as server:
        yield server


@pytest.fixture
def bridged_room(tmp_path: Path, jitsi: FakeJitsi) -> Iterator[RoomServer]:
    """Run a server on whose bridge page the meeting may be embedded; its clock runs, as a bridge's own does."""
    with room_server(tmp_path, clock=RunningClock(), meeting_hosts=(jitsi.domain,)) as server:
        yield server


@pytest.fixture
def jitsi(jitsi_server: FakeJitsi) -> FakeJitsi:
    """Give the meeting, without what another test wanted of it."""
    jitsi_server.reset()
    return jitsi_server
