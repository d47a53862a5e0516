"""The keys to a ledger in one file of JSON, written whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from argentum.errors import ConfigurationError, Fault
from argentum.ports.ayni_keys import AyniKey
from argentum.workspace.atomic_file import bytes_if_there, write_bytes_atomically


class AyniKeysFile:
    """A file that is made with the first key."""

    def __init__(self, path: Path) -> None:
        """Name the file; nothing is opened."""
        self.path = path

    def valid_keys(self) -> list[AyniKey]:
        """Read the keys; none while there is no file."""
        data = bytes_if_there(self.path)
        if data is None:
            return []
        try:
            return msgspec.json.decode(data, type=list[AyniKey], strict=True)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            fault = Fault(source=str(self.path), key="", found=str(error), allowed="the keys that argentum serve wrote")
            raise ConfigurationError((fault,)) from error

    def keep(self, keys: Sequence[AyniKey]) -> None:
        """Write the keys."""
        write_bytes_atomically(self.path, msgspec.json.format(msgspec.json.encode(list(keys)), indent=1) + b"\n")
