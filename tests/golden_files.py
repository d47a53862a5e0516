"""Texts that are compared with files: reports and help pages, which are judged by reading them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldenFile:
    """Compares, or writes when `update` is set."""

    update: bool

    def __call__(self, name: str, text: str) -> None:
        """Hold `text` against `tests/golden/<name>`."""
        path = GOLDEN / name
        if self.update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        assert text == path.read_text(encoding="utf-8"), f"{name} changed; if that is meant, run pytest --update-golden"
