"""Where a user's ledger and settings of ayni are.

<home>/ayni.yaml                        settings, over the shipped ones    (else beside the user config)
<home>/ayni/ledger.sqlite3              the user's ledger                  (else <user data folder>/argentum/ayni)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
