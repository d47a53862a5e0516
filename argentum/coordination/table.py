"""The table: what is known of everybody, by place, and the managers that auction and settlement share."""

from __future__ import annotations

from collections.abc import Sequence

from argentum.coordination.backlog import Backlog
from argentum.coordination.desire import DesireModel
from argentum.coordination.emotion_engine import EmotionEngine
from argentum.coordination.evidence import EvidenceLane
from argentum.coordination.fairness_adjuster import FairnessAdjuster
from argentum.coordination.opposition import Opposition
from argentum.coordination.reciprocity import ReciprocityKeeper
from argentum.coordination.reputation import ReputationKeeper
from argentum.coordination.seats import Seat
from argentum.coordination.token_manager import TokenManager
from argentum.errors import ProtocolError
from argentum.policy import Policy
from argentum.rng import Streams

NEVER_SPOKE = -1


class Table:
    """Who sits where, and one manager for each thing that is known of them."""

    def __init__(self, policy: Policy, seats: Sequence[Seat], streams: Streams) -> None:
        """Seat the agents, at least one, each with a name of its own."""
        agents = len(seats)
        self.ids = tuple(seat.agent_id for seat in seats)
        self.places = {agent_id: place for place, agent_id in enumerate(self.ids)}
        if not agents or len(self.places) != agents:
            msg = f"an auction needs at least one agent and different names, found {', '.join(self.ids) or 'nobody'}"
            raise ProtocolError(msg)
        self.tokens = TokenManager(policy.tokens, policy.anti_hoarding, self.ids)
        self.backlog = Backlog(agents=agents, decay=policy.desire.backlog_decay, limit=policy.desire.backlog_limit)
        self.opposition = Opposition(seats)
        self.desire = DesireModel(policy.desire, seats, streams)
        self.emotion = EmotionEngine(policy.emotion, policy.desire.emotion_weight, seats)
        self.fairness = FairnessAdjuster(policy.fairness, seats, target_ms=policy.segment_seconds.target * 1000)
        cap = policy.reputation.reciprocity_cap
        self.reciprocity = ReciprocityKeeper(self.places, cap=cap) if cap else None
        self.reputation = ReputationKeeper(policy.reputation, agents=agents, reciprocity=self.reciprocity)
        self.evidence = EvidenceLane(policy.evidence_priority, agents=agents)
        self.last_spoke = [NEVER_SPOKE] * agents
        """Index of the latest segment of each."""
        self.challenged = [False] * agents
        """By the segment that is being said."""
        self.holder_has_more = False
        """Drawn when the present segment began."""
        self.segment_index = -1

    def place(self, agent_id: str) -> int:
        """Give an agent's place; raises `ProtocolError` for an agent that has no seat."""
        place = self.places.get(agent_id)
        if place is None:
            msg = f"{agent_id!r} has no seat; seated are {', '.join(self.ids)}"
            raise ProtocolError(msg)
        return place

    def named(self, agent_ids: Sequence[str], *, besides: int) -> list[int]:
        """Give the places of those that are seated here, without one: drafts name whom they like."""
        found: list[int] = []
        for agent_id in agent_ids:
            place = self.places.get(agent_id, besides)
            if place != besides:
                found.append(place)
        return found
