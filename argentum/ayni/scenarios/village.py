"""Who lives in a village, and with which habits."""

from __future__ import annotations

from dataclasses import replace

from argentum.ayni.finding_types import PositiveType
from argentum.ayni.scenarios.exchanges import DAY_MS, exchanges
from argentum.ayni.scenarios.habit import LABELS, Role, drawn_habit
from argentum.ayni.scenarios.scenario import Member, PositiveTruth, Scenario, Truth
from argentum.ayni.synthetic import Script
from argentum.rng import Stream, Streams

NAMES = ("amaru", "illa", "inti", "killa", "kusi", "nina", "qori", "sami", "suyay", "tika", "urpi", "wayra", "yaku")

_HARMLESS: tuple[tuple[Role, float], ...] = (
    ("steady", 0.54),
    ("sparing", 0.08),
    ("openhanded", 0.08),
    ("talkative", 0.06),
    ("busy", 0.06),
    ("hungry", 0.05),
    ("unheard", 0.05),
    ("piecemeal", 0.05),
    ("faithful", 0.03),
)
_TAKING: tuple[tuple[Role, float], ...] = (
    ("taker", 0.3),
    ("hoarder", 0.14),
    ("collector", 0.14),
    ("monopolist", 0.14),
    ("farmer", 0.14),
    ("skimmer", 0.14),
)


def village(kind: Script, *, seed: int, began_at_ms: int = 0) -> Scenario:
    """Make a village of 6 to 9 members over 6 to 9 weeks.

    Steady: harmless members only. Generous: one gives much, in half of the villages too much. Extractive: one or two
    take in one of six ways. Healing: one did, and changed 18 to 35 days before the end. Bursty: all comes in bursts,
    and in half of the villages one takes. Ring: some give mostly round a ring, or only more often than others.
    Newcomer: one or two have just come, and in a third of the villages somebody takes.
    """
    streams = Streams(seed)
    stream = streams.fresh(f"village/{kind}/members")
    days = stream.randrange(42, 64)
    ended_at_ms = began_at_ms + days * DAY_MS
    names = stream.sample(NAMES, stream.randrange(6, 10))
    roles = [*_special_roles(kind, stream)]
    members = [_member(name, role, names, stream) for name, role in zip(names, roles, strict=False)]
    members += [_member(name, _drawn(_HARMLESS, stream), names, stream) for name in names[len(roles) :]]
    if kind == "healing":
        members[0] = _healed(members[0], ended_at_ms, stream)
    if kind == "ring":
        members = _in_ring(members)
    members = [_arrived(each, ended_at_ms, stream) if each.role == "newcomer" else each for each in members]
    members.sort(key=lambda each: each.name)
    interactions, reversed_ids = exchanges(
        members, kind=kind, seed=seed, began_at_ms=began_at_ms, ended_at_ms=ended_at_ms
    )
    gave = {each.initiator for each in interactions}
    return Scenario(
        kind=kind,
        seed=seed,
        members=tuple(members),
        interactions=tuple(interactions),
        reversed_ids=tuple(reversed_ids),
        began_at_ms=began_at_ms,
        ended_at_ms=ended_at_ms,
        truths=_truths(members),
        positive=tuple(
            PositiveTruth(type=news, participant=each.name)
            for each in members
            if (news := _good_news(each, gave=each.name in gave)) is not None
        ),
    )


def _special_roles(kind: Script, stream: Stream) -> list[Role]:
    """Draw the members that the village is named after."""
    match kind:
        case "steady":
            return []
        case "generous":
            return ["over_giver" if stream.random() < 0.5 else "generous"]  # noqa: PLR2004 - half of them
        case "extractive":
            return [_drawn(_TAKING, stream) for _ in range(1 + (stream.random() < 0.5))]  # noqa: PLR2004 - a chance
        case "healing":
            return [_drawn(_TAKING[:4], stream)]
        case "bursty":
            return [_drawn(_TAKING, stream)] if stream.random() < 0.5 else []  # noqa: PLR2004 - half of them
        case "ring":
            member: Role = "ring_member" if stream.random() < 0.6 else "circle_member"  # noqa: PLR2004 - a chance
            return [member] * stream.randrange(3, 6)
        case "newcomer":
            new: list[Role] = ["newcomer"] * stream.randrange(1, 3)
            return [*new, _drawn(_TAKING, stream)] if stream.random() < 0.35 else new  # noqa: PLR2004 - a chance


def _drawn(weighted: tuple[tuple[Role, float], ...], stream: Stream) -> Role:
    return stream.choices([role for role, _ in weighted], [weight for _, weight in weighted])[0]


def _member(name: str, role: Role, names: list[str], stream: Stream) -> Member:
    others = [each for each in names if each != name]
    favourites = tuple(sorted(stream.sample(others, 2))) if role in {"faithful", "skimmer"} else ()
    return Member(name=name, role=role, habit=drawn_habit(role, stream), favourites=favourites)


def _healed(member: Member, ended_at_ms: int, stream: Stream) -> Member:
    """Let somebody who took become steady."""
    return replace(
        member,
        role="steady",
        earlier=member.habit,
        habit=drawn_habit("steady", stream),
        changed_at_ms=ended_at_ms - stream.randrange(18, 36) * DAY_MS,
    )


def _in_ring(members: list[Member]) -> list[Member]:
    around = [each.name for each in members if each.role in {"ring_member", "circle_member"}]
    following = dict(zip(around, [*around[1:], around[0]], strict=True))
    return [replace(each, next_in_ring=following.get(each.name)) for each in members]


def _arrived(member: Member, ended_at_ms: int, stream: Stream) -> Member:
    return replace(
        member,
        joined_at_ms=ended_at_ms - stream.randrange(3, 13) * DAY_MS,
        most_entries=stream.randrange(1, 13),
    )


def _truths(members: list[Member]) -> tuple[Truth, ...]:
    ring = tuple(each.name for each in members if each.role == "ring_member")
    single = [
        Truth(type=LABELS[each.role], participants=(each.name,))
        for each in members
        if each.role in LABELS and each.role != "ring_member"
    ]
    return (*single, Truth(type="ring_exchange", participants=ring)) if ring else tuple(single)


def _good_news(member: Member, *, gave: bool) -> PositiveType | None:
    if member.earlier is not None:
        return "healing"
    return "first_contribution" if member.role == "newcomer" and gave else None
