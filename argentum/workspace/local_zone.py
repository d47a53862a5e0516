"""The zone that a machine is set to, by name where it has one, so that summer time is known and not just an offset."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, tzinfo
from difflib import get_close_matches
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from argentum.errors import UsageError

LOCALTIME = Path("/etc/localtime")


def zone_named(name: str, *, what: str) -> tzinfo:
    """Find a zone such as `Europe/Berlin`. Raises `UsageError` with a near name for one that is not known."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = get_close_matches(name, sorted(available_timezones()), n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise UsageError(f"{what}: found {name!r}, allowed: a zone such as Europe/Berlin or UTC{hint}") from None


def machine_zone(environment: Mapping[str, str], *, localtime: Path = LOCALTIME) -> tzinfo:
    """Find the zone of TZ, else of the machine, else UTC. Raises `UsageError` when TZ names an unknown zone."""
    named = environment.get("TZ", "").removeprefix(":")
    if named:
        return zone_named(named, what="TZ")
    try:
        target = str(localtime.resolve(strict=True))
    except OSError:
        return UTC
    _, found, name = target.partition("zoneinfo/")
    if found:
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            pass  # A folder of its own (posix/, right/): the file itself still says what the zone does.
    try:
        with localtime.open("rb") as file:
            return ZoneInfo.from_file(file, key=name or None)
    except (OSError, ValueError):
        return UTC
