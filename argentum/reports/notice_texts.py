"""Notices of the floor as sentences: opening and closing are recorded as a topic and a code, agents by their ids."""

from __future__ import annotations

import re

from argentum.metrics.session_facts import SessionFacts
from argentum.reports.clean_text import clean_text
from argentum.reports.reason_texts import reasons_text
from argentum.transcript.message import Message

END_TEXTS: dict[str, str] = {
    "completed": "The debate is complete.",
    "interrupted": "The debate was stopped by hand.",
    "budget": "The debate ended because its budget is used up.",
    "provider_gone": "The debate ended because the provider stopped answering.",
    "nobody_left": "The debate ended because no agent is left that can speak.",
}

TIER_TEXTS: dict[str, str] = {
    "premium": "The floor has all its means",
    "enhanced": "The floor makes do with fewer requests at once",
    "baseline": "The floor makes do with the least",
}
"""What a quality tier means to somebody who listens."""

_INAUDIBLE = frozenset(
    {"tier_raised", "concurrency_raised", "speculation_resumed", "speculation_stopped", "concurrency_reduced"}
)
"""Steps of the governor that change nothing one could hear."""

_ABOUT_AN_AGENT = re.compile(
    r"(?P<before>^The request for an? \w+ by |^The audience gave |^)"
    r"(?P<agent_id>\S+)"
    r"(?P<after> failed\b.*| is late with its segment\b.*| a (?:clap|tip)\.)$"
)
_TIER = re.compile(r"^Quality tier: (?P<tier>\w+)\.$")


def behind_the_scenes(message: Message) -> bool:
    """Tell whether a notice is for engineers alone: it belongs beside the transcript and not into it."""
    return message.metadata.event == "notice" and any(reason.code in _INAUDIBLE for reason in message.metadata.reasons)


def notice_text(message: Message, facts: SessionFacts) -> str:
    """Give what a message of the floor says, reasons in brackets; an unknown code of an ending stands for itself."""
    text = clean_text(message.content)
    match message.metadata.event:
        case "opening":
            return f"Topic: {text}" if text else ""
        case "closing":
            return END_TEXTS.get(text, text)
        case _:
            reasons = message.metadata.reasons
            why = reasons_text(reasons)
            tier = _TIER.match(text)
            if tier is not None and why and not any(reason.code.startswith("tier_") for reason in reasons):
                return f"{why[0].upper()}{why[1:]}."  # the tier is what it was, so it is no news
            why = why.replace(" (", ", ").replace(")", "")  # they stand in brackets themselves
            told = TIER_TEXTS.get(tier["tier"], text) if tier is not None else _by_name(text, facts)
            return f"{told.removesuffix('.')} ({why})." if told and why else told


def _by_name(text: str, facts: SessionFacts) -> str:
    """Put the name of an agent in place of the id, which is all that the core knows."""
    about = _ABOUT_AN_AGENT.match(text)
    if about is None:
        return text
    return f"{about['before']}{clean_text(facts.name_of(about['agent_id']))}{about['after']}"
