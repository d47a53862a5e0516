from __future__ import annotations

import stat
from pathlib import Path

import pytest

from argentum.errors import ConfigurationError
from argentum.workspace.operator_key_file import KEY_FILE, operator_key

KEY = "k" * 32


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "rooms"

    assert operator_key(folder, lambda: KEY) == KEY
    assert operator_key(folder, lambda: "another" * 5) == KEY
    assert stat.S_IMODE((folder / KEY_FILE).stat().st_mode) == 0o600


def test_whoever_removes_the_file_gets_a_new_key(tmp_path: Path) -> None:
    operator_key(tmp_path, lambda: KEY)
    (tmp_path / KEY_FILE).unlink()

    assert operator_key(tmp_path, lambda: "n" * 32) == "n" * 32


@pytest.mark.parametrize("text", ["", "short", "two words that are long enough for one", "ü" * 30])
def test_a_file_with_something_else_is_refused_and_stays(tmp_path: Path, text: str) -> None:
    path = tmp_path / KEY_FILE
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ConfigurationError, match="found something else, allowed: the key that argentum serve wrote"):
        operator_key(tmp_path, lambda: KEY)

    assert path.read_text(encoding="utf-8") == text
