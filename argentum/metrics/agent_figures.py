"""The figures of one agent, as the closing table and the report show them side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from argentum.metrics.auctions import auction_records, bids_lost, bids_won
from argentum.metrics.floor_intervals import heard_clips, intervals_by_agent
from argentum.metrics.interrupts import hard_interrupts, interjections
from argentum.metrics.postings import all_postings, balances, tokens_earned, tokens_spent
from argentum.metrics.reciprocity import give_and_take
from argentum.metrics.session_facts import SessionFacts
from argentum.metrics.talk_share import talk_ms, talk_share
from argentum.transcript.message import Message


class AgentFigures(Struct, frozen=True, kw_only=True):
    """One agent's row."""

    agent_id: str
    name: str
    talk_ms: int
    talk_share: float | None
    due_share: float
    segments: int
    bids_won: int
    bids_lost: int
    tokens_spent: int
    tokens_earned: int
    balance: int
    interrupts_made: int
    interrupts_suffered: int
    interjections: int
    ayni_given_ms: int
    """What it gave the others, in milliseconds of attention; see `metrics.reciprocity`."""
    ayni_taken_ms: int
    ayni_balance: float | None


def agent_figures(messages: Sequence[Message], facts: SessionFacts) -> tuple[AgentFigures, ...]:
    """Give a row for each agent, in the order of the table."""
    ids = facts.agent_ids
    clips = heard_clips(messages)
    talk = talk_ms(intervals_by_agent(clips, ids))
    shares, due = talk_share(talk), facts.due_shares()
    auctions, postings = auction_records(messages), all_postings(messages)
    won, lost = bids_won(auctions), bids_lost(auctions)
    spent, earned, held = tokens_spent(postings, ids), tokens_earned(postings, ids), balances(postings, ids)
    cuts = hard_interrupts(messages)
    made, suffered = Counter(cut.by for cut in cuts), Counter(cut.of for cut in cuts)
    remarks = Counter(message.metadata.agent_id for message in interjections(messages))
    ayni = give_and_take(messages, ids)
    segments = Counter(clip.agent_id for clip in clips if clip.kind == "segment")
    return tuple(
        AgentFigures(
            agent_id=agent.id,
            name=agent.name,
            talk_ms=talk[agent.id],
            talk_share=shares[agent.id],
            due_share=due[agent.id],
            segments=segments[agent.id],
            bids_won=won.get(agent.id, 0),
            bids_lost=lost.get(agent.id, 0),
            tokens_spent=spent[agent.id],
            tokens_earned=earned[agent.id],
            balance=held[agent.id],
            interrupts_made=made[agent.id],
            interrupts_suffered=suffered[agent.id],
            interjections=remarks[agent.id],
            ayni_given_ms=ayni[agent.id].given_ms,
            ayni_taken_ms=ayni[agent.id].taken_ms,
            ayni_balance=ayni[agent.id].balance,
        )
        for agent in facts.agents
    )
