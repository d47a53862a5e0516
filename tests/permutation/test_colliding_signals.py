"""Races are permutations: signals of one instant come in every order, and cancelled ones may still come.

Everything in these sessions lasts a multiple of 300 ms, so that drafts, clips, beats, ends and timers collide all the
time. The economy is the real one, so that the books are checked with everything else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice, permutations

import pytest

from argentum.coordination.auction_manager import AuctionManager
from argentum.metrics.invariants import violations
from argentum.orchestration.commands import CutClip, DuckClip, PlayClip, PrepareClip
from argentum.orchestration.requests import WritingRequest
from argentum.orchestration.session import SessionLimits
from argentum.orchestration.signals import ClipEnded, Failure, Signal, TimerFired
from argentum.rng import Streams
from argentum.timing.transfer import FixedTransfer, TransferPlanner
from tests.builders import AGENTS, a_chat, a_draft, a_policy, seats
from tests.script import Answer, Voiced, World, in_order

GRID_MS = 300
COLLIDING: dict[str, object] = {
    "auction.opens_after_ms": GRID_MS,
    "auction.result_lead_ms": 7 * GRID_MS,
    "interrupt.commit_guard_ms": GRID_MS,
    "interrupt.wish_desire": 1.0,
    "interrupt.max_per_window": 5,
    "pricing.kicker_delta": 0.0,
    "pricing.kicker_fee": 0.0,
    "lead_time.baseline_ms": 4 * GRID_MS,
    "interjections.wanted_chance": 1.0,
    "interjections.cooldown_segments": 0,
    "interjections.max_per_segment": 2,
    "concurrency.retry_backoff_ms": GRID_MS,
    "concurrency.timeouts_ms.segment": 4 * GRID_MS,
    "concurrency.timeouts_ms.kicker": 4 * GRID_MS,
    "concurrency.timeouts_ms.interjection": 4 * GRID_MS,
    "quality.llm_calls_per_min": 1000,
}
MODES: dict[str, tuple[Mapping[str, object], TransferPlanner | None]] = {
    "cutoff": ({}, None),
    "sold again after a kicker": ({"interrupt.floor_after": "auction"}, None),
    "at beats only, in two ways": ({"interrupt.mode": "beat_only"}, None),
    "yield": ({"interrupt.mode": "yield", "interrupt.soft_remaining_ms": 0}, None),
    "in overlap": ({}, FixedTransfer(offset_ms=-2 * GRID_MS)),
    "yield in overlap": ({"interrupt.mode": "yield"}, FixedTransfer(offset_ms=-2 * GRID_MS)),
    "after a pause": ({}, FixedTransfer(offset_ms=GRID_MS)),
    "turns": ({"auction.unit": "turn", "auction.max_contiguous_segments": 4}, None),
}


def a_world(mode: str, seed: int, *, segments: int = 12) -> World:
    changes, transfer = MODES[mode]
    policy = COLLIDING | dict(changes)
    chance = Streams(seed).named("what they write")

    def write(request: WritingRequest) -> Answer:
        after_ms = GRID_MS * chance.choice((1, 2, 3))
        failure: Failure | None = chance.choice((*(None,) * 11, "malformed"))
        words = {"interjection": 3, "kicker": chance.randint(3, 9)}.get(request.purpose, chance.randint(4, 24))
        draft = a_draft(
            words,
            reserve=a_draft(4).text,
            follow_on=a_draft(10).text if chance.random() < 0.8 else "",
            acknowledged_ending=a_draft(6).text if request.dual_path else "",
        )
        return Answer(after_ms=after_ms, draft=draft, failure=failure)

    def voice(_command: PrepareClip) -> Voiced:
        return Voiced(after_ms=GRID_MS * chance.choice((1, 1, 2)), failure=chance.choice((None,) * 19 + ("gone",)))

    rule = AuctionManager(a_policy(policy), seats(), Streams(seed))
    chat = a_chat(rule, policy=policy, limits=SessionLimits(segments=segments), transfer=transfer, seed=seed)
    return World(chat=chat, write=write, voice=voice)


def unsound(world: World, mode: str) -> list[str]:
    """Everything that must hold in any order."""
    policy = a_policy(COLLIDING | dict(MODES[mode][0]))
    return [*violations(world.messages, policy, AGENTS), *_loud_under_a_remark(world), *_cut_inside_a_word(world)]


def _loud_under_a_remark(world: World) -> Iterator[str]:
    """From the commands: while a remark sounds, whoever else sounds is ducked, and comes back afterwards."""
    remarks = {message.metadata.clip_id for message in world.heard("interjection") if message.metadata.style is None}
    gains: dict[str, float] = {}
    for place, (at_ms, event) in enumerate(world.events):
        match event:
            case PlayClip(clip_id=clip_id):
                gains[clip_id] = 0.0
            case DuckClip(clip_id=clip_id, gain_db=gain_db):
                if clip_id in gains:
                    gains[clip_id] = gain_db
            case ClipEnded(clip_id=clip_id) | CutClip(clip_id=clip_id):
                gains.pop(clip_id, None)
            case _:
                pass
        instant_over = place + 1 == len(world.events) or world.events[place + 1][0] != at_ms
        sounding = [clip_id for clip_id in gains if clip_id in remarks]
        loud = [clip_id for clip_id, gain_db in gains.items() if clip_id not in remarks and gain_db == 0.0]
        quiet = [clip_id for clip_id, gain_db in gains.items() if gain_db < 0.0]
        if instant_over and sounding and loud:
            yield f"{at_ms}: {loud} is not ducked under {sounding}"
        if instant_over and quiet and not sounding:
            yield f"{at_ms}: {quiet} stays ducked"


def _cut_inside_a_word(world: World) -> Iterator[str]:
    began = {command.clip_id: at_ms for at_ms, command in world.of(PlayClip)}
    for at_ms, command in world.of(CutClip):
        if (at_ms - began[command.clip_id]) % GRID_MS:
            yield f"{at_ms}: {command.clip_id} is cut inside a word"


@pytest.mark.parametrize("cancelled_come", [False, True], ids=["", "cancelled signals come, too"])
@pytest.mark.parametrize("mode", MODES)
def test_sessions_are_sound_when_signals_of_one_instant_come_in_any_order(mode: str, cancelled_come: bool) -> None:
    for seed in range(12):
        order = Streams(seed).named("order of signals")
        world = a_world(mode, seed)
        world.forgetful = cancelled_come

        def shuffled(signals: list[Signal]) -> list[Signal]:
            order.shuffle(signals)  # noqa: B023 - used within this round only
            return signals

        world.order = shuffled
        world.start().run(until_ms=400_000)

        assert (seed, world.ended, unsound(world, mode)) == (seed, "completed", [])


@pytest.mark.parametrize("mode", MODES)
def test_each_collision_may_come_in_every_order(mode: str) -> None:
    """Take the instants of one session one by one, and play each in all its orders (the first 24 of them)."""
    collisions: list[int] = []

    def counted(signals: list[Signal]) -> list[Signal]:
        collisions.append(len(signals))
        return signals

    plain = a_world(mode, seed=1, segments=5)
    plain.order = counted
    plain.start().run()
    assert sum(1 for count in collisions if count > 1) >= 5

    for instant, count in enumerate(collisions):
        for chosen in islice(permutations(range(count)), 1, 24):
            world = a_world(mode, seed=1, segments=5)
            seen = [-1]

            def at_this_instant(signals: list[Signal]) -> list[Signal]:
                seen[0] += 1  # noqa: B023 - used within this round only
                if seen[0] != instant:  # noqa: B023 - as above
                    return in_order(signals)
                return [signals[place] for place in chosen]  # noqa: B023 - as above

            world.order = at_this_instant
            world.start().run(until_ms=400_000)

            assert (instant, chosen, world.ended, unsound(world, mode)) == (instant, chosen, "completed", [])


def test_timers_and_ends_do_collide_in_these_sessions() -> None:
    kinds: set[frozenset[str]] = set()

    def noted(signals: list[Signal]) -> list[Signal]:
        names = [
            signal.timer.partition("/")[0] if isinstance(signal, TimerFired) else type(signal).__name__
            for signal in signals
        ]
        kinds.update(frozenset((one, other)) for one in names for other in names if one != other)
        return signals

    for seed in range(12):
        for mode in MODES:
            world = a_world(mode, seed)
            world.order = noted
            world.start().run(until_ms=400_000)

    for pair in (
        {"ClipEnded", "cut"},
        {"ClipEnded", "ClipPrepared"},
        {"ClipEnded", "handover"},
        {"BeatReached", "ClipPrepared"},
        {"DraftArrived", "ClipEnded"},
        {"BeatReached", "arm"},
        {"RequestFailed", "ClipPrepared"},
        {"begin", "ClipPrepared"},
    ):
        assert frozenset(pair) in kinds, pair
