"""Simulated playback: clips end on time, beats are reported with an error."""

from __future__ import annotations

from argentum.adapters.simulated.faults import FaultDice
from argentum.policy import Policy
from argentum.rng import Streams


class SimulatedPlayback:
    """Errs by up to `policy.simulation.beat_jitter_ms` both ways, and by what the faults add."""

    def __init__(self, policy: Policy, streams: Streams, dice: FaultDice) -> None:
        """Draw from the stream `simulation/playback`."""
        self._jitter_ms = policy.simulation.beat_jitter_ms
        self._stream = streams.named("simulation/playback")
        self._dice = dice

    def beat_error_ms(self) -> int:
        """Give the error of the next beat."""
        late_ms = self._dice.beat_delay_ms()
        if self._jitter_ms == 0:
            return late_ms
        return self._stream.randint(-self._jitter_ms, self._jitter_ms) + late_ms
