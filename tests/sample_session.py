"""A short session written by hand, with one of everything: cut, kicker, interjection, overlap, pause, auctions.

Four agents, two of them with names that need care in HTML, captions and consoles. All figures can be checked on paper.
"""

from __future__ import annotations

from argentum.metrics.session_facts import AgentCard, SessionFacts
from argentum.transcript.message import AuctionRecord, ClipTiming, Costs, Event, Message, Metadata, Provenance
from argentum.transcript.posting import POOL, Posting
from argentum.transcript.reason import Reason
from argentum.transcript.stand import Stand
from argentum.transcript.utterance import Citation, Mood

WAITED = Reason("wait_guard", {"waited_segments": 3.0})
AGENTS = ("ada", "ben", "chloe", "dmitri")
FACTS = SessionFacts(
    topic="Should cities ban private cars from their centres?",
    mode="auction",
    preset="debate_snappy",
    seed=7,
    agents=(
        AgentCard(id="ada", name="Ada"),
        AgentCard(id="ben", name="Ben <& Co>"),
        AgentCard(id="chloe", name="Chloé"),
        AgentCard(id="dmitri", name="Dmitri [bold]"),
    ),
    session_id="should-cities-ban-private-cars-0123456789",
    argentum_version="0.1.0",
    max_bank=8,
    price_level=0.5,
    supply=20,
    wall_s=0.042,
    llm_calls=9,
    llm_calls_discarded=1,
    llm_tokens_in=5400,
    llm_tokens_out=320,
    cost_usd=0.0,
    audio_discarded_ms=1200,
    beats=16,
    beats_missed=1,
)


def sample_messages() -> list[Message]:
    """Give the sixteen messages of the session, in the order in which they are written."""
    return [
        _notice("m01", "opening", FACTS.topic, postings=_start()),
        _segment(
            "m02",
            "ada",
            0,
            start_ms=1000,
            duration_ms=5000,
            content="Streets without cars are safer: Ghent counted a third fewer crashes within two years.",
            challenges=("ben",),
            citations=(
                Citation(label="Doc 1", document="air-and-health.md", quote="a third fewer crashes", relevance=0.8),
            ),
            beats=((2500, 4200), (2510, 4195)),
        ),
        _auction("m03", 1, winner="ben", offers=(1.0, 2.5, 1.5, 0.5), desires=(1.0, 4.0, 3.0, 0.5), bids=(2, 7, 5, 1)),
        _interjection(
            "m04", "chloe", "ada", start_ms=4250, duration_ms=900, content="Only in rich cities!", target_ms=4200
        ),
        _segment(
            "m05",
            "ben",
            1,
            start_ms=6000,
            duration_ms=4000,
            content="And who pays for that? The baker whose van may no longer reach & serve",
            challenges=("ada",),
            answers=("ada",),
            cut=("chloe", 6500, "And who pays for that? The baker whose van may no longer reach & serve the old town."),
            postings=_pay("ben", 3, "speak"),
            beats=((7800,), (7830,)),
        ),
        _auction(
            "m06",
            2,
            winner="chloe",
            offers=(1.5, 0.5, 3.5, 1.5),
            desires=(2.0, 1.5, 6.5, 2.5),
            bids=(3, 2, 8, 4),
            wants_interrupt="chloe",
        ),
        _hard_interrupt(
            "m07",
            "chloe",
            "ben",
            start_ms=9800,
            duration_ms=2200,
            content="Stop — the baker delivers at six, when every ban on this planet sleeps!",
        ),
        _segment(
            "m08",
            "chloe",
            2,
            start_ms=12_000,
            duration_ms=5000,
            content=(
                "Delivery windows are the rule, not the exception: Ljubljana closed its centre in 2007 and its shops "
                "are served every morning by vans and, since then, by small electric trolleys."
            ),
            challenges=("ben",),
        ),
        _auction(
            "m09", 3, winner="dmitri", offers=(1.5, 2.0, 0.0, 2.0), desires=(2.5, 3.5, 0.5, 3.0), bids=(4, 6, 0, 6)
        ),
        _segment(
            "m10",
            "dmitri",
            3,
            start_ms=17_300,
            duration_ms=4700,
            planned_offset_ms=200,
            content="Let us be [red]exact[/red] about the numbers --> they differ between <b>modes</b> of transport.",
            postings=_pay("dmitri", 2, "speak"),
            on_topic=0.4,
        ),
        _interjection(
            "m11", "ada", "dmitri", start_ms=19_000, duration_ms=700, content="True.", target_ms=18_700, kind="support"
        ),
        _auction("m12", 4, winner="ada", offers=(2.0, 2.0, 0.5, 0.0), desires=(4.5, 3.0, 1.0, 0.5), bids=(7, 5, 2, 0)),
        _segment(
            "m13",
            "ada",
            4,
            start_ms=21_800,
            duration_ms=4200,
            planned_offset_ms=-200,
            content="The modes differ, the graves do not; I would still rather count the people than the cars.",
            answers=("dmitri",),
            postings=_pay("ada", 2, "speak"),
        ),
        _auction(
            "m14",
            5,
            winner="ben",
            offers=(0.0, 1.5, 1.0, 0.5),
            desires=(0.5, 3.0, 2.0, 1.0),
            bids=(1, 6, 4, 2),
            result="wait_guard",
        ),
        _segment(
            "m15",
            "ben",
            5,
            start_ms=26_000,
            duration_ms=5000,
            content="Count them, then: half of the customers of my street come from outside, and they come by car.",
            challenges=("ada",),
            postings=_pay("ben", 1, "speak"),
        ),
        _notice("m16", "closing", "completed"),
    ]


def _start() -> tuple[Posting, ...]:
    return tuple(Posting(source=POOL, target=agent, amount=5, reason="start") for agent in AGENTS)


def _pay(agent: str, amount: int, reason: str) -> tuple[Posting, ...]:
    """Charge an agent and share the payment among the others, as far as whole tokens go."""
    others = [other for other in AGENTS if other != agent]
    shared = tuple(Posting(source=POOL, target=other, amount=1, reason="payout") for other in others[:amount])
    return (Posting(source=agent, target=POOL, amount=amount, reason=reason), *shared)


_BALANCES = ((5, 5, 5, 5), (6, 2, 6, 6), (7, 3, 3, 7), (8, 4, 3, 5), (6, 5, 4, 5))
"""After the postings before each of the five auctions; in auction 1 nothing but the endowment has moved."""


def _auction(
    message_id: str,
    number: int,
    *,
    winner: str,
    offers: tuple[float, ...],
    desires: tuple[float, ...],
    bids: tuple[int, ...],
    wants_interrupt: str | None = None,
    result: str = "auction",
) -> Message:
    balances = dict(zip(AGENTS, _BALANCES[number - 1], strict=True))
    price = max(1.0, offers[AGENTS.index(winner)])
    stands = tuple(
        Stand(
            agent_id=agent,
            desire=desires[index],
            open_points=float(index % 2),
            waited_segments=index,
            mood_effect=0.25 * index,
            bid=bids[index],
            pacing=1.0 - 0.1 * index,
            lead_segments=0.5 * index,
            offer=offers[index],
            tokens=balances[agent],
            credit=0.5,
            evidence=agent == "ada" and number == 1,
            wants_interrupt=agent == wants_interrupt,
            reasons=(Reason("challenged"),) if index % 2 else (),
        )
        for index, agent in enumerate(AGENTS)
    )
    record = AuctionRecord(
        result="wait_guard" if result == "wait_guard" else "auction",
        winner=winner,
        price=price,
        fallback="ada" if winner != "ada" else "ben",
        bids=dict(zip(AGENTS, bids, strict=True)),
        offers=dict(zip(AGENTS, offers, strict=True)),
        pacing={agent: 1.0 - 0.1 * index for index, agent in enumerate(AGENTS)},
        talk_share=dict.fromkeys(AGENTS, 0.25),
        balances=balances,
        stands=stands,
        reasons=(WAITED,) if result == "wait_guard" else (Reason("highest_offer", {"offer": price, "next": 2.0}),),
        opened_ms=1100 + 5000 * number,
        resolved_ms=3000 + 5000 * number,
    )
    return Message(
        id=message_id,
        type="system",
        sender="floor",
        content=f"{winner} wins the floor",
        metadata=Metadata(event="auction", auction_id=f"auction_012345_{number:04d}", auction=record),
    )


def _segment(
    message_id: str,
    agent: str,
    index: int,
    *,
    start_ms: int,
    duration_ms: int,
    content: str,
    challenges: tuple[str, ...] = (),
    answers: tuple[str, ...] = (),
    citations: tuple[Citation, ...] = (),
    cut: tuple[str, int, str] | None = None,
    postings: tuple[Posting, ...] = (),
    planned_offset_ms: int = 0,
    beats: tuple[tuple[int, ...], tuple[int, ...]] = ((), ()),
    on_topic: float = 0.9,
) -> Message:
    planned_beats, actual_beats = beats
    return Message(
        id=message_id,
        type="assistant",
        sender=agent,
        content=content,
        metadata=Metadata(
            event="segment",
            agent_id=agent,
            speaker_id=agent,
            segment_id=f"seg_{message_id}",
            segment_index=index,
            costs=Costs(tokens_spent=postings[0].amount if postings else 0, llm_calls=1),
            emotion=Mood(frustration=0.2, engagement=0.6, confidence=0.7),
            timing=ClipTiming(
                start_ms=start_ms,
                duration_ms=duration_ms,
                planned_duration_ms=cut[1] if cut else duration_ms,
                planned_offset_ms=planned_offset_ms,
                beat_planned_ms=planned_beats,
                beat_actual_ms=actual_beats,
                drift_ms=tuple(actual - planned for planned, actual in zip(planned_beats, actual_beats, strict=True)),
            ),
            provenance=Provenance(policy="auction/v1", version="0.1.0"),
            postings=postings,
            citations=citations,
            challenges=challenges,
            answers=answers,
            planned_text=cut[2] if cut else None,
            heard_text=content if cut else None,
            cut_at_ms=duration_ms if cut else None,
            interrupted_by=cut[0] if cut else None,
            on_topic=on_topic,
        ),
    )


def _interjection(
    message_id: str,
    agent: str,
    speaker: str,
    *,
    start_ms: int,
    duration_ms: int,
    content: str,
    target_ms: int,
    kind: str = "challenge",
) -> Message:
    return Message(
        id=message_id,
        type="assistant",
        sender=agent,
        content=content,
        metadata=Metadata(
            event="interjection",
            agent_id=agent,
            speaker_id=speaker,
            interjection_type="support" if kind == "support" else "challenge",
            importance=0.7,
            challenges=() if kind == "support" else (speaker,),
            timing=ClipTiming(start_ms=start_ms, duration_ms=duration_ms, target_ms=target_ms, beat=1),
        ),
    )


def _hard_interrupt(
    message_id: str, agent: str, speaker: str, *, start_ms: int, duration_ms: int, content: str
) -> Message:
    return Message(
        id=message_id,
        type="assistant",
        sender=agent,
        content=content,
        metadata=Metadata(
            event="hard_interrupt",
            style="hard",
            agent_id=agent,
            speaker_id=speaker,
            challenges=(speaker,),
            timing=ClipTiming(start_ms=start_ms, duration_ms=duration_ms, target_ms=9800),
            postings=_pay(agent, 3, "hard_interrupt"),
        ),
    )


def _notice(message_id: str, event: Event, content: str, *, postings: tuple[Posting, ...] = ()) -> Message:
    return Message(
        id=message_id,
        type="system",
        sender="floor",
        content=content,
        metadata=Metadata(event=event, postings=postings),
    )
