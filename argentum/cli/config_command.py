"""`argentum config`: which values are in force, where they come from, and what they mean."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from argentum.workspace.knob_catalogue import Knob
    from argentum.workspace.located_tree import KeyPath

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)

PRECEDENCE = """Values come from, the first that sets a key wins: flags, --policy FILE, the environment
(ARGENTUM_PRESET, ARGENTUM_MODE, ARGENTUM_POLICY__SECTION__KEY), the project's project.json, the preset, the user config
(config.yaml in ARGENTUM_HOME or the platform's configuration folder), the defaults. A preset that only the user config
names stands beneath the user config."""


@app.callback(help=f"Show, explain and check the policy: every knob of a session.\n\n{PRECEDENCE}")
def config() -> None:
    """Group the commands; the text is above, so that it stands in the help."""


@app.command(help=f"Show the policy in force: key, value and unit.\n\n{PRECEDENCE}")
def show(
    *,
    origin: Annotated[
        bool, typer.Option("--origin", help="Also show where each value comes from, file and line.")
    ] = False,
    preset: Annotated[str | None, typer.Option(metavar="NAME", help="Preset to start from.")] = None,
    policy: Annotated[
        Path | None, typer.Option(metavar="FILE", help="YAML or JSON file with keys of the policy; counts as flags.")
    ] = None,
    project: Annotated[
        str | None, typer.Option("--project", "-p", metavar="NAME_OR_DIR", help="Project whose project.json counts.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON document: the policy and the origin of every key.")
    ] = False,
) -> None:
    """Print the resolved policy."""
    from argentum.workspace.knob_catalogue import knobs, shown
    from argentum.workspace.layout import Layout
    from argentum.workspace.policy_loader import leaves, load_policy

    layout = Layout.of(os.environ)
    resolved = load_policy(
        preset=preset,
        policy_file=policy,
        manifest=layout.existing_project(project).manifest if project is not None else None,
        environment=os.environ,
        user_config=layout.user_config,
    )
    if as_json:
        origins = {
            key: {"layer": where.layer, "source": where.source or None, "line": where.line}
            for key, where in resolved.origins.items()
        }
        document = {"policy": resolved.policy.model_dump(mode="json"), "origins": origins}
        typer.echo(json.dumps(document, indent=2, ensure_ascii=False))
        return
    rows = [["key", "value", "unit", *(["origin"] if origin else [])]]
    for path, value in leaves(resolved.policy):
        knob = knobs().get(path) or knobs().get(tuple(path[-1].split(".")))
        key = ".".join(path)
        text = value if isinstance(value, str) else shown(value)
        rows.append([key, text, knob.unit if knob else "", *([str(resolved.origins[key])] if origin else [])])
    for line in _aligned(rows):
        typer.echo(line)


@app.command()
def schema() -> None:
    """Print the JSON Schema of the policy, for editors that complete and check while you type.

    It fits presets, --policy files and the user config. For a YAML file, put this on the first line:

    # yaml-language-server: $schema=policy.schema.json
    """
    from argentum.workspace.policy_schema import policy_schema

    typer.echo(policy_schema(), nl=False)


@app.command()
def explain(
    key: Annotated[
        str | None, typer.Argument(metavar="[KEY]", help="Dotted name, such as segment_seconds.target, or a section.")
    ] = None,
) -> None:
    """Say what a key of the policy means, in which unit, what it may be and what it is by default.

    With the name of a section, lists its keys; without a name, lists the sections.
    """
    from argentum.errors import UsageError
    from argentum.workspace.knob_catalogue import keys_of, knobs, sections
    from argentum.workspace.manifest_aliases import own_name
    from argentum.workspace.settings import nearest_key

    path = own_name(tuple(key.split("."))) if key else ()
    if path in knobs():
        lines = _explained(knobs()[path])
    elif not path or path in sections():
        lines = _listed(path)
    else:
        near = nearest_key(path)
        if near in keys_of(path[:-1]):
            near = ".".join((*path[:-1], near))
        hint = f"did you mean {near!r}?" if near else "`argentum config explain` lists the sections"
        raise UsageError(f"config explain: no key called {key!r}; {hint}")
    for line in lines:
        typer.echo(line)


def _explained(knob: Knob) -> Iterator[str]:
    from argentum.workspace.knob_catalogue import sections, shown
    from argentum.workspace.layers import ENVIRONMENT_PREFIX

    group = knob.path[:-1]
    yield knob.key
    yield from _aligned(
        [
            ["  meaning", knob.meaning],
            *([["  section", f"{'.'.join(group)}: {sections()[group]}"]] if group else []),
            ["  unit", knob.unit or "none"],
            ["  allowed", knob.allowed()],
            ["  default", knob.default if isinstance(knob.default, str) else shown(knob.default)],
            ["  variable", ENVIRONMENT_PREFIX + "__".join(knob.path).upper()],
            ["  manifest", ".".join(("conversation", *knob.path))],
        ]
    )


def _listed(group: KeyPath) -> Iterator[str]:
    from argentum.workspace.knob_catalogue import keys_of, knobs, sections

    if group:
        yield f"{'.'.join(group)}: {sections()[group]}"
    rows = []
    for name in keys_of(group):
        path = (*group, name)
        rows.append([f"  {name}", knobs()[path].meaning if path in knobs() else f"{sections()[path]} (section)"])
    yield from _aligned(rows)


def _aligned(rows: list[list[str]]) -> Iterator[str]:
    """Set rows in columns; plain text, so that it can be searched and piped."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
