"""From the options of `argentum debate` to the header that decides a session."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from argentum.cli.flags import wrong_value
from argentum.errors import UsageError

if TYPE_CHECKING:
    from argentum.agents.profile import AgentProfile
    from argentum.drivers.journal import Header
    from argentum.ports.evidence import Passage
    from argentum.workspace.layout import Project

USUAL_SEGMENTS = 24
USUAL_AGENTS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class DebateOptions:
    """What the user asked for; None where a flag was not given."""

    topic: str
    project: str | None = None
    preset: str | None = None
    policy_file: Path | None = None
    flags: dict[str, object]
    docs: Path | None = None
    agents: int | None = None
    agent_names: Sequence[str] = ()
    cast: Path | None = None
    segments: int | None = None
    minutes: float | None = None
    max_calls: int | None = None
    max_cost_usd: float | None = None
    seed: int = 1
    faults: str | None = None
    text_free: bool = False


def header_of(options: DebateOptions) -> Header:
    """Read everything that the options name, check it, and put it into a header.

    Raises the errors of the loaders; nothing has been written by then.
    """
    from argentum.agents.simulated.topic_notice import LONGEST_TOPIC_CHARACTERS
    from argentum.orchestration.session import SessionLimits
    from argentum.wiring import load_faults, make_header
    from argentum.workspace.layout import Layout
    from argentum.workspace.policy_loader import load_policy

    if len(options.topic) > LONGEST_TOPIC_CHARACTERS:
        raise UsageError(
            f"the topic: found {len(options.topic):,} characters, allowed: at most {LONGEST_TOPIC_CHARACTERS}; what "
            "the agents should know beside it goes into a document (--docs)"
        )
    layout = Layout.of(os.environ)
    project = layout.existing_project(options.project) if options.project is not None else None
    resolved = load_policy(
        preset=options.preset,
        policy_file=options.policy_file,
        manifest=project.manifest if project else None,
        flags=options.flags,
        environment=os.environ,
        user_config=layout.user_config,
    )
    segments = options.segments
    if segments is None and options.minutes is None:
        segments = USUAL_SEGMENTS
    return make_header(
        topic=options.topic,
        policy=resolved.policy,
        profiles=_profiles(options, project),
        seed=options.seed,
        limits=SessionLimits(
            segments=segments,
            duration_ms=None if options.minutes is None else round(options.minutes * 60_000),
            max_calls=options.max_calls,
            max_cost_usd=options.max_cost_usd,
        ),
        documents=() if options.text_free else _documents(options.docs, project),
        faults=load_faults(options.faults),
        text_free=options.text_free,
    )


def _documents(docs: Path | None, project: Project | None) -> tuple[Passage, ...]:
    from argentum.workspace.documents import read_documents

    if docs is not None:
        return read_documents(docs)
    if project is not None and project.documents.is_dir() and any(project.documents.iterdir()):
        return read_documents(project.documents)
    return ()


def _profiles(options: DebateOptions, project: Project | None) -> tuple[AgentProfile, ...]:
    """Choose who sits at the table: named agents, else the project's default agents, else the first of the cast."""
    from argentum.agents.cast import load_cast
    from argentum.workspace.manifest import read_manifest

    cast = load_cast(options.cast)
    by_key = {profile.id: profile for profile in cast} | {profile.name.casefold(): profile for profile in cast}
    names = tuple(options.agent_names)
    if not names and project is not None and options.agents is None:
        names = read_manifest(project.manifest).default_agents
    if names:
        if options.agents is not None:
            raise UsageError("--agents and --agent: give a number or names, not both")
        chosen = tuple(_named(name, by_key) for name in names)
        if len({profile.id for profile in chosen}) < len(chosen):
            raise UsageError("--agent: somebody is named twice; everybody can sit at the table once")
        return chosen
    count = min(USUAL_AGENTS, len(cast)) if options.agents is None else options.agents
    if not 1 <= count <= len(cast):
        raise wrong_value("--agents", count, f"1 to {len(cast)}, as many as the cast has")
    return cast[:count]


def _named(name: str, by_key: dict[str, AgentProfile]) -> AgentProfile:
    from difflib import get_close_matches

    profile = by_key.get(name) or by_key.get(name.casefold())
    if profile is None:
        near = get_close_matches(name.casefold(), by_key, n=1)
        known = ", ".join(sorted({each.name for each in by_key.values()}))
        raise wrong_value(
            "--agent", name, f"a name of the cast: {known}", nearest=by_key[near[0]].name if near else None
        )
    return profile
