"""A voice that makes no sound but takes its time: how long each word lasts, and when the first audio is there."""

from __future__ import annotations

from functools import cache
from math import exp

from argentum.adapters.simulated.faults import FaultDice
from argentum.adapters.simulated.latency import Latency
from argentum.orchestration.commands import PrepareClip
from argentum.orchestration.signals import ClipFailed, ClipPrepared, Signal
from argentum.policy import Policy
from argentum.rng import Streams
from argentum.smoothing import at_least

_LATENCY_FACTOR = {"low": 1.0, "balanced": 1.5, "high": 2.5}
_LETTERS_OF_A_USUAL_WORD = 4.7
_SHORTEST_WORD = 0.45
_SENTENCE_ENDS = ".!?…"


class SimulatedVoice:
    """Speaks at the policy's rate; long words last longer, and sentences are followed by a pause.

    Each clip has its own rate, log-normal around the policy's. Chance comes from the stream `simulation/voice`.
    """

    def __init__(self, policy: Policy, streams: Streams, dice: FaultDice) -> None:
        """Take the speaking rate and latencies from `policy.simulation`."""
        simulation = policy.simulation
        self._stream = streams.named("simulation/voice")
        self._latency = Latency(
            simulation.first_audio,
            streams.named("simulation/first_audio"),
            factor=_LATENCY_FACTOR[policy.tts.latency_mode],
        )
        self._dice = dice
        self._ms_per_word = 60_000 / simulation.words_per_minute
        self._spread = simulation.rate_log_sd
        self._pause_ms = simulation.sentence_pause_ms

    def prepare(self, command: PrepareClip, now_ms: int) -> tuple[int, Signal]:
        """Make a clip, or fail as the faults have it."""
        first_audio_ms = self._latency.draw_ms()
        failure = self._dice.voice_failure(now_ms)
        if failure is not None:
            return now_ms + first_audio_ms, ClipFailed(clip_id=command.clip_id, failure=failure)
        word_ms = self._ms_per_word * exp(self._stream.gauss(0.0, self._spread)) / command.rate
        ends = self._word_ends(command.text, word_ms) if command.text else self._even_ends(command.words, word_ms)
        return now_ms + first_audio_ms, ClipPrepared(
            clip_id=command.clip_id, duration_ms=ends[-1], word_ends_ms=ends, first_audio_ms=first_audio_ms
        )

    def _word_ends(self, text: str, word_ms: float) -> tuple[int, ...]:
        at = 0.0
        ends: list[int] = []
        pause = 0
        for word in text.split():
            if word[0].isalnum() or any(map(str.isalnum, word)):
                at += pause + word_ms * _relative_length(len(word))
                ends.append(round(at))
                pause = 0
            if word[-1] in _SENTENCE_ENDS:
                pause = self._pause_ms
        return tuple(ends) or (round(word_ms),)

    def _even_ends(self, words: int, word_ms: float) -> tuple[int, ...]:
        return tuple([round(word_ms * count) for count in range(1, at_least(words, 1) + 1)])


@cache
def _relative_length(letters: int) -> float:
    """Give how long a word of so many letters lasts against a usual one; short ones take their time, too."""
    return max(_SHORTEST_WORD, 0.4 + 0.6 * letters / _LETTERS_OF_A_USUAL_WORD)
