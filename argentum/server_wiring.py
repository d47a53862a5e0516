"""Where the server meets its store, its clock and the source of its keys."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from platformdirs import user_data_path

from argentum.adapters.room_store_sqlite.store import SqliteRoomStore
from argentum.workspace.atomic_file import make_folder
from argentum.workspace.layout import HOME_VARIABLE

KEY_BYTES = 24
"""192 bits: nobody finds a key by trying."""


def new_key() -> str:
    """Make a key that fits into an address."""
    return secrets.token_urlsafe(KEY_BYTES)


def data_folder() -> Path:
    """Find the user's own folder for rooms; it need not exist."""
    home = os.environ.get(HOME_VARIABLE, "")
    base = Path(home).expanduser() if home else user_data_path("argentum", appauthor=False)
    return base / "rooms"


def open_room_store(folder: Path) -> SqliteRoomStore:
    """Open the rooms in a folder, or make it; errors as of `SqliteRoomStore`."""
    return SqliteRoomStore(make_folder(folder) / "rooms.sqlite3")
