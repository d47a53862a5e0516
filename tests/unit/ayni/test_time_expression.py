"""Moments in words, at midnight and where clocks change."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from argentum.ayni.time_expression import duration_ms, epoch_ms, instant_ms
from argentum.errors import UsageError

BERLIN = ZoneInfo("Europe/Berlin")


def moment(expression: str, *, now: str, zone: str = "UTC") -> str:
    """Read an expression at a moment in UTC, and write what it means in UTC."""
    now_ms = epoch_ms(datetime.fromisoformat(now).replace(tzinfo=UTC))
    found_ms = instant_ms(expression, now_ms=now_ms, zone=ZoneInfo(zone), what="--since")
    return datetime.fromtimestamp(found_ms / 1000, tz=UTC).strftime("%Y-%m-%dT%H:%M:%S")


@pytest.mark.parametrize(
    ("expression", "meant"),
    [
        ("now", "2025-06-18T15:30:20"),
        ("today", "2025-06-18T00:00:00"),
        ("Yesterday", "2025-06-17T00:00:00"),
        ("tomorrow", "2025-06-19T00:00:00"),
        ("week", "2025-06-16T00:00:00"),
        ("month", "2025-06-01T00:00:00"),
        ("year", "2025-01-01T00:00:00"),
        ("90s", "2025-06-18T15:28:50"),
        ("30m", "2025-06-18T15:00:20"),
        ("12h", "2025-06-18T03:30:20"),
        ("7d", "2025-06-11T15:30:20"),
        ("2w", "2025-06-04T15:30:20"),
        ("2025", "2025-01-01T00:00:00"),
        ("2025-06", "2025-06-01T00:00:00"),
        ("2025-W24", "2025-06-09T00:00:00"),
        ("2025-06-14", "2025-06-14T00:00:00"),
        ("2025-06-14T09:30", "2025-06-14T09:30:00"),
        ("2025-06-14 09:30", "2025-06-14T09:30:00"),
        ("2025-06-14T09:30:00Z", "2025-06-14T09:30:00"),
        ("2025-06-14T09:30:00+02:00", "2025-06-14T07:30:00"),
    ],
)
def test_an_expression_means_a_moment(expression: str, meant: str) -> None:
    assert moment(expression, now="2025-06-18T15:30:20") == meant


@pytest.mark.parametrize(
    ("now", "zone", "midnight"),
    [
        ("2025-06-18T22:30:00", "Europe/Berlin", "2025-06-18T22:00:00"),
        ("2025-06-18T21:59:59", "Europe/Berlin", "2025-06-17T22:00:00"),
        ("2025-06-18T02:00:00", "America/Los_Angeles", "2025-06-17T07:00:00"),
        ("2025-06-18T02:00:00", "Pacific/Kiritimati", "2025-06-17T10:00:00"),
        ("2025-06-18T20:00:00", "Asia/Kathmandu", "2025-06-18T18:15:00"),
    ],
)
def test_today_begins_at_midnight_of_the_zone(now: str, zone: str, midnight: str) -> None:
    assert moment("today", now=now, zone=zone) == midnight


def test_the_day_on_which_clocks_go_forward_has_23_hours() -> None:
    assert moment("2025-03-30", now="2025-04-01T00:00:00", zone="Europe/Berlin") == "2025-03-29T23:00:00"
    assert moment("2025-03-31", now="2025-04-01T00:00:00", zone="Europe/Berlin") == "2025-03-30T22:00:00"


def test_the_day_on_which_clocks_go_back_has_25_hours() -> None:
    assert moment("today", now="2025-10-26T22:59:59", zone="Europe/Berlin") == "2025-10-25T22:00:00"
    assert moment("today", now="2025-10-26T23:00:00", zone="Europe/Berlin") == "2025-10-26T23:00:00"


def test_a_day_ago_is_the_same_time_of_day_and_24_hours_are_24_hours() -> None:
    assert moment("1d", now="2025-03-30T12:00:00", zone="Europe/Berlin") == "2025-03-29T13:00:00"
    assert moment("24h", now="2025-03-30T12:00:00", zone="Europe/Berlin") == "2025-03-29T12:00:00"


def test_a_day_without_a_midnight_begins_with_its_first_moment() -> None:
    assert moment("2024-04-26", now="2024-05-01T00:00:00", zone="Africa/Cairo") == "2024-04-25T22:00:00"


def test_a_day_with_two_midnights_begins_with_the_first() -> None:
    assert moment("2024-11-03", now="2024-12-01T00:00:00", zone="America/Havana") == "2024-11-03T04:00:00"


@pytest.mark.parametrize(
    "expression",
    ["", "tody", "2025-13", "2025-02-30", "2025-W60", "7y", "-7d", "99999999d", "14.06.2025", "Tuesday", "0000"],
)
def test_anything_else_is_refused_with_what_would_do(expression: str) -> None:
    with pytest.raises(UsageError, match=r"--since: found .*allowed: now, today, yesterday"):
        moment(expression, now="2025-06-18T15:30:20")


def test_a_length_of_time_is_longer_than_nothing() -> None:
    assert duration_ms("30d", what="--half-life") == 30 * 86_400_000
    assert duration_ms("12h", what="--half-life") == 43_200_000
    with pytest.raises(UsageError, match="--half-life: found '0d'"):
        duration_ms("0d", what="--half-life")


@pytest.mark.parametrize(
    ("text", "said"), [("2025-03-30T02:30", "does not exist"), ("2025-10-26T02:30", "is there twice")]
)
def test_a_time_that_the_clocks_skip_or_show_twice_needs_an_offset(text: str, said: str) -> None:
    zone = ZoneInfo("Europe/Berlin")

    with pytest.raises(UsageError, match=f"it {said} in Europe/Berlin, where the clocks change; an offset"):
        instant_ms(text, now_ms=0, zone=zone, what="--at")
    assert instant_ms(f"{text}+01:00", now_ms=0, zone=zone, what="--at") > 0
