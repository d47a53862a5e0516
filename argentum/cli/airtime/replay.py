"""`argentum airtime replay` and `compare`: what rules would have done in a recorded meeting."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from argentum.cli.airtime.rules import (
    ALLOCATION_HELP,
    LEVEL_HELP,
    POLICY_HELP,
    PRESET_HELP,
    RULE_HELP,
    SLOT_HELP,
    chosen_ruleset,
    print_outcome,
    print_rows,
)
from argentum.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from argentum.airtime.meeting import Meeting
    from argentum.airtime.ruleset import RulesetConfig

_COMPARED_LEVEL_HELP = "One of advisory (figures only), soft (warn), hard (mute), hybrid (warn, prompt, then mute)."
_FILE = typer.Argument(metavar="FILE", help="A recording (as for `airtime report`) or a debate's session folder.")
_JSON = typer.Option("--json", help="One JSON document instead of tables.")
_Allocations = Annotated[list[str] | None, typer.Option("--allocation", metavar="WHO=SECONDS", help=ALLOCATION_HELP)]


def replay(
    file: Annotated[Path, _FILE],
    *,
    rule: Annotated[str | None, typer.Option("--rule", metavar="RULE", help=RULE_HELP)] = None,
    preset: Annotated[str | None, typer.Option("--preset", metavar="NAME", help=PRESET_HELP)] = None,
    enforcement: Annotated[str | None, typer.Option("--enforcement", metavar="LEVEL", help=LEVEL_HELP)] = None,
    policy: Annotated[str, typer.Option("--policy", metavar="POLICY", help=POLICY_HELP)] = "default",
    allocation: _Allocations = None,
    slot_seconds: Annotated[float, typer.Option("--slot-seconds", metavar="S", help=SLOT_HELP)] = 120,
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Hold a rule against a recorded meeting: whom it would have warned and muted, and when.

    Speech after a mute is shown as blocked. Nothing is invented: what others would have said instead is not guessed,
    and the length that the rule divides is the recorded one.
    """
    from argentum.airtime.outcome import outcome_of
    from argentum.reports.meeting_outcome import course

    ruleset = chosen_ruleset(
        rule=rule,
        preset=preset,
        enforcement=enforcement,
        policy=policy,
        allocations=allocation or (),
        slot_seconds=slot_seconds,
    )
    _, hold = _recorded(file)
    state = hold(ruleset).state
    outcome = outcome_of(state)
    if as_json:
        decisions = [decision.to_dict() for decision in state.decisions]
        typer.echo(json.dumps({**outcome.to_dict(), "decisions": decisions}, indent=2, ensure_ascii=False))
        return
    print_outcome(outcome)
    typer.echo("")
    for line in course(state.decisions, start_ms=state.context.start_ms):
        typer.echo(line)


def compare(
    file: Annotated[Path, _FILE],
    *,
    enforcement: Annotated[str, typer.Option("--enforcement", metavar="LEVEL", help=_COMPARED_LEVEL_HELP)] = "hard",
    policy: Annotated[str, typer.Option("--policy", metavar="POLICY", help=POLICY_HELP)] = "default",
    allocation: _Allocations = None,
    slot_seconds: Annotated[float, typer.Option("--slot-seconds", metavar="S", help=SLOT_HELP)] = 120,
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Put all rules side by side on the same recorded meeting: what each gives and what it costs.

    Jain and Gini are over what was heard. `muted in flow` met somebody at least a second into speech; a complaint is an
    attempt to speak while muted. Custom allocations take part when --allocation names somebody.
    """
    from argentum.airtime.comparison import compare as compare_rules
    from argentum.airtime.enforcement import EnforcementLevel

    ruleset = chosen_ruleset(
        rule=None, enforcement=enforcement, policy=policy, allocations=allocation or (), slot_seconds=slot_seconds
    )
    name, hold = _recorded(file)
    outcomes = compare_rules(hold, basis=ruleset, enforcement=EnforcementLevel(enforcement))
    if as_json:
        document = {"meeting": name, "rules": [outcome.to_dict() for outcome in outcomes]}
        typer.echo(json.dumps(document, indent=2, ensure_ascii=False))
        return
    from argentum.reports.clean_text import clean_text
    from argentum.reports.meeting_outcome import rule_rows

    print_rows(rule_rows(outcomes))
    state = hold(ruleset).state
    heard = [seat.name for seat in state.seats.values() if state.is_facilitator(seat.participant_id) and seat.talk_ms]
    if heard:
        typer.echo(f"{clean_text(', '.join(heard))}: nobody can mute a facilitator, so no rule changes what they said")


def _recorded(file: Path) -> tuple[str, Callable[[RulesetConfig], Meeting]]:
    """Give the name of the one meeting in a file, and what holds a rule against it."""
    from functools import partial

    from argentum.airtime.recorded_log import is_event_log, read_events, replay_log
    from argentum.airtime.replay import replay as replay_timeline
    from argentum.cli.airtime.inputs import read_meetings

    text = _text(file) if file.suffix.lower() == ".jsonl" else ""
    if is_event_log(text):
        return file.stem, partial(replay_log, read_events(text, str(file)))
    meetings = read_meetings([file])
    if len(meetings) != 1:
        names = ", ".join(meeting.meeting_id for meeting in meetings)
        raise UsageError(f"{file}: holds {len(meetings)} meetings ({names}); a rule is held against one at a time")
    return meetings[0].meeting_id, partial(replay_timeline, meetings[0])


def _text(file: Path) -> str:
    """Read a file that may be an event log; whatever is wrong with it is told by the reader of recordings."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""
