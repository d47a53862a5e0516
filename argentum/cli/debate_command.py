"""`argentum debate`: run a debate, or go on with one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from argentum.cli.flags import finite, one_of, readable
from argentum.errors import UsageError

_BESIDE_RESUME = frozenset({"resume", "out", "pace", "as_json", "simulate", "quiet"})


def debate(
    context: typer.Context,
    topic: Annotated[str, typer.Argument(help="What the agents argue about: a question or a statement.")] = "",
    *,
    mode: Annotated[
        str | None, typer.Option(metavar="auction|round-robin", help="Who decides the next speaker.  [auction]")
    ] = None,
    simulate: Annotated[
        bool, typer.Option("--simulate", help="Run in simulated time, without a key (the default).")
    ] = True,
    project: Annotated[
        str | None,
        typer.Option(
            "--project", "-p", metavar="NAME_OR_DIR", help="Project whose settings, agents and documents count."
        ),
    ] = None,
    preset: Annotated[
        str | None, typer.Option(metavar="NAME", help="debate_snappy, panel_civil or roundtable.  [debate_snappy]")
    ] = None,
    policy: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="YAML or JSON with keys of the policy (argentum config explain)."),
    ] = None,
    docs: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder of .md and .txt files that the agents quote from.")
    ] = None,
    agents: Annotated[int | None, typer.Option(metavar="N", help="How many of the cast take part.  [4]")] = None,
    agent: Annotated[
        list[str] | None, typer.Option("--agent", "-a", metavar="NAME", help="Who takes part; give it once for each.")
    ] = None,
    cast: Annotated[
        Path | None, typer.Option(metavar="FILE", help="YAML file with other agents than the built-in ones.")
    ] = None,
    segments: Annotated[int | None, typer.Option(metavar="N", min=1, help="Segments in all.  [24]")] = None,
    minutes: Annotated[
        float | None,
        typer.Option(
            metavar="M", min=0.01, callback=finite, help="Simulated minutes; with --segments, whichever ends first."
        ),
    ] = None,
    seed: Annotated[
        int,
        typer.Option(metavar="S", help="Another seed, another debate; the same seed, the same journal, byte for byte."),
    ] = 1,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder for the session files.  [a new one in the workspace]")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the summary as one JSON document and nothing else.")
    ] = False,
    resume: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Go on with a session that was interrupted or killed.")
    ] = None,
    faults: Annotated[
        str | None,
        typer.Option(metavar="NAME_OR_FILE", help="Let things go wrong: recoverable, stormy, dying, or a YAML file."),
    ] = None,
    text_free: Annotated[
        bool, typer.Option("--text-free", help="Agents without words, for studies of the economy.")
    ] = False,
    pace: Annotated[
        float | None,
        typer.Option(
            metavar="X", min=0.001, callback=finite, help="Hold the run back to X times real time; 1 is life."
        ),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="On a terminal, only what is said: no auctions in between.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check everything, say what would be run (with --json, too), and end.")
    ] = False,
    max_cost: Annotated[
        float | None, typer.Option(metavar="USD", min=0, callback=finite, help="End politely before costing more.")
    ] = None,
    max_calls: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="End politely after N requests to agents.")
    ] = None,
    emotion_control: Annotated[
        str | None,
        typer.Option(
            metavar="heuristic|llm|hybrid",
            help="Who sets the moods: the floor by its rules, the agents themselves (llm), or both.",
        ),
    ] = None,
    interjections: Annotated[int | None, typer.Option(metavar="N", help="Most interjections in a segment.")] = None,
    tick_seconds: Annotated[
        float | None,
        typer.Option(
            metavar="N",
            callback=finite,
            help="Mint tokens by the clock, one every N seconds, instead of a closed supply.",
        ),
    ] = None,
    cooldown_interrupts: Annotated[
        int | None, typer.Option(metavar="N", help="Micro-turns between two hard interrupts of one agent.")
    ] = None,
    evidence_priority: Annotated[
        bool | None,
        typer.Option("--evidence-priority/--no-evidence-priority", help="An advantage for bids with a source."),
    ] = None,
    anti_hoarding: Annotated[
        str | None, typer.Option(metavar="on|off", help="Decay, expiry and stipend (minted supply).")
    ] = None,
    tts_provider: Annotated[str | None, typer.Option(metavar="sim", help="Who speaks.")] = None,
    tts_voice: Annotated[
        str | None, typer.Option(metavar="VOICE", help="Voice of agents without one of their own.")
    ] = None,
    tts_latency: Annotated[
        str | None, typer.Option(metavar="low|balanced|high", help="Speed against quality of the voice.")
    ] = None,
) -> None:
    """Run a debate: agents buy the floor with bid tokens, interject at beats and cut in with a prepared line.

    Built-in simulated agents argue in simulated time: deterministic, in seconds, without a key. On a terminal the
    auction is shown after each segment; in a pipe the transcript comes as plain lines. The session folder holds the
    journal, the transcript, captions, a timeline, the figures and a report to open in a browser.
    """
    from argentum.cli.debate_inputs import DebateOptions, header_of
    from argentum.cli.debate_notes import notes_on, refuse_contradictions
    from argentum.cli.debate_run import RunOptions, describe, resume_debate, run_debate

    del simulate  # the only way there is so far; the flag says it aloud
    run = RunOptions(out=out, project=project, as_json=as_json, pace=pace, quiet=quiet)
    if resume is not None:
        _refuse_beside_resume(context)
        resume_debate(resume, run)
        return
    flags: dict[str, object] = {
        "mode": mode,
        "emotion.control": emotion_control,
        "interjections.max_per_segment": interjections,
        "cooldowns.interrupt_microturns": cooldown_interrupts,
        "evidence_priority.enabled": evidence_priority,
        "anti_hoarding.enabled": _on_off(anti_hoarding),
        "tts.provider": tts_provider,
        "tts.voice": tts_voice,
        "tts.latency_mode": tts_latency,
    }
    if tick_seconds is not None:
        flags |= {"tokens.supply": "minted", "tokens.accrual": "wall_clock", "tokens.period_seconds": tick_seconds}
    options = DebateOptions(
        topic=readable(topic, "the topic"),
        project=project,
        preset=preset,
        policy_file=policy,
        flags={key: value for key, value in flags.items() if value is not None},
        docs=docs,
        agents=agents,
        agent_names=tuple(readable(name, "--agent") for name in agent or ()),
        cast=cast,
        segments=segments,
        minutes=minutes,
        max_calls=max_calls,
        max_cost_usd=max_cost,
        seed=seed,
        faults=faults,
        text_free=text_free,
    )
    refuse_contradictions(options)
    header = header_of(options)
    for note in notes_on(options, header):
        typer.echo(f"argentum: {note}", err=True)
    if dry_run:
        typer.echo(describe(header, as_json=as_json))
        return
    run_debate(header, run)


def _refuse_beside_resume(context: typer.Context) -> None:
    """Refuse what a resumed session cannot obey: everything that decides it is in its journal."""
    for name in context.params:
        source = context.get_parameter_source(name)
        if source is not None and source.name == "COMMANDLINE" and name not in _BESIDE_RESUME:
            flag = "the topic" if name == "topic" else f"--{name.replace('_', '-')}"
            raise UsageError(
                f"--resume: {flag} is in the journal already; beside the folder give --pace or --json at most"
            )


def _on_off(value: str | None) -> bool | None:
    if value is None:
        return None
    return one_of("--anti-hoarding", value, ("on", "off")) == "on"
