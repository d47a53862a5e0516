"""`report.html`: one page without a script and without a request to anywhere, to be read, printed and passed on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from argentum.metrics.agent_figures import agent_figures
from argentum.metrics.auctions import auction_records
from argentum.metrics.session_facts import SessionFacts
from argentum.reports.auction_sentence import auction_sentence, offer_note
from argentum.reports.clean_text import clean_text
from argentum.reports.clock_text import minutes_seconds, seconds_text
from argentum.reports.figure_texts import FIGURES, figure_text
from argentum.reports.page.chapters import Chapter, chapters
from argentum.reports.page.encounters import encounters
from argentum.reports.page.headline import key_figures, lead, simulated
from argentum.reports.page.money import holding_chart, wanting_chart
from argentum.reports.page.script import Entry, engineers_notes, script
from argentum.reports.page.timeline import timeline
from argentum.reports.page_template import page_template
from argentum.reports.preset_text import knob_text, preset_text
from argentum.reports.reason_texts import reasons_text
from argentum.reports.symbols import UNICODE
from argentum.transcript.message import AuctionRecord, Message

_NOT_ON_THE_PAGE = frozenset({"wall_s"})
"""Equal sessions give equal pages, so the time that a run took is left to `summary.json`."""

_COLOURS = 12
"""In `report.css`."""


def html_report(messages: Sequence[Message], facts: SessionFacts, summary: Mapping[str, object]) -> str:
    """Draw the whole page; everything that agents, documents or users wrote is escaped."""
    auctions = auction_records(messages)
    agents = agent_figures(messages, facts)
    figures = [
        (figure.label, figure_text(summary, key), figure.meaning)
        for key, figure in FIGURES.items()
        if key not in _NOT_ON_THE_PAGE
    ]
    return page_template("report.html.j2").render(
        facts=facts,
        topic=clean_text(facts.topic),
        preset=preset_text(facts),
        knobs=[knob_text(knob) for knob in facts.changed_knobs],
        simulated=simulated(facts),
        key_figures=key_figures(summary),
        lead=lead(agents),
        agents=agents,
        widest_share=max((max(agent.talk_share or 0.0, agent.due_share) for agent in agents), default=0.0) * 1.04
        or 1.0,
        most_attention_ms=max((max(agent.ayni_given_ms, agent.ayni_taken_ms) for agent in agents), default=0) * 1.04,
        timeline=timeline(messages, facts),
        wanting=wanting_chart(auctions, facts),
        holding=holding_chart(auctions, facts),
        encounters=encounters(messages, facts),
        script=chapters(script(messages, facts), _heard_at),
        told=_told,
        notes=engineers_notes(messages, facts),
        auctions=chapters(auctions, _decided_at),
        auction_count=len(auctions),
        figures=figures,
        offer_note=offer_note(facts),
        auction_sentence=lambda auction: auction_sentence(auction, facts),
        clean=clean_text,
        name_of=lambda agent_id: clean_text(facts.name_of(agent_id)),
        place_of=facts.agent_ids.index,
        hue=_hue,
        reasons_text=reasons_text,
        clock=minutes_seconds,
        seconds=seconds_text,
        symbols=UNICODE,
    )


def _hue(place: int) -> int:
    """Give the colour of a place at the table; beyond twelve they come again, and names tell agents apart."""
    return place % _COLOURS


def _heard_at(entry: Entry) -> int:
    return entry.at_ms


def _decided_at(auction: AuctionRecord) -> int:
    return auction.resolved_ms


def _told(chapter: Chapter[Entry]) -> str:
    """Say what a folded chapter holds: how much was said, and by whom most."""
    words: dict[str, int] = {}
    for entry in chapter.entries:
        if entry.kind != "notice":
            words[entry.name] = words.get(entry.name, 0) + len(entry.text.split())
    cuts = sum(1 for entry in chapter.entries if entry.cut_by)
    said = sum(1 for entry in chapter.entries if entry.kind != "notice")
    most = f", most by {max(words, key=words.__getitem__)}" if words else ""
    return f"{said} utterances{most}{f', {cuts} cut off' if cuts else ''}"
