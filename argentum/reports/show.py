"""The views of `argentum show FOLDER`: transcript, auctions, postings and figures of a finished session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from argentum.metrics.session_facts import SessionFacts
from argentum.reports.auction_sentence import offer_note
from argentum.reports.auction_table import auction_table
from argentum.reports.clean_text import clean_text
from argentum.reports.closing_table import closing_table
from argentum.reports.figure_texts import FIGURES, figure_text
from argentum.reports.notice_texts import behind_the_scenes
from argentum.reports.symbols import UNICODE, Symbols
from argentum.reports.transcript_lines import transcript_row
from argentum.transcript.message import Message

if TYPE_CHECKING:
    from rich.console import RenderableType


def show_transcript(
    messages: Sequence[Message], facts: SessionFacts, *, symbols: Symbols = UNICODE, width: int = 100
) -> RenderableType:
    """Show what was heard, under the topic."""
    from rich.console import Group
    from rich.text import Text

    said = (message for message in messages if message.metadata.event != "opening" and not behind_the_scenes(message))
    rows = (transcript_row(message, facts, symbols=symbols, width=width) for message in said)
    return Group(Text(clean_text(facts.topic), style="bold"), Text(""), *(row for row in rows if row is not None))


def show_auctions(
    messages: Sequence[Message], facts: SessionFacts, *, symbols: Symbols = UNICODE, width: int = 100
) -> RenderableType:
    """Show every auction in the pretty form, or say that there was none."""
    from rich.console import Group
    from rich.text import Text

    auctions = [message.metadata.auction for message in messages if message.metadata.auction is not None]
    if not auctions:
        return Text("This session held no auctions.")
    tables = [auction_table(auction, facts, symbols=symbols, pretty=True, width=width) for auction in auctions]
    note = offer_note(facts, symbols=symbols)
    return Group(tables[0], *([Text(f"{note}\n", style="dim")] if note else []), *tables[1:])


def show_postings(
    messages: Sequence[Message], facts: SessionFacts, *, symbols: Symbols = UNICODE, width: int = 100
) -> RenderableType:
    """Show every movement of tokens with its message, or say that there was none."""
    from rich import box
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    from argentum.reports.fitting import STACKED_BELOW

    rows = [
        (
            message.id,
            clean_text(facts.name_of(posting.source)),
            clean_text(facts.name_of(posting.target)),
            str(posting.amount),
            clean_text(posting.reason.replace("_", " ")),
        )
        for message in messages
        for posting in message.metadata.postings
    ]
    if not rows:
        return Text("This session moved no tokens.")
    if width < STACKED_BELOW:
        return Group(
            *(Text(f"{source} {symbols.arrow} {target}: {amount}, {why}") for _, source, target, amount, why in rows)
        )
    table = Table(box=box.ASCII if symbols.ascii_only else box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("message", overflow="fold")
    for column in ("from", "to"):
        table.add_column(column, no_wrap=True)
    table.add_column("tokens", justify="right", no_wrap=True)
    table.add_column("for")
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def show_summary(
    messages: Sequence[Message],
    facts: SessionFacts,
    summary: Mapping[str, object],
    *,
    symbols: Symbols = UNICODE,
    width: int = 100,
) -> RenderableType:
    """Show the closing table and every figure with its meaning; in fewer than 60 columns without the meanings."""
    from rich import box
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    from argentum.reports.fitting import STACKED_BELOW

    table = Table(box=box.ASCII if symbols.ascii_only else box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("figure", no_wrap=width >= STACKED_BELOW, overflow="fold")
    table.add_column("value", justify="right", no_wrap=True)
    explained = width >= STACKED_BELOW
    if explained:
        table.add_column("meaning", overflow="fold")
    for key, figure in FIGURES.items():
        value = figure_text(summary, key, missing=symbols.missing)
        meaning = (Text(figure.meaning, style="dim"),) if explained else ()
        table.add_row(Text(figure.label, overflow="fold"), Text(value), *meaning)
    return Group(closing_table(messages, facts, summary, symbols=symbols, width=width), table)
