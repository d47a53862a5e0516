"""Which colour an agent has: its place at the table decides, so that it stays the same in every report."""

from __future__ import annotations

from argentum.metrics.session_facts import SessionFacts

_CONSOLE = (
    "cyan",
    "yellow",
    "green",
    "magenta",
    "blue",
    "red",
    "bright_cyan",
    "bright_yellow",
    "bright_green",
    "bright_magenta",
    "bright_blue",
    "bright_red",
)


def console_colour(agent_id: str, facts: SessionFacts) -> str:
    """Give the terminal colour of an agent; an unknown one has the default colour."""
    ids = facts.agent_ids
    return _CONSOLE[ids.index(agent_id) % len(_CONSOLE)] if agent_id in ids else "default"
