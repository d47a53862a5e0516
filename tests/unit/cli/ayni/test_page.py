"""`ayni page` and `ayni demo` as a user meets them."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from argentum.cli import mallku_application as mallku
from argentum.errors import ArgentumError, UsageError
from tests.page_outline import outline


def output(*arguments: str) -> str:
    result = CliRunner().invoke(mallku.app, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def record(entry_id: str, giver: str, taker: str) -> None:
    given = ("--contribution", "3", "--consumption", "2")
    output("ayni", "record", "--id", entry_id, "--initiator", giver, "--responder", taker, *given)


def test_a_page_is_written_of_the_ledger_that_is_there(tmp_path: Path) -> None:
    record("i-1", "human_alice", "ai_assistant")
    out = tmp_path / "pages" / "ayni.html"

    said = output("ayni", "page", "--out", str(out), "--zone", "UTC")

    assert said == f"{out}: written; interactions: 1, participants: 2\n"
    parsed = outline(out.read_text(encoding="utf-8"))
    assert "human_alice" in parsed.texts


def test_before_anything_is_recorded_the_page_says_so_and_no_ledger_is_made(
    tmp_path: Path, argentum_home: Path
) -> None:
    out = tmp_path / "ayni.html"

    output("ayni", "page", "--out", str(out))

    assert "No entries in this period." in out.read_text(encoding="utf-8")
    assert not argentum_home.exists()


def test_a_page_of_a_group_and_a_page_of_a_participant(tmp_path: Path) -> None:
    record("i-1", "ana", "zoe")
    record("i-2", "ben", "zoe")
    out = tmp_path / "ayni.html"

    output("ayni", "page", "--out", str(out), "--group", "team=ana,ben")
    assert 'data-name="team"' in out.read_text(encoding="utf-8")

    output("ayni", "page", "--out", str(out), "--participant", "ana")
    assert "What ana gave and took" in out.read_text(encoding="utf-8")


def test_a_page_is_never_written_over_a_ledger(argentum_home: Path) -> None:
    record("i-1", "ana", "zoe")
    [books] = argentum_home.rglob("*.sqlite3")

    with pytest.raises(ArgentumError, match="is there already and no page of argentum"):
        output("ayni", "page", "--out", str(books))

    assert "ana" in output("ayni", "explain", "ana")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--group", "team"), "--group team: found no ="),
        (("--participant", "ana", "--group", "team=ana"), "'ana' is in 'team'"),
        (("--participant", "team", "--group", "team=ana"), "'team' is a group"),
        (("--group", "team=anna"), "--group team: found 'anna', allowed: somebody in the ledger; did you mean 'ana'"),
        (("--ledger", "nowhere.sqlite3"), "nowhere.sqlite3"),
        (("--since", "soon"), "since: found 'soon'"),
    ],
)
def test_a_mistake_is_one_line_and_nothing_is_written(arguments: tuple[str, ...], message: str, tmp_path: Path) -> None:
    record("i-1", "ana", "zoe")
    out = tmp_path / "ayni.html"

    with pytest.raises(ArgentumError, match=message):
        output("ayni", "page", "--out", str(out), *arguments)

    assert not out.exists()


def demo(out: Path, *arguments: str) -> str:
    return output("ayni", "demo", "--out", str(out), "--participants", "9", "--days", "14", *arguments)


def test_a_demonstration_makes_a_ledger_and_a_page_and_says_what_next(tmp_path: Path, argentum_home: Path) -> None:
    said = demo(tmp_path / "village", "--days", "60")

    assert "over time" in said.splitlines()[0]
    assert "of 9 participants, made up" in said
    assert not argentum_home.exists()
    told = [shlex.split(line) for line in said.splitlines() if line.startswith("  argentum ")]
    assert [line[2] for line in told] == ["explain", "alerts", "pairs", "verify"]
    explained, alerts, _, verified = (output(*line[1:]) for line in told)
    assert "balance" in explained.splitlines()[-1]
    assert "care deficit" in alerts
    assert verified.startswith("right: ")
    page = outline((tmp_path / "village" / "page.html").read_text(encoding="utf-8"))
    assert "this village is made up" in " ".join(page.texts)


def test_the_same_seed_demonstrates_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    demo(Path("one"))
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    demo(Path("two"))
    demo(Path("three"), "--seed", "8")

    one, two, three = ((tmp_path / name / "page.html").read_bytes() for name in ("one", "two", "three"))
    assert one == two
    assert one != three


def test_a_demonstration_writes_over_nothing(tmp_path: Path) -> None:
    demo(tmp_path / "village")
    before = (tmp_path / "village" / "page.html").read_bytes()

    with pytest.raises(UsageError, match="is there already and not empty"):
        demo(tmp_path / "village", "--seed", "8")

    assert (tmp_path / "village" / "page.html").read_bytes() == before


def test_a_village_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="participants: found 2"):
        output("ayni", "demo", "--out", str(tmp_path / "village"), "--participants", "2")

    assert not (tmp_path / "village").exists()
