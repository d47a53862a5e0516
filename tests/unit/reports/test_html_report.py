"""The page of a session."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from argentum.metrics.session_facts import ChangedKnob, DocumentCard, SessionFacts
from argentum.metrics.summary import summarise
from argentum.reports.html_report import html_report
from argentum.transcript.message import Message, Metadata
from tests.sample_session import FACTS, sample_messages

VOID = {"meta", "link", "br", "img", "hr", "input"}


class _Page(HTMLParser):
    """Checks that tags nest, and collects what a reader sees."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.text: list[str] = []
        self.targets: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not any(name.startswith("on") or name == "src" for name, _ in attrs)
        assert all((value or "").startswith("#") for name, value in attrs if name == "href"), "no way off the page"
        self.targets += [value or "" for name, value in attrs if name == "id"]
        self.links += [(value or "").removeprefix("#") for name, value in attrs if name == "href"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text.append(data)


def _page(messages: list[Message], facts: SessionFacts) -> _Page:
    page = _Page()
    page.feed(html_report(messages, facts, summarise(messages, facts)))
    assert page.open == []
    return page


def test_the_page_is_well_formed_and_asks_nothing_of_anybody() -> None:
    text = html_report(sample_messages(), FACTS, summarise(sample_messages(), FACTS))

    page = _page(sample_messages(), FACTS)
    assert "script" not in page.tags
    assert re.search(r"https?:|@import|url\(", text) is None
    assert page.links
    assert [link for link in page.links if link not in page.targets] == []


def test_what_agents_wrote_is_text_and_never_markup() -> None:
    page = _page(sample_messages(), FACTS)

    assert page.tags.count("b") == 2 * len(FACTS.agents), "only the marks of due shares and of what was taken are <b>"
    shown = "".join(page.text)
    assert "they differ between <b>modes</b> of transport." in shown
    assert "Ben <& Co>" in shown


def test_a_hostile_topic_and_name_stay_text() -> None:
    hostile = "</style><script>alert(1)</script>"
    facts = replace(FACTS, topic=hostile, agents=tuple(replace(agent, name=hostile) for agent in FACTS.agents))

    page = _page(sample_messages(), facts)

    assert "script" not in page.tags


def test_the_page_says_that_nobody_on_it_is_real() -> None:
    told = "".join(_page(sample_messages(), FACTS).text)
    silent = "".join(_page(sample_messages(), replace(FACTS, text_free=True)).text)

    assert "the speakers are simulated and argue from phrase books" in told
    assert "have no words" in silent
    assert "LLM" not in told


def test_the_page_says_what_was_changed_and_what_was_read() -> None:
    facts = replace(
        FACTS,
        changed_knobs=(ChangedKnob(key="interrupt.wish_desire", value=4.0, preset_value=6.0),),
        documents=(DocumentCard(label="Doc 1", title="Air <b>and</b> health", file="air.md"),),
    )

    told = "".join(_page(sample_messages(), facts).text)

    assert told.count("debate_snappy + 1 changed key") == 3
    assert "interrupt.wish_desire 4 (preset: 6)" in told
    assert "Doc 1 · Air <b>and</b> health (air.md)" in told
    assert "What they quote is from the documents listed below" in told


def test_a_long_session_is_folded() -> None:
    messages = [
        replace(message, id=f"{message.id}-{turn}", metadata=_later(message, turn * 30_000))
        for turn in range(20)
        for message in sample_messages()[1:-1]
    ]

    page = _page(messages, FACTS)

    assert page.tags.count("details") > 100, "an auction each"
    assert "00:00 to 01:00" in "".join(page.text)
    assert [link for link in page.links if link not in page.targets] == []


def _later(message: Message, by_ms: int) -> Metadata:
    timing, auction = message.metadata.timing, message.metadata.auction
    return replace(
        message.metadata,
        timing=timing and replace(timing, start_ms=timing.start_ms + by_ms),
        auction=auction and replace(auction, resolved_ms=auction.resolved_ms + by_ms),
    )


def test_the_cut_shows_what_was_heard_and_what_was_not() -> None:
    text = html_report(sample_messages(), FACTS, summarise(sample_messages(), FACTS))

    assert (
        'reach &amp; serve<mark title="cut off by Chloé">—</mark> <del title="planned, never heard">the old town.</del>'
        in text
    )


def test_sections_without_content_are_left_out() -> None:
    page = _page([], replace(FACTS, agents=()))

    assert "table" in page.tags
    assert "svg" not in page.tags
    assert page.tags.count("details") == 1, "all figures, folded"


@pytest.mark.parametrize("count", [1, 2])
def test_a_session_of_one_or_two_messages_has_a_page(count: int) -> None:
    spoken = [message for message in sample_messages() if message.metadata.event == "segment"][:count]

    assert "svg" in _page(spoken, FACTS).tags


def test_more_agents_than_colours_have_a_page() -> None:
    agents = tuple(replace(FACTS.agents[0], id=f"agent{place}", name=f"Agent {place}") for place in range(12))

    assert "Agent 11" in "".join(_page(sample_messages(), replace(FACTS, agents=(*FACTS.agents, *agents))).text)


def test_importing_the_reports_loads_neither_jinja_nor_rich() -> None:
    code = (
        "import sys, argentum.reports.session_files, argentum.reports.show, argentum.reports.auction_table;"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'jinja2', 'rich', 'numpy'}))"
    )

    out = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout

    assert out.strip() == "[]"
