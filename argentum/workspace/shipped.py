"""Where the files are that come with argentum: presets and example configurations."""

from __future__ import annotations

from pathlib import Path

from argentum.errors import MissingPathError

_PACKAGE = Path(__file__).parents[1]


def shipped_file(*parts: str) -> Path:
    """Find a shipped file or folder: `shipped_file("presets", "panel_civil.yaml")`.

    A wheel carries the folders inside the package; in a checkout they stand beside it. Raises `MissingPathError`.
    """
    for root in (_PACKAGE / "_shipped", _PACKAGE.parent):
        candidate = root.joinpath(*parts)
        if candidate.exists():
            return candidate
    raise MissingPathError(f"{'/'.join(parts)}: not part of this installation of argentum; install it again")


def preset_names() -> tuple[str, ...]:
    """Name the shipped presets, in alphabetical order."""
    return tuple(sorted(file.stem for file in shipped_file("presets").glob("*.yaml")))
