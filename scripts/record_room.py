"""Records the picture of a live room: the facilitator's page of the demonstration, as Chromium shows it.

    python scripts/record_room.py                     writes docs/live-room.jpg
    python scripts/record_room.py --out FILE --after-s 40

Needs the extras `server` and `dev`, and Debian's Chromium. The meeting runs while it is recorded, so that no two
pictures are equal to the byte.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

DOCS = Path(__file__).resolve().parent.parent / "docs"
_LINK = re.compile(r"facilitator:\s+(\S+)")


def record(out: Path, *, pace: float, after_s: int) -> None:
    """Serve the demonstration at a port of its own and write what its facilitator sees after a while."""
    command = [sys.executable, "-m", "argentum", "serve", "--demo", "--pace", str(pace), "--port", "0"]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:  # noqa: S603 - our own
        try:
            photograph(_link_of(server), out, after_s=after_s)
        finally:
            server.terminate()


def photograph(address: str, out: Path, *, after_s: int) -> None:
    """Open a page, give the meeting some seconds, and write the picture."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("record_room needs Chromium: apt-get install chromium fonts-noto-color-emoji")
    arguments = ["--disable-gpu", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        page = browser.new_page(viewport={"width": 1180, "height": 980})
        page.goto(address)
        expect(page.get_by_text("connected", exact=True)).to_be_visible()
        page.wait_for_timeout(after_s * 1000)
        page.screenshot(path=out, type="jpeg", quality=82)
        browser.close()


def _link_of(server: subprocess.Popen[str]) -> str:
    for line in server.stdout or ():
        found = _LINK.search(line)
        if found:
            return found.group(1)
    raise SystemExit("the server ended before it told its links")


def main() -> None:
    """Read the flags and record."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--out", type=Path, default=DOCS / "live-room.jpg")
    parser.add_argument("--pace", type=float, default=4.0)
    parser.add_argument("--after-s", type=int, default=60, help="seconds until the picture is taken")
    asked = parser.parse_args()
    record(asked.out, pace=asked.pace, after_s=asked.after_s)


if __name__ == "__main__":
    main()
