"""Running a command: one line for every error, and its exit code."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from argentum.cli import main, mallku
from tests.command_line import ROOT

INTERRUPTED_WHILE_LOADING = """
import sys

class Impatient:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            raise KeyboardInterrupt

sys.meta_path.insert(0, Impatient())
from argentum.cli import main
main(["debate", "Is tea better than coffee?", "--text-free", "--segments", "2"])
"""


@pytest.mark.parametrize("module", ["argentum.cli.running", "typer", "argentum.cli.stage", "argentum.reports.captions"])
def test_ctrl_c_is_answered_politely_even_while_loading(module: str) -> None:
    script = INTERRUPTED_WHILE_LOADING.format(module=module)

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=ROOT, timeout=60
    )

    assert (done.returncode, done.stderr) == (128 + signal.SIGINT, "argentum: interrupted\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["show"], "argentum: missing argument 'FOLDER' (see argentum show --help)\n"),
        (["debat"], "argentum: no such command 'debat'"),
        (["debate", "x", "--segmnts", "3"], "argentum: no such option: --segmnts"),
        (
            ["airtime", "simulate", "--minutes", "0"],
            "argentum: --minutes: found 0, allowed: a number from 0.1 to 1440\n",
        ),
    ],
)
def test_wrong_usage_is_one_line(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)

    err = capsys.readouterr().err
    assert end.value.code == 2
    assert err.startswith(told)
    assert err.count("\n") == 1


def test_an_error_of_mallku_carries_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        mallku.main(["nothing-of-that-name"])

    assert end.value.code == 2
    assert capsys.readouterr().err.startswith("mallku: no such command")


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([])

    captured = capsys.readouterr()
    assert end.value.code == 2
    assert (captured.out + captured.err).startswith("Usage: argentum")
