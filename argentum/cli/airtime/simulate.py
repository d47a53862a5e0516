"""`argentum airtime simulate`: people with named behaviours under a rule."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from argentum.cli.airtime.options import (
    SLOT_SECONDS,
    AllocationOption,
    EnforcementOption,
    JsonOption,
    PolicyOption,
    PresetOption,
    RuleOption,
    SlotOption,
    check_new,
    chosen_ruleset,
)
from argentum.cli.airtime.outcome_output import print_outcome, print_rows

if TYPE_CHECKING:
    from argentum.airtime.simulation.behaviours import Behaviour

_USUAL_PEOPLE = 6
_CAST_HELP = (
    "Behaviours of p1, p2, … separated by commas: talker, quiet, interrupter, ally (in pairs), latecomer, rule-gamer, "
    "plain. Without it one of each, in this order, as far as there are participants."
)


def simulate(
    *,
    rule: RuleOption = None,
    preset: PresetOption = None,
    enforcement: EnforcementOption = None,
    policy: PolicyOption = "default",
    allocation: AllocationOption = None,
    slot_seconds: SlotOption = SLOT_SECONDS,
    participants: Annotated[
        int | None, typer.Option(min=1, max=100, help="People: p1, p2, ….  [default: 6, or as many as --cast names]")
    ] = None,
    minutes: Annotated[float, typer.Option(min=0.1, max=1440, help="Planned length.")] = 45,
    seed: Annotated[int, typer.Option(help="Seed; equal seeds give equal meetings.")] = 0,
    meetings: Annotated[int, typer.Option(min=1, max=100_000, help="Meetings, with the seeds from --seed on.")] = 1,
    cast: Annotated[str | None, typer.Option(metavar="NAMES", help=_CAST_HELP)] = None,
    log: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the event log (one meeting only).")] = None,
    as_json: JsonOption = False,
) -> None:
    """Simulate a meeting under a rule, or many and their means.

    The people are simulated: they show what a rule does to habits, not what your group would do.
    """
    from argentum.airtime.simulation.behaviours import usual_cast
    from argentum.errors import UsageError

    ruleset = chosen_ruleset(
        rule=rule,
        preset=preset,
        enforcement=enforcement,
        policy=policy,
        allocation=allocation,
        slot_seconds=slot_seconds,
    )
    check_new("--log", log)
    people = usual_cast(participants or _USUAL_PEOPLE) if cast is None else _named_cast(cast)
    if participants is not None and participants != len(people):
        raise UsageError(f"--participants {participants}: --cast names {len(people)}; leave one of them out")
    unknown = [who for who in ruleset.custom_ms if who not in {f"p{number}" for number in range(1, len(people) + 1)}]
    if unknown:
        raise UsageError(f"--allocation {unknown[0]}: participants are p1 to p{len(people)}")
    planned_ms = round(minutes * 60_000)
    if meetings > 1:
        if log is not None:
            raise UsageError("--log: goes with one meeting, not with several")
        from argentum.airtime.simulation.study import study

        found = study(people, ruleset, planned_ms=planned_ms, seed=seed, meetings=meetings)
        if as_json:
            typer.echo(json.dumps({"seed": seed, **found.to_dict()}, indent=2))
            return
        from argentum.reports.meeting_outcome import study_headline, study_rows

        typer.echo(study_headline(found))
        typer.echo("")
        print_rows(study_rows(found))
        return

    from argentum.airtime.outcome import outcome_of
    from argentum.airtime.simulation.meeting_run import MeetingRun

    run = MeetingRun(people, ruleset, planned_ms=planned_ms, seed=seed)
    state = run.run().state
    outcome = outcome_of(state)
    if log is not None:
        from argentum.airtime.event_log import encode_log
        from argentum.workspace.atomic_file import write_text_atomically

        write_text_atomically(log, encode_log(run.log))
    if as_json:
        behaviours = {f"p{number}": each.name for number, each in enumerate(people, 1)}
        document = {"seed": seed, "behaviours": behaviours, **outcome.to_dict()}
        typer.echo(json.dumps({**document, "decisions": [each.to_dict() for each in state.decisions]}, indent=2))
        return
    from argentum.reports.meeting_outcome import course

    typer.echo(", ".join(f"p{number} {each.name}" for number, each in enumerate(people, 1)))
    print_outcome(outcome)
    typer.echo("")
    names = {seat.participant_id: seat.name for seat in state.seats.values()}
    for line in course(state.decisions, start_ms=state.context.start_ms, names=names):
        typer.echo(line)


def _named_cast(text: str) -> tuple[Behaviour, ...]:
    from argentum.airtime.simulation.behaviours import BEHAVIOURS
    from argentum.errors import UsageError

    names = [name.strip() for name in text.split(",")]
    for name in names:
        if name not in BEHAVIOURS:
            raise UsageError(f"--cast {name or '(empty)'}: choose from {', '.join(BEHAVIOURS)}")
    if names.count("ally") % 2:
        raise UsageError("--cast: allies come in pairs")
    return tuple(BEHAVIOURS[name] for name in names)
