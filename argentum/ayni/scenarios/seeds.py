"""Which villages are for tuning and which are only ever measured on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argentum.ayni.scenarios.scenario import Scenario
from argentum.ayni.scenarios.village import village
from argentum.ayni.synthetic import SCRIPTS

TUNING_SEEDS = range(1, 2_101)
"""Thresholds and false-positive probabilities come from these."""
FIRST_HELD_OUT_SEEDS = range(100_001, 100_501)
"""Measured once, with thresholds from the first 700 seeds for tuning; nothing is held out about them since."""
HELD_OUT_SEEDS = range(200_001, 200_501)
"""Nobody looks at these but the measurement."""


def villages(seeds: Iterable[int]) -> Iterator[Scenario]:
    """Give a village for each seed, the kinds in turn."""
    for seed in seeds:
        yield village(SCRIPTS[seed % len(SCRIPTS)], seed=seed)
