"""What holds for every test: no chance in Hypothesis, and nobody's real data directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.golden_files import GoldenFile

# Derandomised: the same commit gives the same verdict everywhere. No deadline: a shared machine is slow at times,
# and speed is measured by `make bench`. Function-scoped fixtures are fine because ours only point at a folder.
settings.register_profile(
    "deterministic",
    derandomize=True,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.load_profile("deterministic")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden files be written anew; the change is then read in the diff."""
    parser.addoption("--update-golden", action="store_true", help="write the files under tests/golden anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> GoldenFile:
    """Compare a text with a file under tests/golden, or write it with --update-golden."""
    from tests.golden_files import GoldenFile  # noqa: PLC0415 - found once pytest has set the path

    return GoldenFile(update=bool(request.config.getoption("--update-golden")))


@pytest.fixture(autouse=True)
def argentum_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test's data, in this process and in those it starts, inside the test's own folder."""
    home = tmp_path / "argentum-home"
    monkeypatch.setenv("ARGENTUM_HOME", str(home))
    return home
