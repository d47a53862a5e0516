"""A link to the ledger's page shows what it says, until somebody chooses otherwise."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from argentum.reports.ayni.page.page import page_script
from argentum.server.ayni import panel

pytestmark = pytest.mark.browser
STATIC = Path(panel.__file__).parent / "static"
FILES = {
    "/ayni": "shell.html",
    "/ayni/panel.js": "panel.js",
    "/ayni/place.js": "place.js",
    "/ayni/shell.css": "shell.css",
}


def test_a_link_passes_on_all_that_it_asks_and_a_chosen_period_lets_go_of_its_end(page: Page) -> None:
    asked: list[list[tuple[str, str]]] = []

    def answer(route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.path in FILES:
            route.fulfill(path=STATIC / FILES[address.path])
        elif address.path == "/ayni/panel":
            asked.append(parse_qsl(address.query))
            route.fulfill(body=f"<p>drawing {len(asked)}</p>", content_type="text/html")
        else:
            route.fulfill(body="", content_type="text/javascript")

    page.route("**/*", answer)
    page.goto("http://ledger.test/ayni?since=2025-06&until=2025-08&zone=UTC&group=a=b,c&group=d=e,f#key=k")
    expect(page.locator("#panel")).to_contain_text("drawing 1")

    shared = [("zone", "UTC"), ("group", "a=b,c"), ("group", "d=e,f")]
    assert sorted(asked[0]) == sorted([*shared, ("since", "2025-06"), ("until", "2025-08")])
    expect(page.locator("#since option:checked")).to_have_text("since 2025-06 until 2025-08")

    before = len(asked)
    page.locator("#since").select_option("7d")
    expect(page.locator("#panel")).not_to_contain_text(f"drawing {before}")

    assert sorted(asked[-1]) == sorted([*shared, ("since", "7d")])


def test_a_newer_drawing_leaves_the_focus_the_order_and_what_was_typed(page: Page) -> None:
    drawings = 0
    row = '<tr data-name="{name}" data-gave="{gave}"><th>{name}</th><td><a href="#{name}">{gave}</a></td></tr>'

    def drawing() -> str:
        rows = "".join(row.format(name=name, gave=gave) for name, gave in (("amaru", 1), ("killa", 3), ("sami", 2)))
        head = '<tr><th data-sort="name">name</th><th data-sort="gave">gave</th></tr>'
        table = f'<table class="everybody"><thead>{head}</thead><tbody>{rows}</tbody></table>'
        return f'<p id="drawn">drawing {drawings}</p><div class="scroll">{table}</div>'

    def answer(route: Route) -> None:
        nonlocal drawings
        path = urlsplit(route.request.url).path
        if path in FILES:
            route.fulfill(path=STATIC / FILES[path])
        elif path == "/ayni/page.js":
            route.fulfill(body=page_script(), content_type="text/javascript")
        elif path == "/ayni/panel":
            drawings += 1
            route.fulfill(body=drawing(), content_type="text/html")
        else:
            route.fulfill(body="", content_type="text/css")

    page.route("**/*", answer)
    page.goto("http://ledger.test/ayni#key=k")
    page.get_by_role("button", name="gave").click()
    names = page.locator("tbody th")
    expect(names).to_have_text(["killa", "sami", "amaru"])
    page.get_by_role("searchbox").fill("a")
    page.get_by_role("link", name="2").focus()

    before = drawings
    page.evaluate("document.getElementById('asked').requestSubmit()")
    expect(page.locator("#drawn")).not_to_have_text(f"drawing {before}")

    expect(names).to_have_text(["killa", "sami", "amaru"])
    expect(page.get_by_role("searchbox")).to_have_value("a")
    expect(page.get_by_role("link", name="2")).to_be_focused()
