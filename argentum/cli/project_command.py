"""`argentum project`: folders that keep a debate's agents, documents, settings and sessions together."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
docs_app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
app.add_typer(docs_app, name="docs")

_JSON_HELP = "One JSON document instead of lines."
_SLUG_HELP = "Name of the project."


@app.callback()
def project() -> None:
    """Make projects, list them, and give them documents.

    A project is a folder with a manifest (project.json), agents, documents and recorded sessions. Projects live in
    ARGENTUM_WORKSPACES_DIR, else in ARGENTUM_HOME/workspaces, else in the platform's data folder.

    Use one with: argentum debate TOPIC --project NAME_OR_DIR
    """


@docs_app.callback()
def docs() -> None:
    """Documents of a project: Markdown and text files that agents quote from."""


@app.command()
def init(
    slug: Annotated[str, typer.Argument(help="Name: lower-case letters, digits, '.', '_' and '-'.")],
    *,
    title: Annotated[str, typer.Option(help="Name as people read it; the slug if not given.")] = "",
    description: Annotated[str, typer.Option(help="What the project is about.")] = "",
    force: Annotated[
        bool, typer.Option("--force", help="Write a new manifest over an old one; everything else stays.")
    ] = False,
) -> None:
    """Make a project: a folder with a manifest and room for agents, documents and sessions.

    The manifest's `conversation` block takes any key of the policy (argentum config explain) and stands above the
    preset; it starts empty.
    """
    from argentum.workspace.layout import Layout
    from argentum.workspace.project_store import create_project

    made = Layout.of(os.environ).project(slug)
    created_at = datetime.now(tz=UTC).isoformat(timespec="seconds")
    create_project(made, title=title, description=description, created_at=created_at, force=force)
    typer.echo(f"made {made.manifest}")


@app.command("list")
def list_projects(*, as_json: Annotated[bool, typer.Option("--json", help=_JSON_HELP)] = False) -> None:
    """List the projects with their number of agents, documents and sessions."""
    from argentum.workspace.layout import Layout
    from argentum.workspace.project_store import document_names

    layout = Layout.of(os.environ)
    rows = [
        {
            "project_id": each.slug,
            "agents": len(each.agent_keys()),
            "documents": len(document_names(each)),
            "sessions": len(each.session_ids()),
        }
        for each in layout.projects()
    ]
    if as_json:
        typer.echo(json.dumps({"workspaces": str(layout.workspaces), "projects": rows}, indent=2))
        return
    if not rows:
        typer.echo(f"no projects in {layout.workspaces}; make one with: argentum project init NAME")
    for row in rows:
        counts = f"{row['agents']} agents, {row['documents']} documents, {row['sessions']} sessions"
        typer.echo(f"{row['project_id']}  {counts}")


@app.command()
def show(
    slug: Annotated[str, typer.Argument(metavar="NAME_OR_DIR", help="Name of the project, or its folder.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help=_JSON_HELP)] = False,
) -> None:
    """Show a project: its manifest, agents, documents and sessions.

    The manifest is read whole: a wrong value or an unknown key is told with its line.
    """
    from argentum.workspace.layout import Layout
    from argentum.workspace.manifest import read_manifest
    from argentum.workspace.policy_loader import load_policy
    from argentum.workspace.project_store import document_names

    found = Layout.of(os.environ).existing_project(slug)
    policy = load_policy(manifest=found.manifest).policy
    manifest = read_manifest(found.manifest)
    lists = {"agents": found.agent_keys(), "documents": document_names(found), "sessions": found.session_ids()}
    facts = {
        "project_id": manifest.project_id,
        "display_name": manifest.display_name,
        "description": manifest.description,
        "created_at": manifest.created_at,
        "folder": str(found.folder),
        "preset": policy.preset,
        "mode": policy.mode,
    }
    if as_json:
        typer.echo(json.dumps({**facts, **lists}, indent=2, ensure_ascii=False))
        return
    for name, fact in facts.items():
        typer.echo(f"{name.ljust(12)}  {fact}".rstrip())
    for name, items in lists.items():
        typer.echo(f"{name.ljust(12)}  {len(items)}")
        for item in items:
            typer.echo(f"  {item}")


@docs_app.command("add")
def add_docs(
    slug: Annotated[str, typer.Argument(help=_SLUG_HELP)],
    paths: Annotated[list[Path], typer.Argument(metavar="FOLDER_OR_FILE...", help="What to copy into the project.")],
) -> None:
    """Copy documents into a project: single files, or folders with everything below them.

    Markdown (.md) and text (.txt) files are taken; hidden files and readmes in folders are left out. Either all of the
    documents are added or none: a name that the project has with another content is refused.
    """
    from argentum.workspace.layout import Layout
    from argentum.workspace.project_store import add_documents

    found = Layout.of(os.environ).existing_project(slug)
    added = add_documents(found, paths)
    for name in added.copied:
        typer.echo(f"added {name}")
    for name in added.unchanged:
        typer.echo(f"there already, unchanged: {name}")


@docs_app.command("remove")
def remove_docs(
    slug: Annotated[str, typer.Argument(help=_SLUG_HELP)],
    names: Annotated[list[str], typer.Argument(metavar="DOCUMENT...", help="Names as `docs list` gives them.")],
) -> None:
    """Remove documents from a project; a wrong name removes nothing. Sessions keep what they quoted."""
    from argentum.workspace.layout import Layout
    from argentum.workspace.project_store import remove_documents

    remove_documents(Layout.of(os.environ).existing_project(slug), names)
    for name in names:
        typer.echo(f"removed {name}")


@docs_app.command("list")
def list_docs(
    slug: Annotated[str, typer.Argument(help=_SLUG_HELP)],
    *,
    as_json: Annotated[bool, typer.Option("--json", help=_JSON_HELP)] = False,
) -> None:
    """List the documents of a project."""
    from argentum.workspace.layout import Layout
    from argentum.workspace.project_store import document_names

    found = Layout.of(os.environ).existing_project(slug)
    names = document_names(found)
    if as_json:
        typer.echo(json.dumps({"project_id": found.slug, "documents": names}, indent=2, ensure_ascii=False))
        return
    if not names:
        typer.echo(f"no documents; add some with: argentum project docs add {found.slug} FOLDER_OR_FILE")
    for name in names:
        typer.echo(name)
