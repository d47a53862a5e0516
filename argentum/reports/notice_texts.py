"""Notices of the floor as sentences: opening and closing are recorded as a topic and a code."""

from __future__ import annotations

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


def notice_text(message: Message) -> str:
    """Give what a message of the floor says, reasons in brackets; an unknown code of an ending stands for itself."""
    text = clean_text(message.content)
    match message.metadata.event:
        case "opening":
            return f"Topic: {text}" if text else ""
        case "closing":
            return END_TEXTS.get(text, text)
        case _:
            why = reasons_text(message.metadata.reasons)
            return f"{text.removesuffix('.')} ({why})." if text and why else text
