"""The views of `argentum show FOLDER`: transcript, auctions, postings and figures of a finished session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from argentum.metrics.session_facts import SessionFacts
from argentum.reports.auction_table import auction_table
from argentum.reports.clean_text import clean_text
from argentum.reports.closing_table import closing_table
from argentum.reports.figure_texts import FIGURES, figure_text
from argentum.reports.symbols import UNICODE, Symbols
from argentum.reports.transcript_lines import transcript_row
from argentum.transcript.message import Message

if TYPE_CHECKING:
    from rich.console import RenderableType


def show_transcript(messages: Sequence[Message], facts: SessionFacts, *, symbols: Symbols = UNICODE) -> RenderableType:
    """Show what was heard, under the topic."""
    from rich.console import Group  # noqa: PLC0415 - rich is loaded when something is shown
    from rich.text import Text  # noqa: PLC0415 - as above

    said = (message for message in messages if message.metadata.event != "opening")
    rows = (transcript_row(message, facts, symbols=symbols) for message in said)
    return Group(Text(clean_text(facts.topic), style="bold"), Text(""), *(row for row in rows if row is not None))


def show_auctions(messages: Sequence[Message], facts: SessionFacts, *, symbols: Symbols = UNICODE) -> RenderableType:
    """Show every auction in the pretty form, or say that there was none."""
    from rich.console import Group  # noqa: PLC0415 - as above
    from rich.text import Text  # noqa: PLC0415 - as above

    auctions = [message.metadata.auction for message in messages if message.metadata.auction is not None]
    if not auctions:
        return Text("This session held no auctions.")
    return Group(*(auction_table(auction, facts, symbols=symbols, pretty=True) for auction in auctions))


def show_postings(messages: Sequence[Message], facts: SessionFacts, *, symbols: Symbols = UNICODE) -> RenderableType:
    """Show every movement of tokens with its message, or say that there was none."""
    from rich import box  # noqa: PLC0415 - as above
    from rich.table import Table  # noqa: PLC0415 - as above
    from rich.text import Text  # noqa: PLC0415 - as above

    table = Table(box=box.ASCII if symbols.ascii_only else box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("message", overflow="fold")
    for column in ("from", "to"):
        table.add_column(column, no_wrap=True)
    table.add_column("tokens", justify="right")
    table.add_column("for")
    for message in messages:
        for posting in message.metadata.postings:
            cells = (message.id, facts.name_of(posting.source), facts.name_of(posting.target), str(posting.amount))
            table.add_row(*(Text(clean_text(cell)) for cell in (*cells, posting.reason.replace("_", " "))))
    return table if table.row_count else Text("This session moved no tokens.")


def show_summary(
    messages: Sequence[Message], facts: SessionFacts, summary: Mapping[str, object], *, symbols: Symbols = UNICODE
) -> RenderableType:
    """Show the closing table and every figure with its meaning."""
    from rich import box  # noqa: PLC0415 - as above
    from rich.console import Group  # noqa: PLC0415 - as above
    from rich.table import Table  # noqa: PLC0415 - as above
    from rich.text import Text  # noqa: PLC0415 - as above

    table = Table(box=box.ASCII if symbols.ascii_only else box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("figure", no_wrap=True)
    table.add_column("value", justify="right", no_wrap=True)
    table.add_column("meaning", overflow="fold")
    for key, figure in FIGURES.items():
        value = figure_text(summary, key, missing=symbols.missing)
        table.add_row(Text(figure.label), Text(value), Text(figure.meaning, style="dim"))
    return Group(closing_table(messages, facts, summary, symbols=symbols), table)
