"""`argentum doctor`: what is installed, configured and missing."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from typing import Annotated

import typer


def doctor(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document instead of lines.")] = False,
) -> None:
    """Say what is installed, configured and missing, and what would help.

    Looks at Python, the libraries and the extras, SQLite's full-text search, the user config and the environment, the
    presets, the folders that sessions are written to and the free disk space. Of secrets it tells whether they are
    set, never their values. Nothing is changed; a simulated debate needs no key.

    Ends with 0 when a simulated debate can run, else with 3.
    """
    from argentum.workspace.health import can_simulate, examine

    findings = examine(os.environ)
    able = can_simulate(findings)
    if as_json:
        report = {"can_simulate": able, "findings": [asdict(finding) for finding in findings]}
        typer.echo(json.dumps(report, indent=2, ensure_ascii=False))
    else:
        widest = max(len(finding.name) for finding in findings)
        area = ""
        for finding in findings:
            if finding.area != area:
                area = finding.area
                typer.echo(area)
            typer.echo(f"  {finding.name.ljust(widest)}  {finding.state.ljust(7)}  {finding.value}")
            if finding.remedy:
                typer.echo(f"  {' ' * widest}           → {finding.remedy}")
        typer.echo(
            "\na simulated debate can run" if able else "\na simulated debate cannot run yet; see the lines with →"
        )
    if not able:
        raise typer.Exit(3)
