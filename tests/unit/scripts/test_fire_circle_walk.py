from __future__ import annotations

import pytest

from scripts import fire_circle_walk


def test_the_walk_goes_from_an_urgent_alert_to_a_threshold_that_the_next_report_knows(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["fire_circle_walk.py"])

    fire_circle_walk.main()

    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("   urgent  care deficit: ") for line in lines)
    assert any("urgent:care_deficit-" in line and "(pending review)" in line for line in lines)
    assert any(line.startswith("   care_deficit_ratio 0.") and "by the circle of August" in line for line in lines)
    assert "   the alert is gone; open matters: 0" in lines
