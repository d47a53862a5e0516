"""Projects are made whole, and documents are added all or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from argentum.errors import ConfigurationError, InputError, MissingPathError, UsageError
from argentum.workspace.documents import LARGEST_FILE_BYTES
from argentum.workspace.layout import Project
from argentum.workspace.manifest import read_manifest
from argentum.workspace.policy_loader import load_policy
from argentum.workspace.project_store import add_documents, create_project, document_names

NOW = "2026-01-02T03:04:05+00:00"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(folder=tmp_path / "workspaces" / "city")
    create_project(made, title="The City", description="cars", created_at=NOW, force=False)
    return made


@pytest.fixture
def briefs(tmp_path: Path) -> Path:
    folder = tmp_path / "briefs"
    (folder / "deep").mkdir(parents=True)
    (folder / "b.md").write_text("B", encoding="utf-8")
    (folder / "deep" / "a.txt").write_text("A", encoding="utf-8")
    (folder / "README.md").write_text("about", encoding="utf-8")
    (folder / ".hidden.md").write_text("no", encoding="utf-8")
    (folder / "table.csv").write_text("no", encoding="utf-8")
    (folder / "link.md").symlink_to(folder / "b.md")
    return folder


def test_a_new_project_can_be_read_and_sets_no_knob(project: Project) -> None:
    manifest = read_manifest(project.manifest)

    assert (manifest.project_id, manifest.display_name, manifest.created_at) == ("city", "The City", NOW)
    assert load_policy(manifest=project.manifest) == load_policy()


def test_an_old_project_is_not_overwritten_by_accident(project: Project) -> None:
    with pytest.raises(UsageError, match="city: the project exists already; --force"):
        create_project(project, title="x", description="", created_at=NOW, force=False)

    assert read_manifest(project.manifest).display_name == "The City"


def test_force_writes_the_manifest_anew_and_keeps_the_rest(project: Project, briefs: Path) -> None:
    add_documents(project, [briefs])

    create_project(project, title="", description="", created_at=NOW, force=True)

    assert read_manifest(project.manifest).display_name == "city"
    assert document_names(project) == ("b.md", "deep/a.txt")


def test_a_folder_brings_its_documents_in_their_order(project: Project, briefs: Path) -> None:
    added = add_documents(project, [briefs])

    assert added.copied == ("b.md", "deep/a.txt")
    assert (project.documents / "deep" / "a.txt").read_text(encoding="utf-8") == "A"


def test_adding_the_same_again_changes_nothing(project: Project, briefs: Path) -> None:
    add_documents(project, [briefs])

    added = add_documents(project, [briefs, briefs / "b.md"])

    assert added.copied == ()
    assert added.unchanged == ("b.md", "deep/a.txt")


def test_another_content_under_an_old_name_adds_nothing(project: Project, briefs: Path, tmp_path: Path) -> None:
    add_documents(project, [briefs / "b.md"])
    (tmp_path / "new.md").write_text("new", encoding="utf-8")
    other = tmp_path / "b.md"
    other.write_text("other", encoding="utf-8")

    with pytest.raises(InputError, match=r"b\.md: the project has another document of this name"):
        add_documents(project, [tmp_path / "new.md", other])

    assert document_names(project) == ("b.md",)


def test_two_new_documents_of_one_name_are_refused(project: Project, briefs: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.md"
    other.write_text("other", encoding="utf-8")

    with pytest.raises(InputError, match=r"another document called b\.md is to be added, too"):
        add_documents(project, [briefs, other])

    assert document_names(project) == ()


def test_what_cannot_be_a_document_is_refused(project: Project, briefs: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    large = tmp_path / "large.txt"
    large.write_bytes(b"x" * (LARGEST_FILE_BYTES + 1))

    with pytest.raises(MissingPathError, match="none: no such file or folder"):
        add_documents(project, [briefs, tmp_path / "none"])
    with pytest.raises(InputError, match=r"table\.csv: not a document that agents can read; use \.md or \.txt files"):
        add_documents(project, [briefs, briefs / "table.csv"])
    with pytest.raises(InputError, match="empty: no document in this folder"):
        add_documents(project, [briefs, empty])
    with pytest.raises(InputError, match=r"large\.txt: larger than 2000000 bytes; split it"):
        add_documents(project, [briefs, large])

    assert document_names(project) == ()


def test_a_broken_manifest_is_told_with_its_line(project: Project) -> None:
    project.manifest.write_text('{\n"project_id": "city",\n', encoding="utf-8")

    with pytest.raises(ConfigurationError, match=r"project\.json:3: found broken JSON"):
        read_manifest(project.manifest)
