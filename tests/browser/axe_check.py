"""What axe-core finds wrong with a page: the engine behind most audits, whose script comes with the Python package."""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_AXE = Axe()
_BY_LOOKS = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]
"""What another colour scheme or width can change; all other rules see the same page again."""
_VIEWS: tuple[tuple[Literal["light", "dark"], int], ...] = (("dark", 1280), ("light", 375))
"""No style asks for both a scheme and a width, so each in turn is enough."""


def violations_of(page: Page) -> list[str]:
    """Hold a page against every rule, light and wide, and against those of looks in the dark and on a phone.

    No rule is switched off. Needs the page in front; leaves it light and wide.
    """
    _look(page, "light", 1280)
    # Switched off as delivered, because WCAG 2.2 is young.
    found = _found(page, {"rules": {"target-size": {"enabled": True}}}, "light 1280")
    for scheme, width in _VIEWS:
        _look(page, scheme, width)
        found += _found(page, {"runOnly": {"type": "rule", "values": _BY_LOOKS}}, f"{scheme} {width}")
    _look(page, "light", 1280)
    return found


def _look(page: Page, scheme: Literal["light", "dark"], width: int) -> None:
    # Colours would change over a moment otherwise, and be looked at in the middle of it.
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})


def _found(page: Page, options: dict[str, Any], view: str) -> list[str]:
    violations = _AXE.run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [f"{view}: {each['id']}: {node['target']} {_why(node)}" for each in violations for node in each["nodes"]]


def _why(node: dict[str, Any]) -> str:
    return "; ".join(check["message"] for kind in ("any", "all", "none") for check in node[kind])
