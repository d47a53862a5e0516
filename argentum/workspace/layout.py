"""Where a user's files are.

ARGENTUM_HOME moves everything; without it the platform's own folders are used.

<home>/config.yaml                      user config                   (else <user config folder>/argentum)
<home>/workspaces/<project>/            projects                      (else <user data folder>/argentum/workspaces)
    project.json                        manifest
    agents/<key>/profile.json           one agent
    knowledge/docs/                     documents that agents quote from
    sessions/<id>/                      session folders

ARGENTUM_WORKSPACES_DIR moves the projects alone, and goes before ARGENTUM_HOME.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_config_path, user_data_path

from argentum.errors import MissingPathError, UsageError
from argentum.ids import checked_name

HOME_VARIABLE = "ARGENTUM_HOME"
WORKSPACES_VARIABLE = "ARGENTUM_WORKSPACES_DIR"
DEFAULT_PROJECT = "default"
"""Project of sessions that were started without one; it needs no manifest."""

MANIFEST_NAME = "project.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The folder of a project; it need not exist yet."""

    folder: Path

    @property
    def slug(self) -> str:
        """The project's name."""
        return self.folder.name

    @property
    def manifest(self) -> Path:
        """`project.json`."""
        return self.folder / MANIFEST_NAME

    @property
    def documents(self) -> Path:
        """Folder of the documents that agents quote from."""
        return self.folder / "knowledge" / "docs"

    @property
    def sessions(self) -> Path:
        """Folder of the session folders."""
        return self.folder / "sessions"

    def session(self, session_id: str) -> Path:
        """Give the folder of one session; raises `UsageError` for an unsafe name."""
        return self.sessions / checked_name(session_id, what="session")

    @property
    def agents(self) -> Path:
        """Folder of the agents' folders."""
        return self.folder / "agents"

    def profile(self, agent_key: str) -> Path:
        """Give the profile of one agent; raises `UsageError` for an unsafe name."""
        return self.agents / checked_name(agent_key, what="agent") / "profile.json"

    def agent_keys(self) -> tuple[str, ...]:
        """Name the agents that have a profile, in alphabetical order."""
        return tuple(sorted(profile.parent.name for profile in self.agents.glob("*/profile.json")))

    def session_ids(self) -> tuple[str, ...]:
        """Name the recorded sessions, in alphabetical order."""
        return tuple(sorted(journal.parent.name for journal in self.sessions.glob("*/journal.jsonl")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The folders of one user."""

    user_config: Path
    workspaces: Path

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Layout:
        """Find the folders; an empty variable counts as unset. Nothing is created."""
        home = environment.get(HOME_VARIABLE, "")
        workspaces = environment.get(WORKSPACES_VARIABLE, "")
        if home:
            config, data = Path(home).expanduser(), Path(home).expanduser()
        else:
            config = user_config_path("argentum", appauthor=False)
            data = user_data_path("argentum", appauthor=False)
        return cls(
            user_config=config / "config.yaml",
            workspaces=Path(workspaces).expanduser() if workspaces else data / "workspaces",
        )

    def project(self, slug: str) -> Project:
        """Give a project by name, whether it exists or not; raises `UsageError` for an unsafe name."""
        return Project(folder=self.workspaces / checked_name(slug, what="project"))

    def projects(self) -> tuple[Project, ...]:
        """Give the projects that have a manifest, in alphabetical order."""
        folders = sorted(manifest.parent for manifest in self.workspaces.glob(f"*/{MANIFEST_NAME}"))
        return tuple(Project(folder=folder) for folder in folders)

    def existing_project(self, name_or_folder: str) -> Project:
        """Find a project by its name in the workspace, else by the path of its folder.

        Raises `MissingPathError` when there is no manifest, `UsageError` for what is neither a name nor a path.
        """
        if not name_or_folder:
            raise UsageError("project: an empty name; give a name or a folder that holds project.json")
        projects = {project.slug: project for project in self.projects()}
        if name_or_folder in projects:
            return projects[name_or_folder]
        path = Path(name_or_folder).expanduser()
        if (path / MANIFEST_NAME).is_file():
            return Project(folder=path.resolve())
        if path.name != name_or_folder:
            hint = f"a folder with {MANIFEST_NAME} is needed"
        else:
            make = f"make it with: argentum project init {self.project(name_or_folder).slug}"
            hint = f"there are: {', '.join(projects)}" if projects else make
        raise MissingPathError(f"{name_or_folder}: no such project; {hint}")
