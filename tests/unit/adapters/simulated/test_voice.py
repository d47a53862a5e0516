"""A voice without sound: rates, pauses, first audio, and failures."""

from __future__ import annotations

from argentum.adapters.simulated.faults import FaultDice, FaultPlan
from argentum.adapters.simulated.voice import SimulatedVoice
from argentum.orchestration.commands import PrepareClip
from argentum.orchestration.signals import ClipFailed, ClipPrepared, Signal
from argentum.rng import Streams
from tests.builders import a_policy

EXACT = {
    "simulation.rate_log_sd": 0.0,
    "simulation.first_audio": {"median_ms": 200, "log_sd": 0.0},
    "simulation.sentence_pause_ms": 250,
}


def prepared(
    text: str = "", words: int = 1, *, plan: FaultPlan | None = None, latency_mode: str = "low"
) -> tuple[int, Signal]:
    streams = Streams(1)
    voice = SimulatedVoice(
        a_policy(EXACT | {"tts.latency_mode": latency_mode}), streams, FaultDice(plan or FaultPlan(), streams)
    )
    return voice.prepare(PrepareClip(clip_id="clip", agent_id="ann", text=text, words=words), 1000)


def clip_of(answer: tuple[int, Signal]) -> ClipPrepared:
    assert isinstance(answer[1], ClipPrepared)
    return answer[1]


def test_without_text_words_last_equally_long() -> None:
    at_ms, _ = prepared(words=3)

    assert at_ms == 1200
    assert clip_of(prepared(words=3)).word_ends_ms == (300, 600, 900)


def test_long_words_last_longer_and_a_sentence_is_followed_by_a_pause() -> None:
    clip = clip_of(prepared("A considerable pause. Then – more."))

    lengths = [later - earlier for earlier, later in zip((0, *clip.word_ends_ms), clip.word_ends_ms, strict=False)]
    assert len(lengths) == 5
    assert lengths[1] > lengths[0]
    assert lengths[3] > 250
    assert clip.duration_ms == clip.word_ends_ms[-1]


def test_a_text_without_a_word_still_gives_a_clip() -> None:
    assert clip_of(prepared("…")).word_ends_ms == (300,)


def test_the_latency_mode_scales_first_audio() -> None:
    assert [prepared(latency_mode=mode)[0] for mode in ("low", "balanced", "high")] == [1200, 1300, 1500]


def test_a_dead_provider_makes_no_clip() -> None:
    at_ms, answer = prepared(plan=FaultPlan(dies_at_ms=900))

    assert (at_ms, answer) == (1200, ClipFailed(clip_id="clip", failure="gone"))


def test_voices_fail_as_often_as_planned() -> None:
    streams = Streams(1)
    voice = SimulatedVoice(a_policy(EXACT), streams, FaultDice(FaultPlan(voice_failure_rate=0.3), streams))

    answers = [voice.prepare(PrepareClip(clip_id="c", agent_id="ann", text="", words=1), 0)[1] for _ in range(1000)]

    assert 250 <= sum(isinstance(answer, ClipFailed) for answer in answers) <= 350
