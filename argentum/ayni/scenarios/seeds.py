"""Which villages are for tuning and which are only ever measured on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argentum.ayni.scenarios.scenario import Scenario
from argentum.ayni.scenarios.village import village
from argentum.ayni.synthetic import SCRIPTS

TUNING_SEEDS = range(10_001, 11_401)
"""Thresholds and false-positive probabilities come from these; from smaller ones, the first tries did."""
HELD_OUT_SEEDS = range(400_001, 400_501)
"""Nobody looks at these but the measurement."""


def villages(seeds: Iterable[int]) -> Iterator[Scenario]:
    """Give a village for each seed, the kinds in turn."""
    for seed in seeds:
        yield village(SCRIPTS[seed % len(SCRIPTS)], seed=seed)
