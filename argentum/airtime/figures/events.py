"""The events of turn-taking in one meeting: what is counted, pooled and laid out on a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from argentum.airtime.figures.backchannels import divide_claims
from argentum.airtime.figures.floor_sweep import FloorStates, sweep_floor
from argentum.airtime.figures.ipu import BRIDGE_MS, Ipu, inter_pausal_units
from argentum.airtime.figures.overlap_attempts import OverlapAttempt, overlap_attempts
from argentum.airtime.figures.strict_backchannels import strict_backchannels
from argentum.airtime.figures.turns import Interruption, Turn, interruptions, turns_of
from argentum.airtime.figures.windows import MINUTE_MS, WINDOWS_MIN, unit_ginis
from argentum.airtime.running_time import without_breaks
from argentum.airtime.timeline import Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnTakingEvents:
    """Everything that happened on the floor of one meeting, each list in order of time."""

    span_ms: int
    bridge_ms: int
    units: list[Ipu]
    floor: FloorStates
    backchannels: list[Ipu]
    strict_backchannels: list[Ipu]
    turns: list[Turn]
    interruptions: list[Interruption]
    attempts: list[OverlapAttempt]
    window_ginis: Mapping[int, list[float]]
    """Inequality of talk among those who share the time in each whole window in which one of them spoke, by the
    minutes of the window."""


def turn_taking_events(timeline: Timeline, *, bridge_ms: int = BRIDGE_MS) -> TurnTakingEvents:
    """Find all events, on speech whose silences of up to `bridge_ms` within one person are bridged.

    Their instants are of the time that runs: breaks are cut out.
    """
    running = without_breaks(timeline)
    units = inter_pausal_units(running, bridge_ms=bridge_ms)
    backchannels, claims = divide_claims(units)
    turns = turns_of(claims)
    return TurnTakingEvents(
        span_ms=running.duration_ms,
        bridge_ms=bridge_ms,
        units=units,
        floor=sweep_floor(units),
        backchannels=backchannels,
        strict_backchannels=strict_backchannels(units),
        turns=turns,
        interruptions=interruptions(turns),
        attempts=overlap_attempts(units),
        window_ginis={minutes: unit_ginis(running, units, window_ms=minutes * MINUTE_MS) for minutes in WINDOWS_MIN},
    )
