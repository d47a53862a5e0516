"""`ayni pairs` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from argentum.cli import mallku_application as mallku
from argentum.errors import ArgentumError, ConfigurationError, UsageError


def output(*arguments: str) -> str:
    result = CliRunner().invoke(mallku.app, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


@pytest.fixture
def ring(tmp_path: Path) -> None:
    """Three pass 2 on twice each, and a newcomer gives once."""
    deals = [("ana", "ben"), ("ben", "cleo"), ("cleo", "ana")] * 2 + [("zoe", "ana")]
    rows = [
        {"id": f"i-{n}", "initiator": giver, "responder": taker, "contribution": 2, "consumption": 2}
        for n, (giver, taker) in enumerate(deals)
    ]
    file = tmp_path / "ring.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    output("ayni", "import", str(file))


@pytest.mark.usefixtures("ring")
def test_pairs_rings_and_newcomers_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    lines = output("ayni", "pairs", "--minimum-sample", "4").splitlines()

    assert lines[1].split() == ["ana", "→", "ben", "4", "4", "0", "2", "small", "sample"]
    assert "3 of 4 participants have the 4 entries from which they are compared" in lines
    assert "given: Gini 0.000; most by ana, 33.3 % of those compared" in lines
    assert "ring: ana → ben → cleo → ana: 4 went round" in lines
    assert "newcomers: zoe" in lines
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("ring")
def test_json_says_the_same() -> None:
    found = json.loads(output("ayni", "pairs", "--participant", "zoe", "--minimum-sample", "4", "--json"))

    assert found["pairs"] == [
        {
            "giver": "zoe",
            "taker": "ana",
            "given": 2.0,
            "taken": 2.0,
            "given_back": 0.0,
            "interactions": 1,
            "small_sample": True,
        }
    ]
    assert found["rings"] == []
    assert found["newcomers"] == ["zoe"]
    assert found["giving"]["top_share"] == pytest.approx(1 / 3)


@pytest.mark.usefixtures("ring")
def test_groups_are_taken_as_one() -> None:
    found = json.loads(output("ayni", "pairs", "--group", "team=ana,ben", "--group", "rest = cleo , zoe", "--json"))

    assert [(each["giver"], each["taker"], each["given"]) for each in found["pairs"]] == [
        ("rest", "team", 6.0),
        ("team", "rest", 4.0),
        ("team", "team", 4.0),
    ]


def test_without_entries_a_sentence_says_what_to_do() -> None:
    assert output("ayni", "pairs").startswith(
        "no entries: the ledger is empty. Record a first one:\n  argentum ayni record"
    )


@pytest.mark.parametrize(
    ("groups", "error", "told"),
    [
        (["team"], UsageError, "found no =, allowed: a name and its participants"),
        (["team=ana,,ben"], UsageError, "participant: found ''"),
        (["a=ana", "b=ana"], UsageError, "'ana' is in 'a' already"),
    ],
)
def test_a_group_that_cannot_be_is_refused(groups: list[str], error: type[ArgentumError], told: str) -> None:
    options = [text for each in groups for text in ("--group", each)]

    with pytest.raises(error, match=told):
        output("ayni", "pairs", *options)


def test_the_minimum_sample_comes_from_the_settings(argentum_home: Path) -> None:
    argentum_home.mkdir(parents=True, exist_ok=True)
    (argentum_home / "ayni.yaml").write_text("minimum_sample: 9\n", encoding="utf-8")

    assert json.loads(output("ayni", "pairs", "--json"))["minimum_sample"] == 9

    (argentum_home / "ayni.yaml").write_text("minimum_sample: 0\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="at least 1"):
        output("ayni", "pairs", "--json")
