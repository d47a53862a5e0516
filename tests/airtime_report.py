"""What the tests of `argentum airtime report` share: a recording, a log, and what the command prints."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from argentum.cli.airtime.command import app

STANDUP = """SPEAKER standup 1 0.000 20.000 <NA> <NA> ann <NA> <NA>
SPEAKER standup 1 5.000 0.600 <NA> <NA> bob <NA> <NA>
SPEAKER standup 1 19.000 11.000 <NA> <NA> bob <NA> <NA>
SPEAKER standup 1 29.000 0.500 <NA> <NA> bob <NA> <NA>
"""
FACILITATED = (
    '{"kind":"meeting_opened","id":"o","at_ms":0,"room":"council","planned_ms":600000,"facilitators":["fay"]}\n'
    '{"kind":"participant_joined","id":"j","at_ms":0,"participant":"fay","name":"Fay"}\n'
    '{"kind":"speech_started","id":"s1","at_ms":0,"participant":"ann"}\n'
    '{"kind":"speech_ended","id":"s2","at_ms":54000,"participant":"ann"}\n'
    '{"kind":"speech_started","id":"s3","at_ms":54000,"participant":"ben"}\n'
    '{"kind":"speech_ended","id":"s4","at_ms":100000,"participant":"ben"}\n'
)
"""A log that is still open: fay facilitates from outside the pool and says nothing."""


def report(*arguments: str | Path) -> str:
    """Run the command, which must succeed, and give what it prints."""
    result = CliRunner().invoke(app, ["report", *map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout
