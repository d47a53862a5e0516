"""What the scorer asks of a context service: to be told of interactions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from argentum.ayni.interaction import Interaction


class ContextService(Protocol):
    """Anything that tells of interactions as they happen."""

    def subscribe(self, handler: Callable[[Interaction], object]) -> object:
        """Call the handler with every interaction from now on."""
