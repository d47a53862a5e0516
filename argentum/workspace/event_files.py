"""Events of language model calls, prompt managers and chats from files: a JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from argentum.ayni.entry import Draft
from argentum.ayni.event_intake import interactions_of_event
from argentum.ayni.interaction import draft_of
from argentum.ayni.settings import AyniSettings
from argentum.errors import InteractionError
from argentum.workspace.interaction_files import json_rows


def is_event(first_line: str) -> bool:
    """Whether a file that begins with this line holds events: they name a source, interactions an initiator's gift."""
    try:
        first = json.loads(first_line)
    except (ValueError, RecursionError):
        return False  # Whoever reads interactions says what is wrong with it.
    return isinstance(first, dict) and "source" in first and "contribution" not in first


def numbered_event_drafts(lines: Iterable[str], *, source: Path, settings: AyniSettings) -> Iterator[tuple[int, Draft]]:
    """Read and check one event after the other; its interactions come with the number of its line.

    Raises `ConfigurationError` for a line that is no JSON object, `InteractionError` with the line for one that is no
    event.
    """
    for line, event in json_rows(lines, source):
        try:
            for interaction in interactions_of_event(event):
                yield line, draft_of(interaction, settings)
        except InteractionError as error:
            raise InteractionError(f"{source}:{line}: {error}; nothing was recorded") from error
