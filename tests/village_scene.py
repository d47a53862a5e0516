"""Periods for tests of detectors: a test says who gives what to whom, and how often."""

from __future__ import annotations

from dataclasses import replace

from argentum.ayni.alerts.scene import Scene, scene_of
from argentum.ayni.alerts.suspicion import Detector
from argentum.ayni.alerts.thresholds import Thresholds
from argentum.ayni.alerts.window import DAY_MS, Window, window_of
from argentum.ayni.entry import Entry, entry_of
from argentum.ayni.interaction import draft_of
from argentum.ayni.settings import AyniSettings
from argentum.ayni.units import POINT
from tests.ayni_builders import interaction

DAYS = 42
SETTINGS = AyniSettings(units={"point": POINT, "minute": replace(POINT, name="minute", kind="time")})
THRESHOLDS = Thresholds()


class Books:
    """Entries of a period, written as they are needed."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def gives(
        self,
        giver: str,
        taker: str,
        amount: float = 1.0,
        *,
        taken: float | None = None,
        times: int = 21,
        first_day: float = 0,
        last_day: float = DAYS,
        unit: str = "point",
        outcome: str = "done",
        quality: float = 1.0,
    ) -> Books:
        """Somebody gives so often, evenly over the days; all of it is taken unless `taken` says otherwise."""
        for place in range(times):
            day = first_day + (last_day - first_day) * (place + 0.5) / times
            number = len(self.entries) + 1
            each = interaction(
                f"i-{number}",
                initiator=giver,
                responder=taker,
                contribution=amount,
                consumption=amount if taken is None else taken,
                contribution_unit=unit,
                consumption_unit=unit,
                outcome=outcome,
                quality=quality,
                happened_at_ms=round(day * DAY_MS),
            )
            self.entries.append(entry_of(draft_of(each, SETTINGS), number=number, recorded_at_ms=0))
        return self

    def even(self, *names: str, times: int = 21, unit: str = "point") -> Books:
        """Everybody gives everybody else the same."""
        for giver in names:
            for taker in names:
                if giver != taker:
                    self.gives(giver, taker, times=times, unit=unit)
        return self

    def window(self) -> Window:
        """Add the period up."""
        ordered = sorted(self.entries, key=lambda each: (each.happened_at_ms, each.number))
        return window_of(ordered, since_ms=0, until_ms=DAYS * DAY_MS)

    def scene(self, **thresholds: float) -> Scene:
        """Give what detectors look at."""
        chosen = replace(THRESHOLDS, **thresholds, changes=())
        return scene_of(self.window(), chosen, minimum_sample=SETTINGS.minimum_sample, time_units=frozenset({"minute"}))


def found(detector: Detector, books: Books, **thresholds: float) -> list[tuple[str, ...]]:
    """Give whom a detector finds."""
    return [each.participants for each in detector(books.scene(**thresholds))]
