"""Running a session from the command line: where its files go, how it is shown, how it ends."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import typer

from argentum.cli.stage import Stage, chosen_form
from argentum.errors import ArgentumError, BudgetReachedError, ProviderGoneError, UsageError

if TYPE_CHECKING:
    from argentum.drivers.journal import Header
    from argentum.metrics.session_facts import SessionFacts
    from argentum.ports.journal import JournalSink
    from argentum.transcript.message import Message
    from argentum.wiring import Debate

_INTERRUPTED = 130
_MOST_DOCUMENTS_LISTED = 12
_MOST_KNOBS_LISTED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """How to run and where to put the files."""

    out: Path | None
    project: str | None
    as_json: bool
    pace: float | None
    quiet: bool = False


def describe(header: Header, *, as_json: bool = False) -> str:
    """Say in a few lines, or as one JSON document, what a session would be."""
    from argentum.metrics.inputs import inputs
    from argentum.reports.preset_text import knob_text, preset_text
    from argentum.reports.session_files import summary_json
    from argentum.wiring import Debate

    facts = Debate(header).facts()
    if as_json:
        return summary_json(inputs(facts)).rstrip("\n")
    limits = header.limits
    length = f"{limits.segments} segments" if limits.segments else f"{(limits.duration_ms or 0) / 60_000:g} minutes"
    names = ", ".join(str(agent["name"]) for agent in header.agents)
    documents = len(frozenset(passage.label for passage in header.documents))
    return "\n".join(
        (
            f"topic      {header.topic}",
            f"agents     {names}",
            f"mode       {facts.mode}, preset {preset_text(facts)}, seed {facts.seed}",
            *(f"changed    {knob_text(knob)}" for knob in facts.changed_knobs),
            f"length     {length}, simulated time, built-in agents, no key, no cost",
            f"documents  {documents} with {len(header.documents)} passages",
            f"session    {header.session_id}",
        )
    )


def run_debate(header: Header, options: RunOptions) -> None:
    """Run a new session."""
    from argentum.agents.simulated.topic_notice import topic_notice
    from argentum.wiring import Debate
    from argentum.workspace.journal_file import JOURNAL_NAME, JournalFile

    if not header.text_free:
        notice = topic_notice(header.topic)
        if notice is not None:
            typer.echo(f"argentum: {notice}", err=True)
    debate = Debate(header)
    folder = options.out if options.out is not None else _new_folder(header, options.project)
    sink = JournalFile(folder / JOURNAL_NAME)
    _run(debate, folder, sink, options, note="\n".join((*_first_lines(debate.facts()), *_documents(header))))


def resume_debate(folder: Path, options: RunOptions) -> None:
    """Go on with a session that was killed or stopped by hand; what is on record is repeated and compared."""
    from argentum.cli.session_folder import naming_the_journal
    from argentum.drivers.journal import CheckingSink, complete_lines, read_header
    from argentum.drivers.replay import before_the_stop
    from argentum.wiring import Debate
    from argentum.workspace.journal_file import JOURNAL_NAME, JournalFile

    if options.out is not None:
        raise UsageError("--resume: a session goes on in its own folder; leave --out away")
    journal = JournalFile(folder / JOURNAL_NAME, resumed=True)
    try:
        recorded = complete_lines(journal.content())
        with naming_the_journal(folder):
            lines = before_the_stop(recorded)
            header = read_header(lines)
            debate = Debate(header)
    except ArgentumError:
        journal.close()
        raise
    journal.go_on_after(sum(len(line) + 1 for line in lines))
    complete = recorded is lines and lines[-1].find(b'"seal":') > 0
    note = (
        f"{header.session_id} is complete; its files are written anew."
        if complete
        else f"Resuming {header.session_id} after {len(lines)} lines of its journal."
    )
    with naming_the_journal(folder):
        _run(debate, folder, CheckingSink(lines, journal), options, note=note)


def _first_lines(facts: SessionFacts) -> list[str]:
    """Say who argues, from which seed and preset, and what was changed in it: a change is not heard at once."""
    from argentum.reports.preset_text import knob_text, preset_text

    knobs = [f"  {knob_text(knob)}" for knob in facts.changed_knobs]
    left_out = len(knobs) - _MOST_KNOBS_LISTED
    if left_out > 0:
        knobs[_MOST_KNOBS_LISTED:] = [f"  and {left_out} more (--dry-run lists all)"]
    return [
        f"Built-in simulated agents, simulated time, no key (seed {facts.seed}, {preset_text(facts)}).",
        *knobs,
    ]


def _documents(header: Header) -> list[str]:
    """Say which file each label stands for, because the agents cite by label."""
    files = {passage.label: passage for passage in header.documents}
    counts = Counter(passage.label for passage in header.documents)
    lines = [
        f"  {label}  {passage.document} ({passage.file}, {_passages(counts[label])})"
        for label, passage in files.items()
    ]
    left_out = len(lines) - _MOST_DOCUMENTS_LISTED
    if left_out > 0:
        return [*lines[:_MOST_DOCUMENTS_LISTED], f"  and {left_out} more documents"]
    return lines


def _passages(count: int) -> str:
    return f"{count} passage{'' if count == 1 else 's'} to quote"


def _new_folder(header: Header, project: str | None) -> Path:
    from argentum.workspace.layout import DEFAULT_PROJECT, Layout

    layout = Layout.of(os.environ)
    home = layout.existing_project(project) if project is not None else layout.project(DEFAULT_PROJECT)
    folder = home.session(header.session_id)
    # The same inputs give the same session; a second run is kept beside the first, never over it.
    again = 2
    while folder.exists():
        folder = home.session(f"{header.session_id}-{again}")
        again += 1
    return folder


def _run(debate: Debate, folder: Path, sink: JournalSink, options: RunOptions, *, note: str) -> None:
    from argentum.drivers.journal import CheckingSink
    from argentum.drivers.pace import RealTimePace
    from argentum.metrics.summary import summarise
    from argentum.reports.session_files import session_files, summary_json
    from argentum.workspace.atomic_file import write_text_atomically

    stage = Stage(debate.facts(), chosen_form(as_json=options.as_json), quiet=options.quiet)
    messages: list[Message] = []
    check = sink if isinstance(sink, CheckingSink) else None

    notes = [note]

    def say_notes() -> None:
        while notes:
            stage.say(notes.pop())

    def on_message(message: Message) -> None:
        messages.append(message)
        if check is None or not check.catching_up:
            say_notes()
            stage.show(message)

    pace = None
    if options.pace is not None:
        pace = RealTimePace(options.pace, catching_up=None if check is None else lambda: check.catching_up)
    started_s = time.perf_counter()
    try:
        with _stopping() as stop:
            if check is None:
                say_notes()  # what is resumed is announced once the record has been found to be sound
            reason = debate.simulate(
                sink=sink,
                on_message=on_message,
                # What is on record is repeated to its end: a stop among it would not be what happened.
                stop=lambda: stop() and (check is None or not check.catching_up),
                pace=pace,
            )
    finally:
        sink.close()
    say_notes()
    facts = debate.facts(wall_s=time.perf_counter() - started_s)
    summary = summarise(messages, facts)
    for name, text in session_files(messages, facts).items():
        write_text_atomically(folder / name, text)
    stage.close(messages, facts, summary)
    if options.as_json:
        typer.echo(summary_json(summary), nl=False)
    stage.say(f"\nSession files: {folder}  (open report.html)")
    if reason == "interrupted":
        typer.echo(f"argentum: interrupted; the result so far is saved, go on with --resume {folder}", err=True)
        raise SystemExit(_INTERRUPTED)
    if reason == "budget":
        raise BudgetReachedError(f"the budget is used up; the result so far is saved in {folder}")
    if reason == "provider_gone":
        raise ProviderGoneError(f"the provider stopped answering; the result so far is saved in {folder}")


@contextmanager
def _stopping() -> Iterator[Stopper]:
    """Let Ctrl-C and a polite kill end the session politely; the second Ctrl-C ends it at once."""
    stopper = Stopper()
    before = {number: signal.signal(number, stopper.on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopper
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Stopper:
    """Remembers that somebody wants the session to end."""

    def __init__(self) -> None:
        """Begin without a wish."""
        self._asked = False

    def __call__(self) -> bool:
        """Whether the session is to end."""
        return self._asked

    def on_signal(self, number: int, frame: FrameType | None) -> None:
        """Take a signal; the second one does not wait for politeness."""
        del number, frame
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True
