from __future__ import annotations

import pytest

from scripts.real_sessions import SessionSpec
from scripts.soak import check, main


def test_a_sound_session_shows_nothing_whether_the_provider_limps_or_not() -> None:
    for faults in (None, "recoverable"):
        finding = check(SessionSpec(preset="debate_snappy", segments=12, faults=faults))

        assert finding.faults == []
        assert finding.reason == "completed"


def test_a_provider_that_dies_has_to_end_the_session_politely() -> None:
    finding = check(SessionSpec(preset="debate_snappy", segments=60, faults="dying"))

    assert finding.reason == "provider_gone"
    assert finding.faults == []


def test_a_session_that_ends_otherwise_than_expected_is_a_finding() -> None:
    spec = SessionSpec(preset="debate_snappy", segments=4, faults="dying")

    assert check(spec).faults == ["the session ended with completed, expected provider_gone"]


def test_the_grid_prints_a_line_for_each_cell_and_a_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--seeds", "1", "--segments", "6", "--jobs", "1", "--preset", "roundtable", "--agents", "3"])

    *cells, _, verdict = capsys.readouterr().out.splitlines()
    assert ended.value.code == 0
    assert len(cells) == 2
    assert all(cell.startswith("roundtable") and cell.endswith("sound") for cell in cells)
    assert verdict.endswith("nothing found")


def test_what_is_not_sound_comes_with_the_command_that_shows_it_again(capsys: pytest.CaptureFixture[str]) -> None:
    # Four segments are over before the provider dies, so each of these ends otherwise than expected.
    cell = ["--preset", "debate_snappy", "--agents", "4", "--faults", "dying"]

    with pytest.raises(SystemExit) as ended:
        main([*cell, "--first-seed", "5", "--seeds", "2", "--segments", "4", "--jobs", "1"])

    printed = capsys.readouterr().out
    assert ended.value.code == 1
    assert "2 NOT SOUND" in printed
    assert "--preset debate_snappy --agents 4 --first-seed 5 --seeds 1 --segments 4 --faults dying" in printed
