"""The log of a room for those who may read it.

Facilitators get it without reactions that say who sent them where nobody is to see it. What is left out changes no talk
time; under rules that look at reactions the hourglasses of a replay differ then. Nor do they see where something was
left out: events are numbered anew, for a gap in somebody's own ids tells who sent what is missing, and of the server's
ticks, which come so long after the event before, only one at the end stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from argentum.airtime.events import AnyEvent, ReactionModesChosen, ReactionSent, Tick
from argentum.airtime.reactions.codes import Visibility, reaction_kind
from argentum.errors import PolicyViolationError


def for_facilitators(log: Iterable[AnyEvent], refusal: Callable[[str], str | None]) -> list[AnyEvent]:
    """Give the log without reactions whose sender was hidden, or may have been.

    `refusal` gives why an event of this id had no effect, `None` when it had one. What was refused is left out: that
    is between its sender and the room, and it changed nothing.
    """
    events = list(log)
    modes_changed = any(isinstance(event, ReactionModesChosen) for event in events)
    shown = [
        event
        for place, event in enumerate(events, 1)
        if refusal(event.id) is None
        and (not isinstance(event, ReactionSent) or _is_signed(event, modes_changed=modes_changed))
        and (not isinstance(event, Tick) or place == len(events))
    ]
    return [replace(event, id=f"e{number}", seq=number) for number, event in enumerate(shown, 1)]


def _is_signed(event: ReactionSent, *, modes_changed: bool) -> bool:
    if event.visibility is not None:
        return event.visibility is not Visibility.ANONYMOUS
    # Without a wish the modes of the moment decided; where they ever were changed, that is not looked into.
    try:
        kind = reaction_kind(event.code)
    except PolicyViolationError:
        return False
    return not modes_changed and kind.default is not Visibility.ANONYMOUS
