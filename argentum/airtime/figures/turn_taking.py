"""The turn-taking figures of one meeting, or pooled over several, under flat names with their units.

Rates are per minute of the span, first onset to last offset. Percentiles are over all events of all meetings together,
with linear interpolation. What has no event is `None`, never a number.
"""

from __future__ import annotations

from collections.abc import Sequence

from argentum.airtime.figures.events import TurnTakingEvents
from argentum.airtime.figures.floor_transfers import state_transfer_offsets_ms
from argentum.airtime.figures.turns import returns, turn_transfer_offsets_ms
from argentum.airtime.figures.windows import MINUTE_MS, WINDOWS_MIN
from argentum.airtime.timeline import Interval
from argentum.smoothing import quantile

TurnTaking = dict[str, float | int | None]

DEAD_AIR_S = (1, 2, 3)
TRANSFER_PERCENTILES = (5, 10, 25, 50, 75, 90, 95, 99)


def turn_taking(meetings: Sequence[TurnTakingEvents]) -> TurnTaking:
    """Give all figures over the events of `meetings`, which must have one and the same bridge."""
    span_ms = sum(events.span_ms for events in meetings)
    figures: TurnTaking = {"span_ms": span_ms, "bridge_ms": meetings[0].bridge_ms if meetings else None}
    units_ms = [unit.length_ms for events in meetings for unit in events.units]
    pauses_ms = [_length_ms(pause) for events in meetings for pause in events.floor.pauses]
    gaps_ms = [_length_ms(gap) for events in meetings for gap in events.floor.gaps]
    overlaps_ms = [_length_ms(overlap) for events in meetings for overlap in events.floor.overlaps]
    turns_ms = [turn.length_ms for events in meetings for turn in events.turns]
    attempts = [attempt for events in meetings for attempt in events.attempts]
    yields_ms = [attempt.yield_ms for attempt in attempts if attempt.yield_ms is not None]
    silence_ms = sum(pauses_ms) + sum(gaps_ms)

    _amount(figures, "ipu", units_ms, span_ms, percentiles=(5, 25, 50, 75, 95))
    _amount(figures, "pause", pauses_ms, span_ms, percentiles=(50, 95))
    _amount(figures, "gap", gaps_ms, span_ms, percentiles=(50, 95))
    _amount(figures, "overlap", overlaps_ms, span_ms, percentiles=(50, 95))
    figures["silence_share"] = _ratio(silence_ms, span_ms)
    figures["overlap_share_of_speech"] = _ratio(sum(overlaps_ms), span_ms - silence_ms)
    for name, offsets_ms in (
        ("fto_state_level", [ms for events in meetings for ms in state_transfer_offsets_ms(events.floor.solos)]),
        ("fto_turn_level", [ms for events in meetings for ms in turn_transfer_offsets_ms(events.turns)]),
    ):
        figures[f"{name}_count"] = len(offsets_ms)
        _percentiles(figures, name, offsets_ms, TRANSFER_PERCENTILES)
    figures["turns_per_min"] = _per_min(len(turns_ms), span_ms)
    _percentiles(figures, "turn", turns_ms, (5, 25, 50, 75, 90, 95))
    figures["backchannels_per_min"] = _per_min(sum(len(events.backchannels) for events in meetings), span_ms)
    figures["strict_backchannels_per_min"] = _per_min(
        sum(len(events.strict_backchannels) for events in meetings), span_ms
    )
    figures["interruptions_per_min"] = _per_min(sum(len(events.interruptions) for events in meetings), span_ms)
    figures["overlap_attempts_per_min"] = _per_min(len(attempts), span_ms)
    figures["overlap_attempt_win_rate"] = _ratio(len(yields_ms), len(attempts))
    _percentiles(figures, "yield_time", yields_ms, (25, 50, 75, 90))
    for seconds in DEAD_AIR_S:
        longer = sum(1 for length_ms in pauses_ms + gaps_ms if length_ms > seconds * 1_000)
        figures[f"silences_over_{seconds}s_per_min"] = _per_min(longer, span_ms)
    figures["return_rate"] = _ratio(
        sum(returns(events.turns) for events in meetings), sum(max(0, len(events.turns) - 2) for events in meetings)
    )
    for minutes in WINDOWS_MIN:
        ginis = [value for events in meetings for value in events.window_ginis[minutes]]
        _percentiles(figures, f"gini_{minutes}min", ginis, (10, 50, 90), unit="")
    return figures


def _amount(
    figures: TurnTaking, name: str, lengths_ms: Sequence[int], span_ms: int, *, percentiles: Sequence[int]
) -> None:
    figures[f"{name}s_per_min"] = _per_min(len(lengths_ms), span_ms)
    figures[f"{name}_s_per_min"] = _per_min(sum(lengths_ms) / 1_000, span_ms)
    _percentiles(figures, name, lengths_ms, percentiles)


def _percentiles(
    figures: TurnTaking, name: str, values: Sequence[float], percentiles: Sequence[int], *, unit: str = "_ms"
) -> None:
    ordered = sorted(values)
    for percentile in percentiles:
        figures[f"{name}{unit}_p{percentile}"] = round(quantile(ordered, percentile / 100), 6) if ordered else None


def _length_ms(interval: Interval) -> int:
    return interval[1] - interval[0]


def _per_min(amount: float, span_ms: int) -> float | None:
    return amount * MINUTE_MS / span_ms if span_ms else None


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None
