"""The machine's zone is found by name, with its summer time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path

import pytest

from argentum.errors import UsageError
from argentum.workspace.local_zone import machine_zone, zone_named


def test_tz_goes_first_with_or_without_its_colon(tmp_path: Path) -> None:
    for value in ("Europe/Berlin", ":Europe/Berlin"):
        assert str(machine_zone({"TZ": value}, localtime=tmp_path / "none")) == "Europe/Berlin"


def test_the_link_of_the_machine_gives_the_name(tmp_path: Path) -> None:
    target = tmp_path / "zoneinfo" / "Asia" / "Tokyo"
    target.parent.mkdir(parents=True)
    target.touch()
    localtime = tmp_path / "localtime"
    localtime.symlink_to(target)

    assert str(machine_zone({}, localtime=localtime)) == "Asia/Tokyo"


def test_a_copied_file_without_a_name_still_knows_summer_time(tmp_path: Path) -> None:
    localtime = tmp_path / "localtime"
    localtime.write_bytes(resources.files("tzdata.zoneinfo.Europe").joinpath("Berlin").read_bytes())

    zone = machine_zone({}, localtime=localtime)

    offsets = [zone.utcoffset(datetime(2025, month, 1)) for month in (1, 7)]  # noqa: DTZ001 - asks a zone for its offset
    assert offsets == [timedelta(hours=1), timedelta(hours=2)]


def test_a_machine_without_a_zone_is_in_utc(tmp_path: Path) -> None:
    assert machine_zone({}, localtime=tmp_path / "none") is UTC


def test_an_unknown_zone_is_told_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"--zone: found 'Europe/Berln', .* did you mean 'Europe/Berlin'"):
        zone_named("Europe/Berln", what="--zone")
    with pytest.raises(UsageError, match="TZ: found"):
        machine_zone({"TZ": "../etc/passwd"})
