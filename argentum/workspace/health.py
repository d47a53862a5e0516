"""What `argentum doctor` finds out: what is installed, configured and missing."""

from __future__ import annotations

import errno
import os
import platform
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from argentum import __version__
from argentum.errors import ConfigurationError, InputError
from argentum.workspace.layout import HOME_VARIABLE, WORKSPACES_VARIABLE, Layout
from argentum.workspace.policy_loader import load_policy
from argentum.workspace.shipped import preset_names

State = Literal["ok", "missing"]

OLDEST_PYTHON = (3, 11)
LIBRARIES = ("typer", "rich", "pydantic", "PyYAML", "platformdirs", "msgspec", "jinja2")
EXTRAS: dict[str, tuple[str, tuple[str, ...]]] = {
    "server": ("`argentum serve`", ("fastapi", "uvicorn", "websockets")),
    "arango": ("a ledger in ArangoDB", ("python-arango",)),
    "dev": ("whoever works on argentum", ("pytest", "hypothesis", "ruff", "mypy")),
}
"""What pip installs on demand, by the name that it takes in brackets: who needs it, and what tells that it is there."""
LEDGER_VARIABLES = ("ARGENTUM_ARANGO_USER", "ARGENTUM_ARANGO_PASSWORD")
LEAST_FREE_BYTES = 50_000_000
"""A session of 40 segments takes less than 1 MB; the rest is room for the system."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    area: Literal["installed", "configured", "storage"]
    name: str
    state: State
    """missing: without it a simulated debate cannot run."""
    value: str
    remedy: str = ""
    """What helps; empty when nothing needs help."""


def examine(environment: Mapping[str, str]) -> tuple[Finding, ...]:
    """Look at everything; nothing is created but one file that is removed again. Values of secrets are never told."""
    layout = Layout.of(environment)
    return (*_installed(), *_configured(environment, layout), *_storage(layout))


def can_simulate(findings: tuple[Finding, ...]) -> bool:
    """Tell whether a simulated debate can run."""
    return all(finding.state != "missing" for finding in findings)


def _installed() -> Iterator[Finding]:
    python = sys.version_info[:2] >= OLDEST_PYTHON
    yield Finding(
        area="installed",
        name="python",
        state="ok" if python else "missing",
        value=platform.python_version(),
        remedy="" if python else "install Python 3.11 or newer",
    )
    yield Finding(area="installed", name="argentum", state="ok", value=__version__)
    for library in LIBRARIES:
        try:
            yield Finding(area="installed", name=library, state="ok", value=version(library))
        except PackageNotFoundError:
            yield Finding(
                area="installed",
                name=library,
                state="missing",
                value="not installed",
                remedy="install argentum again with pip, which brings it",
            )
    yield _full_text_search()
    for extra, (needed_by, libraries) in EXTRAS.items():
        yield Finding(area="installed", name=f"extra {extra}", state="ok", value=_extra(extra, needed_by, libraries))


def _extra(extra: str, needed_by: str, libraries: tuple[str, ...]) -> str:
    """Say what there is of an extra; nothing is amiss without it."""
    found: list[str] = []
    missing: list[str] = []
    for library in libraries:
        try:
            found.append(f"{library} {version(library)}")
        except PackageNotFoundError:
            missing.append(library)
    if not missing:
        return ", ".join(found)
    what = "not installed" if not found else f"without {', '.join(missing)}"
    return f"{what}; only {needed_by} needs it: pip install '.[{extra}]' in a checkout of argentum"


def _full_text_search() -> Finding:
    try:
        with sqlite3.connect(":memory:") as database:
            database.execute("CREATE VIRTUAL TABLE probe USING fts5(text)")
        database.close()
    except sqlite3.OperationalError:
        return Finding(
            area="installed",
            name="SQLite FTS5",
            state="missing",
            value=f"SQLite {sqlite3.sqlite_version} without FTS5",
            remedy="use a Python whose sqlite3 module has FTS5, such as the one from python.org",
        )
    return Finding(area="installed", name="SQLite FTS5", state="ok", value=f"SQLite {sqlite3.sqlite_version}")


def _configured(environment: Mapping[str, str], layout: Layout) -> Iterator[Finding]:
    for variable in (HOME_VARIABLE, WORKSPACES_VARIABLE):
        yield Finding(area="configured", name=variable, state="ok", value=environment.get(variable) or "not set")
    yield Finding(
        area="configured",
        name="user config",
        state="ok",
        value=str(layout.user_config) if layout.user_config.exists() else f"{layout.user_config} (none; not needed)",
    )
    yield Finding(
        area="configured",
        name="workspaces",
        state="ok",
        value=f"{layout.workspaces} ({len(layout.projects())} projects)",
    )
    yield from _policy(environment, layout)
    for variable in LEDGER_VARIABLES:
        there = "set" if variable in environment else "not set"
        yield Finding(
            area="configured", name=variable, state="ok", value=f"{there}; only a ledger in ArangoDB needs it"
        )


def _policy(environment: Mapping[str, str], layout: Layout) -> Iterator[Finding]:
    try:
        names = preset_names()
        policy = load_policy(environment=environment, user_config=layout.user_config).policy
    except ConfigurationError as error:
        for fault in error.faults:
            yield Finding(
                area="configured",
                name="policy",
                state="missing",
                value=str(fault),
                remedy="correct the value; `argentum config explain KEY` says what a key means",
            )
    except InputError as error:
        yield Finding(
            area="configured",
            name="policy",
            state="missing",
            value=str(error),
            remedy="install argentum again with pip, which brings the presets",
        )
    else:
        yield Finding(area="configured", name="policy", state="ok", value=f"preset {policy.preset} is in force")
        yield Finding(area="configured", name="presets", state="ok", value=", ".join(names))


def _storage(layout: Layout) -> Iterator[Finding]:
    for name, folder in (("workspaces", layout.workspaces), ("temporary files", Path(tempfile.gettempdir()))):
        yield _writable(name, folder)
    yield _free_space(layout.workspaces)


def _writable(name: str, folder: Path) -> Finding:
    """Try by writing: permissions, read-only mounts and full disks all show in the same way."""
    nearest = _nearest_existing(folder)
    try:
        if not nearest.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        with tempfile.TemporaryFile(dir=nearest) as file:
            file.write(b"argentum")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        return Finding(
            area="storage",
            name=name,
            state="missing",
            value=f"{nearest} cannot be written to ({reason})",
            remedy=f"set {HOME_VARIABLE} or {WORKSPACES_VARIABLE} to a folder that can be written to",
        )
    return Finding(area="storage", name=name, state="ok", value=f"{nearest} can be written to")


def _free_space(folder: Path) -> Finding:
    nearest = _nearest_existing(folder)
    free = shutil.disk_usage(nearest).free
    enough = free >= LEAST_FREE_BYTES
    return Finding(
        area="storage",
        name="free disk space",
        state="ok" if enough else "missing",
        value=f"{free / 1e9:.1f} GB at {nearest}",
        remedy="" if enough else f"free at least {LEAST_FREE_BYTES // 1_000_000} MB",
    )


def _nearest_existing(folder: Path) -> Path:
    return next((each for each in (folder, *folder.parents) if each.exists()), Path.cwd())
