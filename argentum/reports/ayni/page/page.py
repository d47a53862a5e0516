"""Ayni as one page: self-contained, readable without its script, and the same bytes for the same books and period."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from argentum.ayni.panorama import Panorama
from argentum.reports.ayni.page.courses import courses
from argentum.reports.ayni.page.findings import found_things
from argentum.reports.ayni.page.headline import heading, key_figures, lead, period_text
from argentum.reports.ayni.page.lists import pair_blocks, person_rows
from argentum.reports.ayni.page.matrix import matrix
from argentum.reports.ayni.page.people import People
from argentum.reports.ayni.page.ribbons import ribbons
from argentum.reports.ayni.page.rounds import rounds, sharings
from argentum.reports.ayni.page.standing import standing
from argentum.reports.page_template import page_template


def ayni_page(panorama: Panorama) -> str:
    """Draw the whole page; names and notes are escaped, and the only script that a browser runs is the page's own."""
    return page_template("ayni_page.html.j2").render(
        title=heading(panorama),
        policy=page_policy(),
        style=page_style(),
        script=page_script(),
        body=ayni_panel(panorama),
    )


def ayni_panel(panorama: Panorama) -> str:
    """Draw what stands between the page's head and its end, without styles and scripts of its own."""
    people = People(panorama)
    blocks = pair_blocks(panorama, people)
    return page_template("ayni_panel.html.j2").render(
        panorama=panorama,
        report=panorama.report,
        heading=heading(panorama),
        period=period_text(panorama),
        lead=lead(panorama, people),
        key_figures=key_figures(panorama),
        courses=courses(panorama, people),
        standing=standing(panorama, people),
        matrix=matrix(panorama, people),
        ribbons=ribbons(panorama, people),
        rounds=rounds(panorama, people),
        sharings=sharings(panorama, people),
        rows=person_rows(panorama, people),
        found=found_things(panorama, people),
        blocks=blocks,
        unlisted_pairs=len(panorama.report.pairs) - len(blocks),
    )


@cache
def page_policy() -> str:
    """Give the content security policy of the page, which names its script by its digest."""
    digest = b64encode(sha256(f"\n{page_script()}".encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'; "
        "form-action 'none'"
    )


@cache
def page_script() -> str:
    """Read the script that searches and sorts the table."""
    return _template_text("ayni.js")


@cache
def page_style() -> str:
    """Read the style sheet."""
    return _template_text("report.css") + _template_text("ayni.css")


def _template_text(name: str) -> str:
    return files("argentum.reports").joinpath("templates", name).read_text(encoding="utf-8")
