"""Consoles that print into a string, as wide as a common terminal and without colour unless asked for."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

if TYPE_CHECKING:
    from rich.console import RenderableType

Printed = Callable[..., str]


@pytest.fixture
def printed() -> Printed:
    """Give what a console of some width would show."""

    def show(renderable: RenderableType, *, width: int = 100, colour: bool = False) -> str:
        out = io.StringIO()
        console = Console(
            file=out,
            width=width,
            force_terminal=colour,
            color_system="standard" if colour else None,
            legacy_windows=False,
        )
        console.print(renderable)
        return out.getvalue()

    return show
