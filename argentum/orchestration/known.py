"""What is known to whoever writes a piece, and whether a piece may sound now: the table of `micro_turn` in code.

A piece is written before it sounds, about words that sound meanwhile. Each kind gets as much of them as will have been
heard for certain when it begins, and says in `Draft.takes_up` which of them it relies on. Before it begins these are
looked for in what was heard: a remark about words that nobody heard makes no sense to a listener.
"""

from __future__ import annotations

from argentum.orchestration.micro_turn import MicroTurnPlan
from argentum.orchestration.piece import Piece
from argentum.transcript.utterance import Utterance

_ABOUT_WHAT_WAS_HEARD = frozenset({"kicker", "interjection"})
_FIRST_BEAT = 1


def known_to(piece: Piece, speaking: Piece, plan: MicroTurnPlan | None) -> Utterance:
    """Give what the writer of a piece may know of the segment that sounds."""
    if plan is None or not plan.beats_ms or piece.kind not in _ABOUT_WHAT_WAS_HEARD:
        return as_planned(speaking)
    beat = piece.interjection.beat if piece.interjection is not None else _FIRST_BEAT
    return as_heard_by(speaking, plan.beats_ms[min(beat, len(plan.beats_ms)) - 1])


def as_heard_by(speaking: Piece, at_ms: int) -> Utterance:
    """Give a sounding piece up to the last word that will have been heard whole at an instant."""
    heard_ms = at_ms - speaking.start_ms
    return speaking.utterance(text=speaking.heard_text(heard_ms), duration_ms=heard_ms)


def as_planned(speaking: Piece) -> Utterance:
    """Give what a sounding piece is to say in all; for what begins only once all of it was heard."""
    return speaking.utterance(text=speaking.planned_text(), duration_ms=speaking.clip.duration_ms)


def may_sound(piece: Piece, holder: Piece, now_ms: int) -> bool:
    """Whether all the words that a piece relies on have been heard from the holder by now."""
    words = piece.draft.takes_up if piece.draft is not None else ()
    if not words:
        return True
    heard = holder.heard_text(now_ms - holder.start_ms)
    return all(phrase in heard for phrase in words)
