"""Plays habits out: draws who gives to whom, how much, and when.

Two things go round. Goods are counted in points, and go more often between some pairs than between others. Common time
is counted in minutes: one speaks, which is taking, and somebody listens, which is giving. The system fails now and
then, some entries are mistakes that are taken back, and some amounts are many times the usual.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from argentum.ayni.interaction import Interaction
from argentum.ayni.scenarios.flows import Matrix, Pairs, fitted
from argentum.ayni.scenarios.habit import Habit
from argentum.ayni.scenarios.scenario import Member
from argentum.ayni.synthetic import Script
from argentum.rng import Stream, Streams

HOUR_MS, DAY_MS = 3_600_000, 86_400_000

_TIME_PART = 0.4
"""What of all that moves is common time, in villages that count it."""
_COUNTS_TIME = 0.65
_A_DAY = (4.0, 6.0)
"""Exchanges for each member and day."""
_AMOUNT = (0.6, 1.4)
_LUMP, _LUMP_IN_BURSTS = 0.03, 0.06
"""How often an amount is 2 to 4 times the usual."""
_FAILS = 0.03
_MISTAKE = 0.01
_UNEVEN = 0.5
"""Spread of how close pairs are, in logarithms."""
_LEAST_LEFT = 0.05
"""What a favourite still takes from the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """A part of the time in which nobody comes and nobody changes."""

    until_ms: int
    habits: tuple[Habit, ...]
    goods: Pairs
    time: Pairs


def exchanges(
    members: Sequence[Member], *, kind: Script, seed: int, began_at_ms: int, ended_at_ms: int
) -> tuple[list[Interaction], list[str]]:
    """Draw the interactions of a village, in the order in which they happened, and which of them were mistakes."""
    streams = Streams(seed)
    settings = streams.fresh(f"village/{kind}/settings")
    speaks = any(each.role == "monopolist" or each.earlier is not None for each in members)
    time_part = _TIME_PART if settings.random() < _COUNTS_TIME or speaks else 0.0
    days = (ended_at_ms - began_at_ms) // DAY_MS
    count = round(settings.uniform(*_A_DAY) * len(members) * days)
    near = _closeness(members, streams.fresh(f"village/{kind}/closeness"))
    ages = _ages(members, near, time_part=time_part, ended_at_ms=ended_at_ms)
    play = _Play(members, time_part=time_part, kind=kind, seed=seed)
    stream = streams.fresh(f"village/{kind}/exchanges")
    age = ages.pop(0)
    for at_ms in _moments(kind, count=count, began_at_ms=began_at_ms, days=days, stream=stream):
        while at_ms >= age.until_ms:
            age = ages.pop(0)
        play.exchange(at_ms, age, stream)
    return sorted(play.interactions, key=lambda each: each.happened_at_ms or 0), play.mistakes


def _moments(kind: Script, *, count: int, began_at_ms: int, days: int, stream: Stream) -> list[int]:
    """Draw moments: anywhere, or within a few hours on some of the days."""
    length_ms = days * DAY_MS
    if kind != "bursty":
        return sorted(began_at_ms + stream.randrange(length_ms) for _ in range(count))
    bursts = [stream.randrange(length_ms - 6 * HOUR_MS) for _ in range(max(8, days // 3))]
    return sorted(began_at_ms + stream.choice(bursts) + stream.randrange(6 * HOUR_MS) for _ in range(count))


def _closeness(members: Sequence[Member], stream: Stream) -> Matrix:
    """Draw how close each is to each, the same both ways; who has favourites takes from all alike."""
    count = len(members)
    near = [[0.0] * count for _ in range(count)]
    for one in range(count):
        for other in range(one):
            near[one][other] = near[other][one] = stream.lognormvariate(0, _UNEVEN)
    for place, each in enumerate(members):
        if each.favourites:
            for other in range(count):
                near[other][place] = float(other != place)
    return near


def _ages(members: Sequence[Member], near: Matrix, *, time_part: float, ended_at_ms: int) -> list[Age]:
    turns = {each.joined_at_ms for each in members} | {each.changed_at_ms for each in members}
    starts = sorted(turns)
    ages = []
    for start_ms, until_ms in zip(starts, [*starts[1:], ended_at_ms], strict=True):
        habits = tuple(each.habit_at(start_ms) for each in members)
        here = [each.joined_at_ms <= start_ms for each in members]
        giving = [
            habit.ratio * ((1 - time_part) * habit.volume + time_part * habit.attention) * there
            for habit, there in zip(habits, here, strict=True)
        ]
        goods = [habit.volume / habit.overdraw * there for habit, there in zip(habits, here, strict=True)]
        speech = [habit.attention * there for habit, there in zip(habits, here, strict=True)]
        even = [[float(one != other) for other in range(len(members))] for one in range(len(members))]
        ages.append(
            Age(
                until_ms=until_ms,
                habits=habits,
                goods=Pairs(_goods(members, near, giving=giving, taking=goods)),
                time=Pairs(fitted(even, giving=giving, taking=speech)),
            )
        )
    return ages


def _goods(members: Sequence[Member], near: Matrix, *, giving: Sequence[float], taking: Sequence[float]) -> Matrix:
    """Let those with favourites give as they do, and everybody else so that all take as much as they do."""
    count = range(len(members))
    fixed = [[0.0] * len(members) for _ in members]
    for place, each in enumerate(members):
        if each.favourites:
            apart = len(members) - 1 - len(each.favourites)
            for other, taker in enumerate(members):
                near_them = taker.name in each.favourites
                part = (1 - each.habit.leak) / len(each.favourites) if near_them else each.habit.leak / apart
                fixed[place][other] = giving[place] * part if other != place and taking[other] else 0.0
    scale = sum(giving) / sum(taking)
    left = [
        max(_LEAST_LEFT * taking[place], taking[place] * scale - sum(row[place] for row in fixed)) for place in count
    ]
    free = [0.0 if each.favourites else giving[place] for place, each in enumerate(members)]
    fitted_rest = fitted(near, giving=free, taking=left)
    return [[fixed[one][other] + fitted_rest[one][other] for other in count] for one in count]


class _Play:
    """Draws one exchange after the other."""

    def __init__(self, members: Sequence[Member], *, time_part: float, kind: Script, seed: int) -> None:
        self.members = members
        self.places = {each.name: place for place, each in enumerate(members)}
        self.time_part = time_part
        self.kind = kind
        self.seed = seed
        self.interactions: list[Interaction] = []
        self.mistakes: list[str] = []
        self.dealings = [0] * len(members)

    def exchange(self, at_ms: int, age: Age, stream: Stream) -> None:
        """Let somebody give something to somebody else; what a newcomer has no time for does not happen."""
        is_time = stream.random() < self.time_part
        giver, taker = (age.time if is_time else age.goods).drawn(stream)
        following = self.members[giver].next_in_ring
        if following is not None and not is_time and stream.random() < age.habits[giver].ring_part:
            taker = self.places[following]
        if self._busy(giver) or self._busy(taker):
            return
        self.dealings[giver] += 1
        self.dealings[taker] += 1
        self._record(giver, taker, age.habits, at_ms=at_ms, is_time=is_time, stream=stream)

    def _busy(self, place: int) -> bool:
        most = self.members[place].most_entries
        return most is not None and self.dealings[place] >= most

    def _record(
        self, giver: int, taker: int, habits: Sequence[Habit], *, at_ms: int, is_time: bool, stream: Stream
    ) -> None:
        lump = stream.random() < (_LUMP_IN_BURSTS if self.kind == "bursty" else _LUMP)
        given = stream.uniform(*_AMOUNT) * (stream.uniform(2, 4) if lump else 1)
        pieces = 1 if is_time else habits[giver].pieces
        taken_of_one = (1.0 if is_time else habits[giver].uptake * habits[taker].overdraw) * stream.uniform(0.9, 1.1)
        fails = stream.random() < _FAILS
        for piece in range(pieces):
            part = round(given / pieces, 3)
            own_id = f"village:{self.kind}:{self.seed}:{len(self.interactions)}"
            self.interactions.append(
                Interaction(
                    id=own_id,
                    initiator=self.members[giver].name,
                    responder=self.members[taker].name,
                    contribution=part,
                    consumption=round(part * taken_of_one, 3),
                    contribution_unit="minute" if is_time else "point",
                    consumption_unit="minute" if is_time else "point",
                    outcome="system_failure" if fails else "done",
                    happened_at_ms=at_ms + piece * 60_000,
                )
            )
            if stream.random() < _MISTAKE:
                self.mistakes.append(own_id)
