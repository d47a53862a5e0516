"""The files of the pages, as text: what no file of them may hold, and what must agree with the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from argentum.airtime.reactions.codes import KINDS, Visibility
from argentum.airtime.ruleset import RULE_NAMES
from argentum.airtime.tokens.prices import REACTION_PRICES
from argentum.server.routes.pages import STATIC

_SCRIPTS = sorted(STATIC.rglob("*.js"))
_PAGES = sorted(STATIC.glob("*.html"))
_FORBIDDEN = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b|new Function|srcdoc|localStorage"
)


def _name(path: Path) -> str:
    return str(path.relative_to(STATIC))


@pytest.mark.parametrize("script", _SCRIPTS, ids=_name)
def test_no_script_makes_markup_of_text_or_keeps_a_key_beyond_its_tab(script: Path) -> None:
    assert _FORBIDDEN.findall(script.read_text("utf-8")) == []


@pytest.mark.parametrize("script", _SCRIPTS, ids=_name)
def test_every_import_leads_to_a_file(script: Path) -> None:
    for wanted in re.findall(r'from "([^"]+)"', script.read_text("utf-8")):
        assert (script.parent / wanted).is_file(), wanted


@pytest.mark.parametrize("page", _PAGES, ids=_name)
def test_no_page_needs_anything_from_elsewhere_or_breaks_its_own_policy(page: Path) -> None:
    text = page.read_text("utf-8")

    assert re.findall(r'(?:src|href)="(?!/static/|#)', text) == []
    assert re.findall(r"<style|style=|\son\w+=|javascript:", text) == []
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))
    for wanted in re.findall(r'(?:src|href)="/static/([^"]+)"', text):
        assert (STATIC / wanted).is_file(), wanted


def test_no_file_is_long() -> None:
    assert {_name(path): lines for path in _SCRIPTS if (lines := len(path.read_text("utf-8").splitlines())) > 250} == {}


def test_the_pages_know_the_same_reactions_as_the_rules() -> None:
    text = (STATIC / "live" / "reaction_kinds.js").read_text("utf-8")

    listed = re.findall(r'kind\("(\w+)", "([^"]+)", "([^"]+)", (\d)(, UNSIGNED)?\)', text)

    assert listed == [
        (
            each.code,
            each.label,
            each.emoji,
            str(REACTION_PRICES[each.code].sender_pays),
            "" if len(each.allowed) == len(Visibility) else ", UNSIGNED",
        )
        for each in KINDS.values()
    ]


def test_the_pages_offer_every_rule() -> None:
    text = (STATIC / "facilitator" / "rulesets.js").read_text("utf-8")

    offered = text.partition("const RULES = {")[2].partition("};")[0]

    assert re.findall(r'^  "?([\w-]+)"?:', offered, re.MULTILINE) == list(RULE_NAMES)
