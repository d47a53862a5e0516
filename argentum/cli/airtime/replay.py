"""`argentum airtime replay` and `compare`: what rules would have done in a recorded meeting."""

from __future__ import annotations

import json
from dataclasses import replace as with_fields
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from argentum.cli.airtime.options import (
    LEVEL_HELP,
    SLOT_SECONDS,
    AllocationOption,
    EnforcementOption,
    JsonOption,
    PolicyOption,
    PresetOption,
    RecordingArgument,
    RuleOption,
    SlotOption,
    chosen_ruleset,
)
from argentum.cli.airtime.outcome_output import print_outcome, print_rows
from argentum.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from argentum.airtime.meeting import Meeting
    from argentum.airtime.ruleset import RulesetConfig
    from argentum.airtime.timeline import Timeline


def replay(
    file: RecordingArgument,
    *,
    rule: RuleOption = None,
    preset: PresetOption = None,
    enforcement: EnforcementOption = None,
    policy: PolicyOption = "default",
    allocation: AllocationOption = None,
    slot_seconds: SlotOption = SLOT_SECONDS,
    as_json: JsonOption = False,
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
        allocation=allocation,
        slot_seconds=slot_seconds,
    )
    recorded = _recorded(file)
    state = recorded.hold(recorded.named(ruleset)).state
    outcome = outcome_of(state)
    if as_json:
        decisions = [decision.to_dict() for decision in state.decisions]
        typer.echo(json.dumps({**outcome.to_dict(), "decisions": decisions}, indent=2, ensure_ascii=False))
        return
    print_outcome(outcome)
    typer.echo("")
    names = {seat.participant_id: seat.name for seat in state.seats.values()}
    for line in course(state.decisions, start_ms=state.context.start_ms, names=names):
        typer.echo(line)


def compare(
    file: RecordingArgument,
    *,
    enforcement: Annotated[str, typer.Option("--enforcement", metavar="LEVEL", help=LEVEL_HELP)] = "hard",
    policy: PolicyOption = "default",
    allocation: AllocationOption = None,
    slot_seconds: SlotOption = SLOT_SECONDS,
    as_json: JsonOption = False,
) -> None:
    """Put all rules side by side on the same recorded meeting: what each gives and what it costs.

    Jain and Gini are over what was heard. `muted in flow` met somebody at least a second into speech; a complaint is an
    attempt to speak while muted. Custom allocations take part when --allocation names somebody.
    """
    from argentum.airtime.comparison import compare as compare_rules
    from argentum.airtime.enforcement import EnforcementLevel

    ruleset = chosen_ruleset(enforcement=enforcement, policy=policy, allocation=allocation, slot_seconds=slot_seconds)
    recorded = _recorded(file)
    ruleset = recorded.named(ruleset)
    outcomes = compare_rules(recorded.hold, basis=ruleset, enforcement=EnforcementLevel(enforcement))
    if as_json:
        document = {"meeting": recorded.name, "rules": [outcome.to_dict() for outcome in outcomes]}
        typer.echo(json.dumps(document, indent=2, ensure_ascii=False))
        return
    from argentum.reports.clean_text import clean_text
    from argentum.reports.meeting_outcome import rule_rows

    print_rows(rule_rows(outcomes))
    state = recorded.hold(ruleset).state
    heard = [seat.name for seat in state.seats.values() if state.is_facilitator(seat.participant_id) and seat.talk_ms]
    if heard:
        typer.echo(f"{clean_text(', '.join(heard))}: nobody can mute a facilitator, so no rule changes what they said")


class _Recorded(NamedTuple):
    """The one meeting in a file."""

    name: str
    timeline: Timeline
    hold_against: Callable[[Timeline, RulesetConfig], Meeting]

    def named(self, ruleset: RulesetConfig) -> RulesetConfig:
        """Find the ids of those whom an allocation names; who is in no recording that could hold them is refused."""
        from msgspec.structs import replace

        from argentum.cli.airtime.allocation import check_names, granted_by_id

        for warning in check_names(ruleset.custom_ms, [self.timeline]):
            typer.echo(warning, err=True)
        return replace(ruleset, custom_ms=granted_by_id(self.timeline, ruleset.custom_ms))

    def hold(self, ruleset: RulesetConfig) -> Meeting:
        """Hold a rule against the meeting; those to whom it grants time are there."""
        from argentum.airtime.timeline import with_present

        return self.hold_against(with_present(self.timeline, ruleset.custom_ms), ruleset)


def _recorded(file: Path) -> _Recorded:
    from argentum.airtime.recorded_log import is_event_log, read_event_log, read_events, replay_log
    from argentum.airtime.replay import replay as replay_timeline
    from argentum.cli.airtime.inputs import read_meetings

    text = _text(file) if file.suffix.lower() == ".jsonl" else ""
    if is_event_log(text):
        events = read_events(text, str(file))
        # Whoever would have come after a log that broke off is not in it, and no rule is held against them.
        timeline = with_fields(read_event_log(text, str(file))[0], is_complete=True)
        return _Recorded(file.stem, timeline, lambda _, ruleset: replay_log(events, ruleset))
    meetings = read_meetings([file])
    if len(meetings) != 1:
        names = ", ".join(meeting.meeting_id for meeting in meetings)
        raise UsageError(f"{file}: holds {len(meetings)} meetings ({names}); a rule is held against one at a time")
    return _Recorded(meetings[0].meeting_id, meetings[0], replay_timeline)


def _text(file: Path) -> str:
    """Read a file that may be an event log; whatever is wrong with it is told by the reader of recordings."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""
