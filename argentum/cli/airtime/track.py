"""`argentum airtime track`: a facilitator in a physical room says with keys who speaks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from argentum.cli.airtime.options import (
    SLOT_SECONDS,
    AllocationOption,
    PolicyOption,
    PresetOption,
    RuleOption,
    SlotOption,
    chosen_ruleset,
)
from argentum.cli.airtime.outcome_output import print_outcome
from argentum.errors import UsageError

if TYPE_CHECKING:
    from argentum.cli.airtime.tracked_meeting import TrackedMeeting

_TICK_S = 1.0


def track(
    *,
    room: Annotated[str, typer.Option(metavar="NAME", help="Name of the room; also of the log, NAME.jsonl.")],
    people: Annotated[
        str | None, typer.Option(metavar="NAMES", help="Up to 9, separated by commas; not needed to go on with a log.")
    ] = None,
    minutes: Annotated[
        float | None, typer.Option(min=0.1, max=1440, help="Planned length; without it the meeting is ad hoc.")
    ] = None,
    rule: RuleOption = None,
    preset: PresetOption = None,
    enforcement: Annotated[
        str | None,
        typer.Option("--enforcement", metavar="LEVEL", help="One of advisory (figures only), soft (warn).  [soft]"),
    ] = None,
    policy: PolicyOption = "default",
    allocation: AllocationOption = None,
    slot_seconds: SlotOption = SLOT_SECONDS,
    log: Annotated[Path | None, typer.Option(metavar="FILE", help="Event log.  [default: NAME.jsonl]")] = None,
) -> None:
    """Follow a meeting in a physical room: keys say who speaks.

    1 to 9: this person takes the floor, again: stops. + and a number: speaks as well. Space: nobody. p: pause and go
    on. q: the end. Each key is in the log before it is on the screen; started again after a crash, the command goes on
    with the log.
    """
    from argentum.cli.airtime.tracked_meeting import TrackedMeeting
    from argentum.ids import checked_name

    ruleset = chosen_ruleset(
        rule=rule,
        preset=preset,
        enforcement=enforcement,
        policy=policy,
        allocation=allocation,
        slot_seconds=slot_seconds,
    )
    if ruleset.enforcement not in {"advisory", "soft"}:
        given = f"--enforcement {enforcement}" if preset is None else f"--preset {preset}"
        raise UsageError(f"{given}: nobody can be muted in a physical room; choose advisory or soft")
    path = log or Path(f"{checked_name(room, what='--room')}.jsonl")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("track needs a terminal: who speaks is told with keys")
    planned_ms = None if minutes is None else round(minutes * 60_000)
    session = TrackedMeeting(path)
    if path.exists():
        session.resume()
    if session.is_new:
        names = _names(people)
        strangers = [who for who in ruleset.custom_ms if who not in names]
        if strangers:
            raise UsageError(f"--allocation {strangers[0]}: --people names {', '.join(names)}")
        session.open(room, names, ruleset, planned_ms)
    try:
        _follow(session)
    except KeyboardInterrupt:
        typer.echo(f"\ninterrupted; the same command goes on with {path}", err=True)
        raise typer.Exit(130) from None


def _names(people: str | None) -> list[str]:
    from argentum.airtime.key_desk import MOST_PEOPLE

    names = [name.strip() for name in (people or "").split(",") if name.strip()]
    if not 1 <= len(names) <= MOST_PEOPLE or len(set(names)) < len(names):
        raise UsageError(f"--people {people or '(none)'}: give 1 to {MOST_PEOPLE} different names separated by commas")
    return names


def _follow(session: TrackedMeeting) -> None:
    """Read keys until the end, and show how the meeting stands."""
    from rich.live import Live

    from argentum.airtime.events import Tick
    from argentum.airtime.key_desk import KeyDesk
    from argentum.airtime.outcome import outcome_of
    from argentum.reports.meeting_tracking import tracking_view
    from argentum.reports.symbols import symbols_for

    state = session.meeting.state
    people = [seat.participant_id for seat in state.seats.values() if seat.in_pool]
    desk = KeyDesk(people, prefix=f"k{session.now_ms()}", paused=state.paused)
    symbols = symbols_for(sys.stdout.encoding)
    # The keyboard first: a key pressed at the first sight of the screen must count.
    with _keyboard() as keys, Live(auto_refresh=False) as live:
        live.update(tracking_view(state, symbols=symbols, width=live.console.width), refresh=True)
        for key in keys:
            at_ms = session.now_ms()
            events = desk.press(key, at_ms) if key else [Tick(id=f"tick-{at_ms}", at_ms=at_ms)]
            for event in events:
                session.take(event)
            live.update(tracking_view(state, symbols=symbols, width=live.console.width), refresh=True)
            if desk.closed:
                break
    print_outcome(outcome_of(state))
    typer.echo(f"\nThe log is {session.path}; the report: argentum airtime report {session.path}")


@contextmanager
def _keyboard() -> Iterator[Iterator[str]]:
    """Let keys come as they are pressed and unseen; the terminal is as before afterwards."""
    import termios
    import tty

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor)
        yield _keys(descriptor)
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def _keys(descriptor: int) -> Iterator[str]:
    """Give each key, and an empty text each second in between; a closed terminal ends them."""
    import os
    import select

    while True:
        ready, _, _ = select.select([descriptor], [], [], _TICK_S)
        if not ready:
            yield ""
            continue
        pressed = os.read(descriptor, 32).decode("utf-8", errors="ignore")
        if not pressed:
            return
        yield from pressed
