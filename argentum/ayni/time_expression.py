"""Moments in words: now, today, yesterday, 7d, week, 2025-06, ISO dates and times, each in a zone.

An expression names a moment; one that names a period means its start. So `--since 2025-06 --until 2025-07` is June:
since is inclusive, until exclusive, as in hledger. Days and weeks go by the calendar of the zone, hours and minutes by
the clock: a day in which the clocks change has 23 or 25 hours, and `24h` is not `1d` then. Where midnight does not
exist, the day begins with its first moment.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from argentum.errors import UsageError

FORMS = (
    "now, today, yesterday, tomorrow, week, month, year, 90s, 30m, 12h, 7d, 2w (ago), "
    "2025, 2025-06, 2025-W24, 2025-06-14, 2025-06-14T09:30[Z]"
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BY_CLOCK = {"s": 1_000, "m": 60_000, "h": 3_600_000}
_BY_CALENDAR = {"d": 1, "w": 7}
_LONG = {"d": 86_400_000, "w": 7 * 86_400_000}
_AGO = re.compile(r"([0-9]{1,6})([smhdw])")
_YEAR = re.compile(r"([0-9]{4})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")


def instant_ms(expression: str, *, now_ms: int, zone: tzinfo, what: str) -> int:
    """Give the moment in milliseconds since 1970; `what` names the flag or argument in an error.

    Raises `UsageError` for anything else than `FORMS`.
    """
    text = expression.strip()
    try:
        moment = _moment(text, now_ms=now_ms, zone=zone)
        if moment is not None:
            return epoch_ms(moment)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"{what}: found {expression!r} ({error}), allowed: {FORMS}") from None
    raise UsageError(f"{what}: found {expression!r}, allowed: {FORMS}")


def duration_ms(expression: str, *, what: str) -> int:
    """Give a length of time such as `30d` or `12h`; a day is 24 hours. Raises `UsageError` for none or nothing."""
    found = _AGO.fullmatch(expression.strip().lower())
    length = 0 if found is None else int(found[1]) * (_BY_CLOCK | _LONG)[found[2]]
    if length == 0:
        raise UsageError(f"{what}: found {expression!r}, allowed: a length of time such as 30d, 2w or 12h")
    return length


def epoch_ms(moment: datetime) -> int:
    """Give an aware datetime in milliseconds; parts of one are dropped."""
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def day_start_ms(day: date, zone: tzinfo) -> int:
    """Give the first moment of a day in milliseconds."""
    return epoch_ms(_start_of(day, zone))


def _moment(text: str, *, now_ms: int, zone: tzinfo) -> datetime | None:
    now = (_EPOCH + timedelta(milliseconds=now_ms)).astimezone(zone)
    word = text.lower()
    day = _day_named(word, now.date())
    if day is not None:
        return _start_of(day, zone)
    if word == "now":
        return now
    if ago := _AGO.fullmatch(word):
        return _ago(int(ago[1]), ago[2], now, zone)
    if "T" in text or " " in text:
        moment = datetime.fromisoformat(text)
        return _in_zone(moment, zone) if moment.tzinfo is None else moment
    day = _day_written(text)
    return None if day is None else _start_of(day, zone)


def _in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """Read a time of the zone's clocks. Raises `ValueError` for one that they skip, or show twice."""
    first, second = (moment.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first
    exists = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == moment
    told = "is there twice" if exists else "does not exist"
    raise ValueError(f"it {told} in {zone}, where the clocks change; an offset such as +01:00 decides")


def _day_named(word: str, today: date) -> date | None:
    match word:
        case "today":
            return today
        case "yesterday":
            return today - timedelta(days=1)
        case "tomorrow":
            return today + timedelta(days=1)
        case "week":
            return today - timedelta(days=today.weekday())
        case "month":
            return today.replace(day=1)
        case "year":
            return today.replace(month=1, day=1)
        case _:
            return None


def _day_written(text: str) -> date | None:
    if found := _YEAR.fullmatch(text):
        return date(int(found[1]), 1, 1)
    if found := _MONTH.fullmatch(text):
        return date(int(found[1]), int(found[2]), 1)
    if found := _WEEK.fullmatch(text):
        return date.fromisocalendar(int(found[1]), int(found[2]), 1)
    return date.fromisoformat(text) if text[:4].isdigit() else None


def _ago(count: int, unit: str, now: datetime, zone: tzinfo) -> datetime:
    if unit in _BY_CLOCK:
        return now.astimezone(UTC) - timedelta(milliseconds=count * _BY_CLOCK[unit])
    day = now.date() - timedelta(days=count * _BY_CALENDAR[unit])
    return datetime.combine(day, now.time(), tzinfo=zone)


def _start_of(day: date, zone: tzinfo) -> datetime:
    """Give midnight; in a gap, `fold=0` reads it with the offset from before, which is the day's first moment."""
    return datetime.combine(day, time.min, tzinfo=zone)
