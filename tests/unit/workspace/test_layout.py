"""Folders follow the environment, and no name leads out of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.errors import MissingPathError, UsageError
from argentum.workspace.layout import Layout, Project


def test_one_variable_moves_everything(tmp_path: Path) -> None:
    layout = Layout.of({"ARGENTUM_HOME": str(tmp_path)})

    assert layout == Layout(user_config=tmp_path / "config.yaml", workspaces=tmp_path / "workspaces")


def test_the_projects_can_be_moved_alone(tmp_path: Path) -> None:
    layout = Layout.of({"ARGENTUM_HOME": str(tmp_path / "a"), "ARGENTUM_WORKSPACES_DIR": str(tmp_path / "b")})

    assert layout == Layout(user_config=tmp_path / "a" / "config.yaml", workspaces=tmp_path / "b")


def test_without_variables_the_folders_are_those_of_the_platform() -> None:
    layout = Layout.of({"ARGENTUM_HOME": "", "ARGENTUM_WORKSPACES_DIR": ""})

    assert layout.user_config.parts[-2:] == ("argentum", "config.yaml")
    assert layout.workspaces.parts[-2:] == ("argentum", "workspaces")
    assert layout.workspaces.is_absolute()


def test_a_project_has_the_folders_of_the_convention(tmp_path: Path) -> None:
    project = Project(folder=tmp_path / "city")

    assert project.slug == "city"
    assert project.manifest == tmp_path / "city" / "project.json"
    assert project.profile("ada") == tmp_path / "city" / "agents" / "ada" / "profile.json"
    assert project.documents == tmp_path / "city" / "knowledge" / "docs"
    assert project.session("s-1") == tmp_path / "city" / "sessions" / "s-1"


@pytest.mark.parametrize(
    "name", ["..", "../up", "/etc", "a/b", "a\\b", "", ".", ".hidden", "a..b", "A", "a\n", "~", "a" * 65]
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    layout = Layout(user_config=tmp_path / "config.yaml", workspaces=tmp_path)
    project = layout.project("city")

    for use in (layout.project, project.session, project.profile):
        with pytest.raises(UsageError):
            use(name)


@given(name=st.text(max_size=20))
def test_no_name_leads_out_of_the_workspace(name: str) -> None:
    root = Path("/somewhere/workspaces")
    layout = Layout(user_config=root, workspaces=root)

    try:
        folder = layout.project(name).session(name)
    except UsageError:
        return

    assert folder.relative_to(root).parts == (name, "sessions", name)


def test_a_project_is_found_by_name_or_by_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layout = Layout(user_config=tmp_path / "config.yaml", workspaces=tmp_path / "workspaces")
    layout.project("city").folder.mkdir(parents=True)
    layout.project("city").manifest.write_text("{}", encoding="utf-8")
    elsewhere = tmp_path / "Else Where"
    elsewhere.mkdir()
    (elsewhere / "project.json").write_text("{}", encoding="utf-8")

    monkeypatch.chdir(tmp_path)

    assert layout.existing_project("city").slug == "city"
    assert layout.existing_project("Else Where").folder == elsewhere
    assert layout.existing_project(str(elsewhere)).folder == elsewhere
    assert [project.slug for project in layout.projects()] == ["city"]


def test_a_project_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    layout = Layout(user_config=tmp_path / "config.yaml", workspaces=tmp_path / "workspaces")

    with pytest.raises(MissingPathError, match="town: no such project; make it with: argentum project init town"):
        layout.existing_project("town")

    layout.project("city").folder.mkdir(parents=True)
    layout.project("city").manifest.write_text("{}", encoding="utf-8")
    with pytest.raises(MissingPathError, match="town: no such project; there are: city"):
        layout.existing_project("town")
    with pytest.raises(MissingPathError, match=r"a folder with project\.json is needed"):
        layout.existing_project(str(tmp_path))
    with pytest.raises(UsageError, match="an empty name"):
        layout.existing_project("")


def test_agents_and_sessions_are_those_with_their_file(tmp_path: Path) -> None:
    project = Project(folder=tmp_path)
    for file in (project.profile("zoe"), project.profile("ada"), project.session("one") / "journal.jsonl"):
        file.parent.mkdir(parents=True)
        file.write_text("{}", encoding="utf-8")
    project.session("empty").mkdir()

    assert project.agent_keys() == ("ada", "zoe")
    assert project.session_ids() == ("one",)
