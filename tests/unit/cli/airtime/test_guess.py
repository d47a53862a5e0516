"""Guess first, then measure."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from argentum.cli.airtime.command import app
from argentum.errors import UsageError

STANDUP = """SPEAKER standup 1 0.000 30.000 <NA> <NA> bob <NA> <NA>
SPEAKER standup 1 30.000 10.000 <NA> <NA> ann <NA> <NA>
"""


@pytest.fixture
def standup(tmp_path: Path) -> Path:
    path = tmp_path / "standup.rttm"
    path.write_text(STANDUP, encoding="utf-8")
    return path


def _shown(*arguments: str | Path, typed: str | None = None) -> str:
    result = CliRunner().invoke(app, ["report", *map(str, arguments)], input=typed, catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_guesses_stand_beside_the_shares_and_the_furthest_is_told(standup: Path, tmp_path: Path) -> None:
    page = tmp_path / "standup.html"

    text = _shown(standup, "--guess", "bob=55", "--guess", "ann=35%", "--html", page)

    assert "+20 points" in text
    assert "-10 points" in text
    assert "off by 15 points on average, furthest for bob: guessed 55 %, had 75 %" in text
    html = page.read_text(encoding="utf-8")
    assert 'title="guessed: 55 %"' in html
    assert "The guesses were off by 15 points on average" in html


def test_without_guesses_nothing_is_said_of_them(standup: Path, tmp_path: Path) -> None:
    page = tmp_path / "standup.html"

    assert "guessed" not in _shown(standup, "--html", page)
    assert '<th class="n">guessed</th>' not in page.read_text(encoding="utf-8")


def test_asked_first_people_guess_in_the_order_of_the_alphabet_before_any_figure(standup: Path) -> None:
    text = _shown(standup, "--guess-first", typed="30\nall\n60\n")

    assert text.index("ann, per cent") < text.index("bob, per cent") < text.index("share of talk")
    assert "'all' is not between 0 and 100; once more" in text
    assert "off by 10 points on average" in text


def test_an_empty_answer_is_no_guess(standup: Path) -> None:
    text = _shown(standup, "--guess-first", typed="\n75\n")

    assert "off by 0 points on average, furthest for bob" in text
    assert "-25 points" not in text


_FACILITATED = (
    '{"kind":"meeting_opened","id":"o","at_ms":0,"room":"council","facilitators":["fay"]}\n'
    '{"kind":"participant_joined","id":"j","at_ms":0,"participant":"fay","name":"Fay"}\n'
    '{"kind":"speech_started","id":"s1","at_ms":0,"participant":"ann"}\n'
    '{"kind":"speech_ended","id":"s2","at_ms":5000,"participant":"ann"}\n'
    '{"kind":"speech_started","id":"s3","at_ms":5000,"participant":"fay"}\n'
    '{"kind":"speech_ended","id":"s4","at_ms":9000,"participant":"fay"}\n'
)


def test_nobody_is_asked_about_a_facilitator_who_does_not_share_the_time(tmp_path: Path) -> None:
    log = tmp_path / "council.jsonl"
    log.write_text(_FACILITATED, encoding="utf-8")

    text = _shown(log, "--guess-first", typed="90\n")

    assert "ann, per cent" in text
    assert "Fay, per cent" not in text
    with pytest.raises(UsageError, match="Fay is outside the pool and has no share"):
        _shown(log, "--guess", "Fay=10")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--guess", "bob"], "--guess bob: expected a person and 0 to 100 per cent"),
        (["--guess", "bob=nan"], "expected a person and 0 to 100 per cent"),
        (["--guess", "bob=101"], "expected a person and 0 to 100 per cent"),
        (["--guess", "zoe=5"], "zoe is not in the meeting; there are bob, ann"),
        (["--guess", "bob=5", "--guess", "bob=6"], "bob was guessed already"),
        (["--guess", "bob=5", "--json"], "go with the table and the page of one meeting"),
        (["--guess-first", "--csv"], "go with the table and the page of one meeting"),
        (["--guess-first"], "asks in a terminal"),
    ],
)
def test_what_is_no_guess_is_said(standup: Path, arguments: list[str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        _shown(standup, *arguments, typed="")
