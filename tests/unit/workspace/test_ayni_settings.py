"""The settings of ayni: shipped, and over them the user's."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from argentum.ayni.settings import AyniSettings
from argentum.ayni.units import POINT, Unit, time_units
from argentum.ayni_wiring import configured_settings
from argentum.errors import ConfigurationError
from argentum.workspace.ayni_settings import read_settings
from argentum.workspace.shipped import shipped_file


def test_the_shipped_settings_have_the_epsilon_of_the_documentation_and_plain_points() -> None:
    settings = read_settings(shipped_file("configs", "ayni.yaml"))

    assert settings.epsilon_micro == 1
    assert settings.default_unit == "point"
    assert settings.units["point"].rate_pico == 10**12
    assert settings.units["token"].weight == Fraction(8, 10)
    assert all(unit.meaning for unit in settings.units.values())


def test_the_users_file_stands_over_the_shipped_one(argentum_home: Path) -> None:
    argentum_home.mkdir()
    (argentum_home / "ayni.yaml").write_text(
        "epsilon: 0.5\nunits:\n  hug:\n    weight: 3\n  token:\n    weight: 0.1\n", encoding="utf-8"
    )

    settings = configured_settings()

    assert settings.epsilon_micro == 500_000
    assert settings.units["hug"].rate_pico == 3 * 10**12
    assert settings.units["token"].scale == 1
    assert "minute" in settings.units


def test_the_shipped_units_of_time_are_those_that_last() -> None:
    assert time_units(read_settings(shipped_file("configs", "ayni.yaml")).units) == {
        "minute",
        "second",
        "floor_second",
        "lent_second",
        "interjection_second",
    }


def test_a_unit_of_time_that_is_weighed_anew_stays_one_and_an_own_one_says_so(tmp_path: Path) -> None:
    path = tmp_path / "ayni.yaml"
    path.write_text(
        "units:\n  minute:\n    weight: 2\n  hour:\n    weight: 60\n    kind: time\n  hug:\n    weight: 1\n",
        encoding="utf-8",
    )
    minute = Unit(name="minute", weight=Fraction(1), scale=Fraction(1), meaning="", kind="time")

    settings = read_settings(path, over=AyniSettings(units={"point": POINT, "minute": minute}))

    assert time_units(settings.units) == {"minute", "hour"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("epsilon: 0", r"ayni\.yaml:1: epsilon: found 0, allowed: 1e-06 to 1000000"),
        ("epsilon: .nan", "epsilon: found nan"),
        ("epsilon: yes", "epsilon: found 'yes', allowed: a number"),
        ("epsilonn: 1", "epsilonn: found an unknown key, allowed: .*; did you mean 'epsilon'"),
        ("default_unit: hug", "default_unit: found 'hug', allowed: point"),
        ("units: [a]", "units: found"),
        ("units:\n  hug: 3", r"ayni\.yaml:2: units\.hug: found 3, allowed: weight, scale, meaning and kind"),
        ("units:\n  hug:\n    weight: -1", r"ayni\.yaml:3: units\.hug\.weight: found -1"),
        ("units:\n  hug:\n    weight: 0", r"units\.hug: found 0 a unit"),
        ("units:\n  hug:\n    scale: 0", r"units\.hug\.scale: found 0"),
        ("units:\n  hug:\n    wait: 1", "did you mean 'weight'"),
        (
            "alerts:\n  recent_days: 60",
            r"ayni\.yaml:2: alerts\.recent_days: found 60, allowed: at most window_days, which is 42",
        ),
        ("alerts:\n  window_days: 7", r"alerts\.window_days: found 7, allowed: at least recent_days, which is 14"),
        (
            "alerts:\n  ring_part: 0.3",
            r"alerts\.ring_part: found 0\.3, allowed: at least ring_least_part, which is 0\.45",
        ),
        ("alerts:\n  minimum_entries: 5.5", r"alerts\.minimum_entries: found 5\.5, allowed: a whole number"),
        ("units:\n  hug:\n    kind: care", r"ayni\.yaml:3: units\.hug\.kind: found 'care', allowed: goods or time"),
    ],
)
def test_a_wrong_setting_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "ayni.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ConfigurationError, match=said):
        read_settings(path)


def test_thresholds_that_go_together_may_be_moved_together(tmp_path: Path) -> None:
    path = tmp_path / "ayni.yaml"
    path.write_text("alerts:\n  recent_days: 60\n  window_days: 90\n", encoding="utf-8")

    alerts = read_settings(path).alerts

    assert (alerts.recent_days, alerts.window_days) == (60, 90)


def test_a_threshold_out_of_its_range_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "ayni.yaml"
    path.write_text("alerts:\n  window_days: 5000\n", encoding="utf-8")

    with pytest.raises(ConfigurationError) as raised:
        read_settings(path)

    assert len(raised.value.faults) == 1
