"""What a report needs to know about a session and cannot read off its messages."""

from __future__ import annotations

from msgspec import Struct


class AgentCard(Struct, frozen=True, kw_only=True):
    """An agent as readers see it."""

    id: str
    name: str
    due_share: float | None = None
    """Share of talk that the policy grants it; unset: equal parts."""


class ChangedKnob(Struct, frozen=True, kw_only=True):
    """A key of the policy whose value is not the preset's."""

    key: str
    value: str | float | bool | None
    preset_value: str | float | bool | None


class DocumentCard(Struct, frozen=True, kw_only=True):
    """A document as agents cite it."""

    label: str
    title: str
    file: str


class SessionFacts(Struct, frozen=True, kw_only=True):
    """The inputs of a session and the counters of its driver.

    Everything down to `supply` follows from the inputs alone and is the same after a resume; the rest is counted.
    """

    topic: str
    mode: str
    preset: str
    seed: int
    agents: tuple[AgentCard, ...]
    """In the order of their places at the table."""
    session_id: str = ""
    argentum_version: str = ""
    max_bank: int | None = None
    """Most tokens that an agent can hold; unset: the session had no tokens."""
    price_level: float | None = None
    """Offer per bid; unset: the session had no offers."""
    takeover_margin: float | None = None
    """What a rival has to offer above the holder within a turn; unset: each segment is sold anew."""
    holder_pays_at_most_one: bool = False
    """Who goes on pays a token at most, whatever it offers."""
    text_free: bool = False
    """The agents had no words."""
    base_preset: str = ""
    """The shipped preset that `changed_knobs` differ from; empty: `preset` itself."""
    changed_knobs: tuple[ChangedKnob, ...] = ()
    """Where the policy is not the preset's."""
    documents: tuple[DocumentCard, ...] = ()
    """What the agents could quote from, by label."""
    faults: dict[str, object] = {}
    """What was let go wrong on purpose: the keys of the fault plan that were set."""
    segments_limit: int | None = None
    duration_limit_ms: int | None = None
    supply: int | None = None
    """All tokens of a closed economy; unset: tokens were minted, or there were none."""

    wall_s: float | None = None
    micro_turns: int | None = None
    """Unset: one per segment."""
    llm_calls: int = 0
    """All calls, the discarded ones included."""
    llm_calls_discarded: int = 0
    llm_tokens_in: int = 0
    llm_tokens_out: int = 0
    cost_usd: float | None = 0.0
    """Unset: a price was not known."""
    audio_discarded_ms: int = 0
    segments_discarded: int = 0
    """Segments that were written and never heard."""
    reserves_used: int = 0
    """Times that a reserve sentence bridged a wait."""
    passages_usable: int | None = None
    """Passages that the documents offered for quoting; None without documents."""
    fallbacks_used: int = 0
    """Times that another agent spoke because the planned one was not ready."""
    failures: int = 0
    """Requests that failed."""
    credits: dict[str, float] = {}
    """What each agent holds below a whole token: paid or received, not yet posted."""
    beats: int | None = None
    """Beats that fell due; unset: counted from the messages, likewise below."""
    beats_missed: int | None = None

    @property
    def agent_ids(self) -> tuple[str, ...]:
        """Ids in the order of the table."""
        return tuple(agent.id for agent in self.agents)

    def name_of(self, agent_id: str) -> str:
        """Give the name that readers know an agent by; an unknown id stands for itself."""
        for agent in self.agents:
            if agent.id == agent_id:
                return agent.name
        return agent_id

    def due_shares(self) -> dict[str, float]:
        """Give each agent's due share of talk; agents without one of their own divide the rest equally."""
        granted = sum(agent.due_share for agent in self.agents if agent.due_share is not None)
        others = sum(1 for agent in self.agents if agent.due_share is None)
        rest = max(0.0, 1.0 - granted) / others if others else 0.0
        return {agent.id: rest if agent.due_share is None else agent.due_share for agent in self.agents}
