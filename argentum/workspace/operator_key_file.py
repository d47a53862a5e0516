"""The key of whoever runs a server: made once, and kept in a file for its owner alone.

Printed into a log it would be read by whoever reads logs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from argentum.errors import ConfigurationError, Fault
from argentum.workspace.atomic_file import make_folder, storage_error, write_text_atomically

KEY_FILE = "operator.key"
_KEY = re.compile(r"[A-Za-z0-9_-]{22,512}")
_OWNER_ONLY = 0o600


def operator_key(folder: Path, new_key: Callable[[], str]) -> str:
    """Read the key in a folder, or make it; remove the file to have a new one.

    Raises `ConfigurationError` for a file that holds something else, `StorageError`.
    """
    path = make_folder(folder) / KEY_FILE
    try:
        path.chmod(_OWNER_ONLY)
        text = path.read_text(encoding="ascii", errors="replace").strip()
    except FileNotFoundError:
        key = new_key()
        write_text_atomically(path, key + "\n")
        path.chmod(_OWNER_ONLY)
        return key
    except OSError as error:
        raise storage_error(path, error) from error
    if not _KEY.fullmatch(text):
        fault = Fault(source=str(path), key="", found="something else", allowed="the key that argentum serve wrote")
        raise ConfigurationError((fault,))
    return text
