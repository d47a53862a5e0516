"""ARGENTUM_HOME moves the ledger and its settings."""

from __future__ import annotations

from pathlib import Path

from argentum.workspace.ayni_files import AyniFiles


def test_one_variable_moves_both(tmp_path: Path) -> None:
    files = AyniFiles.of({"ARGENTUM_HOME": str(tmp_path), "ARGENTUM_WORKSPACES_DIR": "elsewhere"})

    assert files == AyniFiles(settings=tmp_path / "ayni.yaml", ledger=tmp_path / "ayni" / "ledger.sqlite3")


def test_without_it_they_are_in_the_platforms_folders() -> None:
    files = AyniFiles.of({"ARGENTUM_HOME": ""})

    assert files.ledger.parts[-3:] == ("argentum", "ayni", "ledger.sqlite3")
    assert files.settings.parts[-2:] == ("argentum", "ayni.yaml")
