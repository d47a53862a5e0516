"""`argentum airtime track`: a facilitator in a physical room says with keys who speaks."""

from __future__ import annotations

import sys
import time
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
    from argentum.airtime.events import AnyEvent
    from argentum.airtime.meeting import Meeting
    from argentum.airtime.ruleset import RulesetConfig

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
    session = _Session(path)
    if not session.resume():
        names = _names(people)
        strangers = [who for who in ruleset.custom_ms if who not in names]
        if strangers:
            raise UsageError(f"--allocation {strangers[0]}: --people names {', '.join(names)}")
        session.open(room, names, ruleset, planned_ms)
    try:
        session.follow()
    except KeyboardInterrupt:
        typer.echo(f"\ninterrupted; the same command goes on with {path}", err=True)
        raise typer.Exit(130) from None


def _names(people: str | None) -> list[str]:
    from argentum.airtime.key_desk import MOST_PEOPLE

    names = [name.strip() for name in (people or "").split(",") if name.strip()]
    if not 1 <= len(names) <= MOST_PEOPLE or len(set(names)) < len(names):
        raise UsageError(f"--people {people or '(none)'}: give 1 to {MOST_PEOPLE} different names separated by commas")
    return names


def _now_ms() -> int:
    return int(time.time() * 1000)


class _Session:
    """One sitting at the keys: the log, the meeting as it stands, and what is on the screen."""

    def __init__(self, path: Path) -> None:
        from argentum.airtime.meeting import Meeting

        self.path = path
        self.meeting: Meeting = Meeting(mute_effect="echoed")
        self.last_ms = 0

    def resume(self) -> bool:
        """Go on with a log that is there; speech that was open when it broke off ends with its last line."""
        from argentum.airtime.events import SpeechEnded, order_of
        from argentum.airtime.recorded_log import read_events

        if not self.path.exists():
            return False
        text = self.path.read_text(encoding="utf-8")
        if not text.strip():
            return False
        events = sorted(read_events(text, str(self.path)), key=order_of)
        if not text.endswith("\n"):
            self._mend(text)
        for event in events:
            self._apply(event)
        if not self.meeting.is_open:
            raise UsageError(f"{self.path}: this meeting is over; see it with: argentum airtime report {self.path}")
        for seat in self.meeting.state.talking():
            who = seat.participant_id
            self.take(SpeechEnded(id=f"broken-{self.last_ms}-{who}", at_ms=self.last_ms, seq=1, participant=who))
        return True

    def open(self, room: str, names: list[str], ruleset: RulesetConfig, planned_ms: int | None) -> None:
        """Begin a new log."""
        from argentum.airtime.events import MeetingOpened, ParticipantJoined
        from argentum.airtime.key_desk import FACILITATOR

        at_ms = _now_ms()
        opened = MeetingOpened(
            id="opened", at_ms=at_ms, room=room, planned_ms=planned_ms, facilitators=(FACILITATOR,), ruleset=ruleset
        )
        self.take(opened)
        for number, name in enumerate(names, 1):
            self.take(ParticipantJoined(id=f"joined-{number}", at_ms=at_ms, seq=number, participant=name))

    def take(self, event: AnyEvent) -> None:
        """Write an event down, durably, and let it count."""
        import os

        from argentum.airtime.event_log import encode_event
        from argentum.workspace.atomic_file import storage_error

        try:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(f"{encode_event(event)}\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise storage_error(self.path, error) from error
        self._apply(event)

    def _apply(self, event: AnyEvent) -> None:
        self.meeting.apply(event)
        self.last_ms = max(self.last_ms, event.at_ms)

    def _mend(self, text: str) -> None:
        """Cut off a line that a crash left without its end, so that the next one stands on its own."""
        from argentum.workspace.atomic_file import write_text_atomically

        write_text_atomically(self.path, text[: text.rfind("\n") + 1])

    def follow(self) -> None:
        """Read keys until the end, and show how the meeting stands."""
        from rich.live import Live

        from argentum.airtime.events import Tick
        from argentum.airtime.key_desk import KeyDesk
        from argentum.airtime.outcome import outcome_of
        from argentum.reports.meeting_tracking import tracking_view
        from argentum.reports.symbols import symbols_for

        state = self.meeting.state
        people = [seat.participant_id for seat in state.seats.values() if seat.in_pool]
        desk = KeyDesk(people, prefix=f"k{_now_ms()}", paused=state.paused)
        symbols = symbols_for(sys.stdout.encoding)
        # The keyboard first: a key pressed at the first sight of the screen must count.
        with _keyboard() as keys, Live(auto_refresh=False) as live:
            live.update(tracking_view(state, symbols=symbols, width=live.console.width), refresh=True)
            for key in keys:
                # A clock that was set back must not take the meeting back.
                at_ms = max(self.last_ms, _now_ms())
                events = desk.press(key, at_ms) if key else [Tick(id=f"tick-{at_ms}", at_ms=at_ms)]
                for event in events:
                    self.take(event)
                live.update(tracking_view(state, symbols=symbols, width=live.console.width), refresh=True)
                if desk.closed:
                    break
        print_outcome(outcome_of(state))
        typer.echo(f"\nThe log is {self.path}; the report: argentum airtime report {self.path}")


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
