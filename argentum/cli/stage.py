"""Showing a session while it runs: tables and colour for a person, plain lines for a pipe, nothing for `--json`."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from argentum.metrics.session_facts import SessionFacts
    from argentum.transcript.message import AuctionRecord, Message

Form = Literal["tables", "lines", "json"]


def chosen_form(*, as_json: bool) -> Form:
    """Choose the form of the output: JSON when asked for, tables on a terminal, plain lines in a pipe."""
    if as_json:
        return "json"
    return "tables" if sys.stdout.isatty() else "lines"


def _onset_ms(message: Message) -> int:
    return message.metadata.timing.start_ms if message.metadata.timing is not None else 0


class Stage:
    """Prints messages as they are decided, in the order in which one would tell them.

    An auction is decided while a segment is heard, and an interjection is over before the segment is; both are shown
    after it: first what was said, then what was thrown in, then who is next and why.
    """

    def __init__(self, facts: SessionFacts, form: Form, *, quiet: bool = False, console: Console | None = None) -> None:
        """Show a session of these agents in this form; tables go to `console`, or else to the terminal.

        `quiet` leaves the auctions out of the tables.
        """
        from argentum.reports.symbols import symbols_for

        self._facts = facts
        self._form = form
        self._symbols = symbols_for(sys.stdout.encoding)
        self._decided: AuctionRecord | None = None
        self._thrown_in: list[Message] = []
        self._heard = 0
        self._explained = False
        self._quiet = quiet
        self._console = console
        if form == "tables" and console is None:
            from rich.console import Console

            self._console = Console(highlight=False)

    def show(self, message: Message) -> None:
        """Show one message, or keep it until the segment that it belongs to is shown; engineers' notes are not."""
        from argentum.reports.notice_texts import behind_the_scenes

        event = message.metadata.event
        if event == "interjection":
            self._thrown_in.append(message)
            return
        if behind_the_scenes(message):
            return
        if event not in {"segment", "hard_interrupt"}:
            self._show_now(message)
            return
        from argentum.reports.halves import halves

        first, *rest = halves(message)
        self._show_now(first)
        resumed_ms = rest[0].metadata.timing.start_ms if rest and rest[0].metadata.timing else None
        later = [remark for remark in self._thrown_in if resumed_ms is not None and _onset_ms(remark) >= resumed_ms]
        for each in (*[remark for remark in self._thrown_in if remark not in later], *rest, *later):
            self._show_now(each)
        self._thrown_in.clear()
        if event == "segment" and self._console is not None:
            self._flush_auction(self._console)

    def _show_now(self, message: Message) -> None:
        if self._form == "json":
            self._progress(message)
        elif self._console is None:
            from argentum.reports.transcript_lines import plain_lines

            for line in plain_lines(message, self._facts, symbols=self._symbols):
                print(line, flush=True)  # noqa: T201 - the transcript is the output
        else:
            self._show_table(message, self._console)

    def _show_table(self, message: Message, console: Console) -> None:
        from argentum.reports.transcript_lines import transcript_row

        auction = message.metadata.auction
        if auction is not None:
            self._decided = auction
            if message.metadata.speaker_id is None:
                self._flush_auction(console)
            return
        row = transcript_row(message, self._facts, symbols=self._symbols, width=console.width)
        if row is not None:
            console.print(row)

    def _flush_auction(self, console: Console) -> None:
        from argentum.reports.auction_sentence import offer_note
        from argentum.reports.auction_table import auction_table

        if self._decided is not None and self._decided.stands and not self._quiet:
            console.print(auction_table(self._decided, self._facts, symbols=self._symbols, width=console.width))
            if not self._explained:
                self._explained = True
                console.print(offer_note(self._facts, symbols=self._symbols), style="dim", markup=False)
            console.print()
        self._decided = None

    def _progress(self, message: Message) -> None:
        if message.metadata.event == "segment" and sys.stderr.isatty():
            self._heard += 1
            print(f"\r{self._heard} segments", end="", file=sys.stderr, flush=True)  # noqa: T201 - asked for by the interface

    def close(self, messages: Sequence[Message], facts: SessionFacts, summary: Mapping[str, object]) -> None:
        """Show the closing table."""
        if self._form == "json":
            if self._heard:
                print(file=sys.stderr)  # noqa: T201 - ends the progress line
            return
        if self._console is None:
            from argentum.reports.closing_table import plain_closing_table

            print()  # noqa: T201 - as above
            for line in plain_closing_table(messages, facts, summary, symbols=self._symbols):
                print(line)  # noqa: T201 - as above
            return
        from argentum.reports.closing_table import closing_table

        self._console.print()
        width = self._console.width
        self._console.print(closing_table(messages, facts, summary, symbols=self._symbols, width=width))

    def say(self, text: str) -> None:
        """Say something about the run, beside the transcript; a terminal breaks it between words."""
        if self._form == "json":
            return
        lines = text.split("\n")
        if self._console is not None:
            width = self._console.width
            lines = [part for line in lines for part in _broken(line, width)]
        print("\n".join(lines), flush=True)  # noqa: T201 - as above


def _broken(line: str, width: int) -> list[str]:
    """Break between words alone, so that a path stays one that can be copied."""
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    return textwrap.wrap(
        line, width=width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    ) or [""]
