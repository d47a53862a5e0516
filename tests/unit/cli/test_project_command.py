"""`argentum project` makes projects, lists them and gives them documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from argentum.cli import project_command
from argentum.errors import ConfigurationError, InputError, StorageError, UsageError


def output(*arguments: str) -> str:
    result = CliRunner().invoke(project_command.app, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_a_project_is_made_filled_and_shown(argentum_home: Path, tmp_path: Path) -> None:
    document = tmp_path / "brief.md"
    document.write_text("Something.", encoding="utf-8")

    assert output("init", "city", "--title", "The City") == f"made {argentum_home}/workspaces/city/project.json\n"
    assert output("docs", "add", "city", str(document)) == "added brief.md\n"
    assert output("docs", "add", "city", str(document)) == "there already, unchanged: brief.md\n"

    assert output("docs", "list", "city") == "brief.md\n"
    assert output("list") == "city  0 agents, 1 documents, 0 sessions\n"
    shown = json.loads(output("show", "city", "--json"))
    assert shown["display_name"] == "The City"
    assert shown["documents"] == ["brief.md"]
    assert "display_name  The City" in output("show", "city").splitlines()


def test_an_empty_workspace_says_what_to_do() -> None:
    assert output("list").endswith("make one with: argentum project init NAME\n")


def test_lists_come_as_json_too(argentum_home: Path) -> None:
    output("init", "city")

    assert json.loads(output("docs", "list", "city", "--json")) == {"project_id": "city", "documents": []}
    assert json.loads(output("list", "--json")) == {
        "workspaces": f"{argentum_home}/workspaces",
        "projects": [{"project_id": "city", "agents": 0, "documents": 0, "sessions": 0}],
    }


@pytest.mark.parametrize("name", ["../up", "Up", "a b", ""])
def test_an_unsafe_name_makes_nothing(argentum_home: Path, name: str) -> None:
    with pytest.raises(UsageError, match="is not a safe name"):
        output("init", name)

    assert not argentum_home.exists()


def test_a_workspace_that_cannot_be_made_is_told(argentum_home: Path) -> None:
    argentum_home.write_text("a file", encoding="utf-8")

    with pytest.raises(StorageError, match="cannot be written"):
        output("init", "city")


def test_show_tells_a_wrong_value_of_the_manifest(argentum_home: Path) -> None:
    output("init", "city")
    manifest = argentum_home / "workspaces" / "city" / "project.json"
    manifest.write_text('{"conversation":\n{"beats": 9}}', encoding="utf-8")

    with pytest.raises(ConfigurationError, match=r"project\.json:2: conversation\.beats: found 9, allowed: a whole"):
        output("show", "city")


def test_a_document_that_is_not_text_is_refused_when_it_is_added(tmp_path: Path) -> None:
    output("init", "city")
    binary = tmp_path / "brief.md"
    binary.write_bytes(b"ab\xff\xfe")

    with pytest.raises(InputError, match=r"brief\.md: byte 2 is not UTF-8; save the document as UTF-8 text"):
        output("docs", "add", "city", str(binary))

    assert output("docs", "list", "city").startswith("no documents")


def test_documents_are_removed_all_or_none(tmp_path: Path) -> None:
    output("init", "city")
    for name in ("one.md", "two.md"):
        (tmp_path / name).write_text("Something.", encoding="utf-8")
        output("docs", "add", "city", str(tmp_path / name))

    with pytest.raises(UsageError, match=r"too\.md: the project has no such document; .* did you mean 'two\.md'\?"):
        output("docs", "remove", "city", "one.md", "too.md")

    assert output("docs", "list", "city") == "one.md\ntwo.md\n"
    assert output("docs", "remove", "city", "one.md") == "removed one.md\n"
    assert output("docs", "list", "city") == "two.md\n"


@pytest.mark.parametrize("name", ["../project.json", "/etc/hosts", "one.md/../../project.json"])
def test_nothing_outside_the_documents_can_be_removed(argentum_home: Path, name: str) -> None:
    output("init", "city")

    with pytest.raises(UsageError, match="the project has no such document"):
        output("docs", "remove", "city", name)

    assert (argentum_home / "workspaces" / "city" / "project.json").exists()
