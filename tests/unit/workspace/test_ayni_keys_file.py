"""The file of the keys to a ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from argentum.errors import ConfigurationError, StorageError
from argentum.ports.ayni_keys import AyniKey
from argentum.workspace.ayni_keys_file import AyniKeysFile

KEYS = [
    AyniKey(name="board", role="reader", digest="ab" * 32, made_at_ms=7),
    AyniKey(name="collector", role="writer", digest="cd" * 32, made_at_ms=8),
]


def test_keys_are_as_they_were_kept(tmp_path: Path) -> None:
    file = AyniKeysFile(tmp_path / "new" / "keys.json")

    assert file.valid_keys() == []
    file.keep(KEYS)
    assert AyniKeysFile(file.path).valid_keys() == KEYS
    file.keep(KEYS[1:])
    assert file.valid_keys() == KEYS[1:]


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[{"name":"x","role":"king","digest":"","made_at_ms":1}]', "[\xff"])
def test_a_file_that_is_none_is_refused_by_its_name(text: str, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_bytes(text.encode("latin-1"))

    with pytest.raises(ConfigurationError, match=r"keys\.json: found .*, allowed: the keys that argentum serve wrote"):
        AyniKeysFile(path).valid_keys()


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        AyniKeysFile(tmp_path).valid_keys()
