"""A context service in the same process: a bounded buffer of interactions, told to subscribers in order.

The rule when subscribers fall behind: what one of them has not taken yet is never overwritten. A buffer full of it
refuses what comes, so that whoever publishes knows and can try again, instead of an entry going missing in silence.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from argentum.ayni.interaction import Interaction
from argentum.errors import BacklogError, EntryConflictError, InteractionError, UsageError

Handler = Callable[[Interaction], object]


class Subscription:
    """Somebody who is told of interactions."""

    def __init__(self, handler: Handler, *, begins_at: int) -> None:
        """Begin with the interaction of this number."""
        self.handler = handler
        self.following = begins_at
        """Number of the interaction that is told next."""
        self.cancelled = False

    def cancel(self) -> None:
        """Be told of nothing more; cancelling twice does nothing."""
        self.cancelled = True


class ActivityContextService:
    """Takes interactions in and tells every subscriber of each, in the order in which they came; for one thread."""

    def __init__(self, *, capacity: int = 1_000) -> None:
        """Keep the last `capacity` interactions. Raises `UsageError` for fewer than 1."""
        if capacity < 1:
            raise UsageError(f"capacity: found {capacity}, allowed: at least 1")
        self._buffer: deque[Interaction] = deque(maxlen=capacity)
        self._capacity = capacity
        self._taken_in = 0
        self._subscriptions: list[Subscription] = []
        self._delivering = False

    def subscribe(self, handler: Handler) -> Subscription:
        """Call the handler with every interaction from now on."""
        subscription = Subscription(handler, begins_at=self._taken_in)
        self._subscriptions.append(subscription)
        return subscription

    def recent(self) -> tuple[Interaction, ...]:
        """Give what the buffer holds, the oldest first."""
        return tuple(self._buffer)

    def offer(self, interaction: Interaction) -> None:
        """Take an interaction in without telling anybody yet. Raises `BacklogError` when there is no room."""
        oldest = self._taken_in - len(self._buffer)
        full = len(self._buffer) == self._capacity
        if full and any(each.following <= oldest for each in self._active()):
            raise BacklogError(
                f"interaction {interaction.id!r}: {self._capacity} wait for a subscriber; deliver them first"
            )
        self._buffer.append(interaction)
        self._taken_in += 1

    def publish(self, interaction: Interaction) -> None:
        """Take an interaction in and tell all that wait; raises as `offer` and `deliver`.

        A handler may publish in turn: that is told after the interaction that it is handling.
        """
        self.offer(interaction)
        self.deliver()

    def deliver(self) -> None:
        """Tell every subscriber what they have not been told.

        Raises what a handler raises. An interaction that no ledger can hold, or whose id has other data, is passed over
        by then; after any other error the next call tells the same one again.
        """
        if self._delivering:
            return
        self._delivering = True
        try:
            while waiting := [each for each in self._active() if each.following < self._taken_in]:
                for subscription in waiting:
                    self._tell(subscription)
        finally:
            self._delivering = False

    def _tell(self, subscription: Subscription) -> None:
        if subscription.cancelled:
            return
        oldest = self._taken_in - len(self._buffer)
        try:
            subscription.handler(self._buffer[subscription.following - oldest])
        except (InteractionError, EntryConflictError):
            subscription.following += 1
            raise
        subscription.following += 1

    def _active(self) -> list[Subscription]:
        self._subscriptions = [each for each in self._subscriptions if not each.cancelled]
        return self._subscriptions
