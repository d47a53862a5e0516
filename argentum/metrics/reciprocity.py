"""What each agent gave the debate and took of it, from what was heard.

Both sums are milliseconds of everybody's attention, as `transcript.give_and_take` counts them: a ledger that imports
the session with the shipped weights holds the same sums, in minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from argentum.transcript.give_and_take import flows_of
from argentum.transcript.message import Message


class GiveAndTake(NamedTuple):
    """The two sums of one agent, in milliseconds of attention."""

    given_ms: int = 0
    taken_ms: int = 0

    @property
    def balance(self) -> float | None:
        """Given over taken, 1 at balance; `None` when nothing was taken."""
        return self.given_ms / self.taken_ms if self.taken_ms else None


def give_and_take(messages: Iterable[Message], agent_ids: Sequence[str]) -> dict[str, GiveAndTake]:
    """Sum up by agent, in the order of the table; who was never heard has given and taken nothing."""
    given, taken = dict.fromkeys(agent_ids, 0), dict.fromkeys(agent_ids, 0)
    for message in messages:
        for flow in flows_of(message):
            if flow.giver in given:
                given[flow.giver] += flow.given_ms
            if flow.taker in taken:
                taken[flow.taker] += flow.taken_ms
    return {agent: GiveAndTake(given[agent], taken[agent]) for agent in agent_ids}
