"""The log of a room for those who may read it.

Facilitators get it without reactions that say who sent them where nobody is to see it. What is left out changes no talk
time; under rules that look at reactions the hourglasses of a replay differ then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from argentum.airtime.events import AnyEvent, ReactionModesChosen, ReactionSent
from argentum.airtime.reactions.codes import Visibility, reaction_kind
from argentum.errors import PolicyViolationError


def for_facilitators(log: Iterable[AnyEvent], refusal: Callable[[str], str | None]) -> Iterator[AnyEvent]:
    """Give the log without reactions whose sender was hidden, or may have been.

    `refusal` gives why an event of this id had no effect, `None` when it had one. What was refused is left out: that
    is between its sender and the room, and it changed nothing.
    """
    events = list(log)
    modes_changed = any(isinstance(event, ReactionModesChosen) for event in events)
    return (
        event
        for event in events
        if refusal(event.id) is None
        and (not isinstance(event, ReactionSent) or _is_signed(event, modes_changed=modes_changed))
    )


def _is_signed(event: ReactionSent, *, modes_changed: bool) -> bool:
    if event.visibility is not None:
        return event.visibility is not Visibility.ANONYMOUS
    # Without a wish the modes of the moment decided; where they ever were changed, that is not looked into.
    try:
        kind = reaction_kind(event.code)
    except PolicyViolationError:
        return False
    return not modes_changed and kind.default is not Visibility.ANONYMOUS
