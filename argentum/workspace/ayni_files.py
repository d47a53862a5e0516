"""Where a user's ledger and settings of ayni are.

<home>/ayni.yaml                        settings, over the shipped ones    (else beside the user config)
<home>/ayni/ledger.sqlite3              the user's ledger                  (else <user data folder>/argentum/ayni)
<home>/ayni/ledger.council.jsonl        what the council decided about it
<home>/ayni/ledger.council.head         where that ends
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from platformdirs import user_data_path

from argentum.workspace.layout import HOME_VARIABLE, Layout


@dataclass(frozen=True, slots=True, kw_only=True)
class AyniFiles:
    """The files of one user; they need not exist yet."""

    settings: Path
    ledger: Path

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> AyniFiles:
        """Find the files; an empty variable counts as unset. Nothing is created."""
        home = environment.get(HOME_VARIABLE, "")
        data = Path(home).expanduser() if home else user_data_path("argentum", appauthor=False)
        return cls(
            settings=Layout.of(environment).user_config.with_name("ayni.yaml"),
            ledger=data / "ayni" / "ledger.sqlite3",
        )

    def council(self, ledger: str | Path | None) -> Path:
        """Find the council's book of a ledger: beside its file; for one on a server, in the user's own folder.

        The latter is named by a digest of the address, because an address may hold a password.
        """
        if ledger is not None and "://" in str(ledger):
            return self.ledger.with_name(f"{sha256(str(ledger).encode()).hexdigest()[:16]}.council.jsonl")
        path = self.ledger if ledger is None else Path(ledger).expanduser()
        return path.with_name(f"{path.stem}.council.jsonl")
