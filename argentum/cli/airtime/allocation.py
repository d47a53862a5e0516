"""What people were granted, as the command line says it: `--allocation ann=1800`, in seconds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import isfinite
from typing import TYPE_CHECKING

from argentum.errors import UsageError

if TYPE_CHECKING:
    from argentum.airtime.timeline import Timeline


def read_allocation(given: Sequence[str]) -> dict[str, int]:
    """Give milliseconds by participant; raises `UsageError` for what is no person and seconds."""
    granted_ms: dict[str, int] = {}
    for text in given:
        participant, equals, seconds = text.rpartition("=")
        try:
            length_s = float(seconds)
        except ValueError:
            length_s = -1.0
        if not participant or not equals or not isfinite(length_s) or length_s < 0:
            raise UsageError(f"--allocation {text}: expected a person and seconds, such as ann=1800")
        if participant in granted_ms:
            raise UsageError(f"--allocation {text}: {participant} has an allocation already; give one")
        granted_ms[participant] = round(length_s * 1_000)
    return granted_ms


def with_allocation(timeline: Timeline, granted_ms: Mapping[str, int]) -> tuple[Timeline, dict[str, int]]:
    """Match an allocation with a meeting's people, by id or else by display name.

    It goes before what a rule granted in the meeting itself. Whoever was granted time and is not in the meeting was to
    be there, and never spoke.
    """
    from argentum.airtime.timeline import with_present

    ids = {name: participant for participant, name in timeline.names.items()}
    by_id = {
        participant if participant in timeline.speech else ids.get(participant, participant): length_ms
        for participant, length_ms in granted_ms.items()
    }
    # What the rule charged is nothing against an allocation that is not the rule's.
    charged_ms = {
        participant: used_ms for participant, used_ms in timeline.charged_ms.items() if participant not in by_id
    }
    present = replace(with_present(timeline, by_id), charged_ms=charged_ms)
    return present, {**timeline.granted_ms, **by_id}
