"""What holds for every test: no chance in Hypothesis, nobody's real data directory, and a Ctrl-C that works."""

from __future__ import annotations

import signal
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


def pytest_configure() -> None:
    """Let Ctrl-C end the programs that tests start, as a user's would.

    A shell that starts the tests in the background has them ignore it, and what is ignored is inherited.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


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
