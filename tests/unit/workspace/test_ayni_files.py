"""ARGENTUM_HOME moves the ledger and its settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from argentum.workspace.ayni_files import AyniFiles


def test_one_variable_moves_both(tmp_path: Path) -> None:
    files = AyniFiles.of({"ARGENTUM_HOME": str(tmp_path), "ARGENTUM_WORKSPACES_DIR": "elsewhere"})

    assert files == AyniFiles(settings=tmp_path / "ayni.yaml", ledger=tmp_path / "ayni" / "ledger.sqlite3")


def test_without_it_they_are_in_the_platforms_folders() -> None:
    files = AyniFiles.of({"ARGENTUM_HOME": ""})

    assert files.ledger.parts[-3:] == ("argentum", "ayni", "ledger.sqlite3")
    assert files.settings.parts[-2:] == ("argentum", "ayni.yaml")


@pytest.mark.parametrize(
    ("ledger", "book"),
    [
        (None, "home/ayni/ledger.council.jsonl"),
        ("home/ayni/ledger.sqlite3", "home/ayni/ledger.council.jsonl"),
        ("elsewhere/village.db", "elsewhere/village.council.jsonl"),
    ],
)
def test_a_councils_book_lies_beside_its_ledger(ledger: str | None, book: str) -> None:
    assert AyniFiles.of({"ARGENTUM_HOME": "home"}).council(ledger) == Path(book)


def test_the_book_of_a_ledger_on_a_server_is_ones_own_and_its_name_tells_no_password() -> None:
    book = AyniFiles.of({"ARGENTUM_HOME": "home"}).council("http://root:secret@db:8529/ayni")

    assert book.parent == Path("home/ayni")
    assert "secret" not in book.name
