"""Tables of balances and entries, in a pipe and on a terminal."""

from __future__ import annotations

from rich.console import Console

from argentum.ayni.score import balances_of, score_of
from argentum.ayni.totals import fold
from argentum.reports.ayni.tables import balance_table, entry_table, ratio_text
from argentum.reports.symbols import ASCII, UNICODE
from tests.ayni_builders import entry


def test_a_balance_shows_sums_ratio_share_and_course() -> None:
    balances = balances_of(fold([entry(1), entry(2, initiator="assistant", responder="alice")]), epsilon_micro=1)

    lines = balance_table(balances, {"alice": [1.0, None, 0.0]}, UNICODE).lines()

    assert lines == [
        "participant  given  taken  balance  share given  entries  over time",
        "alice            3      2    1.500       60.0 %        2  █ ▁",
        "assistant        3      2    1.500       60.0 %        2",
    ]


def test_a_gift_is_told_in_words() -> None:
    lines = balance_table(balances_of(fold([entry(1)]), epsilon_micro=1), {}, UNICODE).lines()

    assert "gift" in lines[1]


def test_markup_and_control_characters_in_names_stay_text() -> None:
    balances = balances_of(fold([entry(1, initiator="[red]<b>x</b>")]), epsilon_micro=1)
    console = Console(width=100, force_terminal=False, highlight=False)

    with console.capture() as shown:
        console.print(balance_table(balances, {}, ASCII).drawn(ascii_only=True))

    assert "[red]<b>x</b>" in shown.get()
    assert shown.get().isascii()


def test_an_entry_tells_what_is_special_about_it() -> None:
    scores = [
        score_of(entry(1, outcome="system_failure", note="timeout"), epsilon_micro=1),
        score_of(entry(2, quality=0.5), epsilon_micro=1),
    ]

    lines = entry_table(scores, UNICODE).lines()

    assert lines[1].endswith("neutral  system failure; timeout")
    assert lines[2].endswith("0.750  quality 0.5")


def test_ratios_have_three_digits_behind_the_point() -> None:
    assert [ratio_text(each) for each in (0.0, 1.0, 0.0001, 4e6)] == ["0.000", "1.000", "1.00e-04", "4.00e+06"]
