"""How much each agent wants the floor (plan 6, economy study 1)."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, sqrt

from argentum.coordination.seats import Seat
from argentum.policy.economy import Desire
from argentum.rng import Streams
from argentum.smoothing import at_least, at_most


class DesireModel:
    """Own points, passing whims, recency and sub-topics, and their sum with the open points of others.

    desire = g·(backlog·U + own·O + spark) + recency·R + hold; mood is added by the caller, who bounds it. Who owns a
    sub-topic is drawn in rotation and never from who spoke least: that would pay for silence (economy study 0.4).
    """

    def __init__(self, policy: Desire, seats: Sequence[Seat], streams: Streams) -> None:
        stream = streams.named("coordination/desire")
        self._uniform = stream.random
        self._normal = stream.gauss
        agents = len(seats)
        self._agents = agents
        self._temperament = [seat.temperament for seat in seats]
        self._backlog_weight = [
            policy.backlog_weight if seat.backlog_weight is None else seat.backlog_weight for seat in seats
        ]
        self._recency_weight = [
            policy.recency_weight if seat.recency_weight is None else seat.recency_weight for seat in seats
        ]
        self._recency_limit = policy.recency_limit
        self._points_weight = policy.own_points_weight
        self._point_chance = policy.own_point_chance
        self._limit = policy.own_points_limit
        self._keep = 1.0 - policy.own_points_staleness
        self._hold = policy.hold_weight
        self._more_chance = policy.more_to_say_chance
        self._spark_weight = policy.spark_weight
        self._spark_keep = policy.spark_correlation
        self._spark_noise = sqrt(1.0 - policy.spark_correlation**2)
        self._spark = [self._normal(0.0, 1.0) for _ in seats]
        self._whims = [self._spark_weight * exp(value) for value in self._spark]
        self._own = [1.0 if self._uniform() < policy.own_point_chance else 0.0 for _ in seats]
        self._owner_count = round(policy.topic_owner_share * agents)
        self._gain = policy.topic_gain
        self._topic_change = 1.0 / policy.topic_mean_segments
        self._interest_spread = policy.salience_log_sd
        self._salience_keep = policy.salience_correlation
        self._interest_noise = sqrt(1.0 - policy.salience_correlation**2)
        self._interest_scale = exp(-0.5 * policy.salience_log_sd**2)
        self._interest = [self._normal(0.0, 1.0) if policy.salience_log_sd else 0.0 for _ in seats]
        self._owner_of = 0
        self._topic_factor = [1.0] * agents
        self._factor_topic()

    def spoke(self, place: int) -> None:
        """Count a point of the speaker's own as made."""
        self._own[place] = at_least(self._own[place] - 1.0, 0.0)

    def more_to_say(self) -> bool:
        """Draw whether the speaker that begins now will have more to say at the end."""
        return self._uniform() < self._more_chance

    def pass_segment(self) -> None:
        """Let one segment pass: new points come up, old ones go stale, whims and interest drift, topics change."""
        uniform, normal = self._uniform, self._normal
        own, spark, whims = self._own, self._spark, self._whims
        keep, chance, limit = self._keep, self._point_chance, self._limit
        spark_keep, noise, weight = self._spark_keep, self._spark_noise, self._spark_weight
        for place in range(self._agents):
            points = own[place] * keep
            if uniform() < chance:
                points += 1.0
            own[place] = at_most(points, limit)
            value = spark[place] = spark_keep * spark[place] + noise * normal(0.0, 1.0)
            whims[place] = weight * exp(value)
        if self._interest_spread or self._owner_count:
            self._pass_topics()

    def values(self, backlog: Sequence[float], waited: Sequence[int], holder: int, *, holds: bool) -> list[float]:
        """Give each agent's desire without its mood; `waited` in segments, `holder` -1 when nobody speaks."""
        agents = self._agents
        longest, recency_weight = self._recency_limit, self._recency_weight
        points_weight, open_weight = self._points_weight, self._backlog_weight
        own, whims, factors = self._own, self._whims, self._topic_factor
        desires: list[float] = []
        for place, temper in enumerate(self._temperament):
            points = open_weight[place] * backlog[place] + points_weight * own[place]
            recency = recency_weight[place] * at_most(waited[place] / agents, longest)
            desires.append(temper * (factors[place] * points + whims[place]) + recency)
        if holds and holder >= 0:
            desires[holder] += self._hold
        return desires

    def _pass_topics(self) -> None:
        if self._owner_count and self._uniform() < self._topic_change:
            self._owner_of = (self._owner_of + self._owner_count) % self._agents
        if self._interest_spread:
            keep, noise = self._salience_keep, self._interest_noise
            self._interest = [keep * value + noise * self._normal(0.0, 1.0) for value in self._interest]
        self._factor_topic()

    def _factor_topic(self) -> None:
        spread = self._interest_spread
        if spread:
            factors = [self._interest_scale * exp(spread * value) for value in self._interest]
        else:
            factors = [1.0] * self._agents
        if self._owner_count:
            for place in range(self._agents):
                owns = (place - self._owner_of) % self._agents < self._owner_count
                factors[place] *= self._gain if owns else 1.0 / self._gain
        self._topic_factor = factors
