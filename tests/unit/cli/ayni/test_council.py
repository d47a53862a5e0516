"""`ayni council` and `ayni schema` as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from argentum.cli import mallku_application as mallku
from argentum.cli.application import app as argentum_app
from argentum.errors import CouncilError, MissingPathError, UsageError

DAY = "2025-03-{:02d}T12:00Z"


def output(*arguments: str) -> str:
    result = CliRunner().invoke(mallku.app, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def document(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(output("ayni", "council", *arguments, "--json"))
    return found


@pytest.fixture
def village(tmp_path: Path) -> Path:
    """Somebody takes for four weeks and gives next to nothing; the name of another is markup."""
    rows = []
    for day in range(1, 29):
        deals = [("<b>ana</b>", "ben", 2), ("ben", "<b>ana</b>", 2), ("ben", "tika", 1), ("tika", "ben", 0.05)]
        rows += [
            {
                "id": f"{day}-{place}",
                "initiator": giver,
                "responder": taker,
                "contribution": amount,
                "consumption": amount,
                "timestamp": DAY.format(day),
            }
            for place, (giver, taker, amount) in enumerate(deals)
        ]
    file = tmp_path / "village.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    output("ayni", "import", str(file))
    return file


NOW = ("--until", "2025-03-29", "--zone", "UTC")


@pytest.mark.usefixtures("village")
def test_a_council_goes_from_report_to_notice_to_guidance_and_sees_what_it_changed() -> None:
    lines = output("ayni", "council", "report", *NOW).splitlines()
    assert lines[0] == "28 interactions of 3 participants"
    assert lines[1].startswith("from 2025-03-22T00:00Z until 2025-03-29T00:00Z, report-")
    assert max(map(len, lines)) <= 80
    assert "urgent  care deficit: tika" in lines
    assert any(line.startswith("  to ask  ") for line in lines)

    (request,) = document("notify", *NOW)["deliberation_requests"]
    assert document("notify", *NOW)["still_open"] == [request["id"]]

    asked = output("ayni", "council", "ask", "is tika ill?", "--about", request["id"]).strip()
    told = output(
        "ayni", "council", "guidance", asked, "--guidance", "carry her", "--rationale", "she is ill", "--by", "all",
        "--set", "care_deficit_ratio=0.02",
    )  # fmt: skip
    assert "care_deficit_ratio is 0.02 from now on" in told

    output("ayni", "council", "outcome", asked, "--decision", "carry her", "--level", "0.85", "--participant", "ana")
    assert [each["status"] for each in document("matters")["matters"]] == ["decided", "decided"]
    assert document("outcomes")["outcomes"][0]["shows"] == "too_early"

    # The decision is younger than the days that were reported above; a report of today knows it.
    today = output("ayni", "council", "report")
    assert "care_deficit_ratio 0.02 instead of 0.45, by all on" in today
    assert "the books hold other days, from 2025-03-01T12:00Z until 2025-03-28T12:00Z" in today
    assert "urgent  care deficit" in output("ayni", "council", "report", *NOW)


@pytest.mark.usefixtures("village")
def test_every_form_of_the_report_says_the_same() -> None:
    found = document("report", *NOW)
    text = " ".join(output("ayni", "council", "report", *NOW).split())

    assert found["report_id"] in text
    assert f"health score {found['health']['score']:.2f}" in text
    assert all(each["question"] in text for each in found["priority_questions"])
    assert found["assessment"]["unknown_kind"] == ["<b>ana</b>", "ben", "tika"]
    assert found["assessment"]["overall"] is None


@pytest.mark.usefixtures("village")
def test_kinds_are_declared_in_the_settings(argentum_home: Path) -> None:
    (argentum_home / "ayni.yaml").write_text("kinds:\n  ben: human\n  tika: ai\n", encoding="utf-8")

    found = document("assess", *NOW, "--long-days", "30")

    assert found["unknown_kind"] == ["<b>ana</b>"]
    assert (found["human_benefit"], found["ai_benefit"]) == (pytest.approx(2.05 / 3), 1.0)


@pytest.mark.usefixtures("village")
def test_a_decision_without_all_its_figures_has_no_score() -> None:
    assert "no score: coherence not known" in output(
        "ayni", "council", "decide", "--resonance", "1", "--emergence", "1", "--future", "1", *NOW
    )


@pytest.mark.usefixtures("village")
@pytest.mark.parametrize(
    ("arguments", "error", "said"),
    [
        (["report", "--ledger", "nowhere.sqlite3"], MissingPathError, "nowhere.sqlite3"),
        (["ask", "x", "--ledger", "nowhere.sqlite3"], MissingPathError, "nowhere.sqlite3"),
        (["report", "--until", "someday"], UsageError, "--until"),
        (["ask", "x", "--urgency", "now"], CouncilError, "urgency: found 'now', allowed: routine, soon, urgent"),
        (["guidance", "q-9", "--guidance", "a", "--rationale", "b", "--by", "c"], CouncilError, "matter 'q-9'"),
        (["guidance", "--guidance", "a", "--rationale", "b", "--by", "c", "--set", "x"], UsageError, "KEY=NUMBER"),
        (["guidance", "--guidance", "a", "--rationale", "b", "--by", "c", "--set", "x=nan"], UsageError, "threshold"),
        (["guidance", "q", "--id", "x", "--guidance", "a", "--rationale", "b", "--by", "c"], UsageError, "--id x"),
        (["outcome", "q-9", "--decision", "a", "--level", "1", "--participant", "b"], CouncilError, "matter 'q-9'"),
    ],
)
def test_wrong_input_is_one_line_and_changes_nothing(
    arguments: list[str], error: type[Exception], said: str, argentum_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(argentum_home)

    with pytest.raises(error, match=said) as caught:
        output("ayni", "council", *arguments)

    assert "\n" not in str(caught.value)
    assert list(argentum_home.rglob("*.council.jsonl")) == []


def test_each_message_of_a_debate_has_its_two_figures(tmp_path: Path) -> None:
    folder = str(tmp_path / "session")
    held = ["debate", "Cars?", "--segments", "6", "--out", folder]
    assert CliRunner().invoke(argentum_app, held, catch_exceptions=False).exit_code == 0

    found = document("messages", folder)["messages"]
    lines = output("ayni", "council", "messages", folder).splitlines()

    assert len(found) == len(lines) >= 6
    assert all(0 <= each["reciprocity_score"] <= 1 for each in found)
    assert lines[0].startswith(f"{found[0]['id']}  {found[0]['sender']}  ")


def test_guidance_unasked_is_noted_once_under_its_id() -> None:
    said = ("guidance", "--id", "spring", "--guidance", "rest", "--rationale", "it is spring", "--by", "all")

    first, again = document(*said), document(*said)

    assert first == again
    assert (first["id"], first["request_id"], first["type"]) == ("spring", None, "cultural_frameworks")


def test_schemas_are_listed_printed_and_written(tmp_path: Path) -> None:
    names = output("ayni", "schema").split()
    one = json.loads(output("ayni", "schema", "assessment"))
    told = output("ayni", "schema", "--out", str(tmp_path / "schemas"))

    written = sorted((tmp_path / "schemas").iterdir())
    assert [each.name for each in written] == sorted(f"{name}.schema.json" for name in names)
    assert json.loads((tmp_path / "schemas" / "assessment.schema.json").read_text(encoding="utf-8")) == one
    assert told.startswith(f"{len(names)} written to")


def test_before_anything_is_recorded_the_council_has_nothing_and_is_told_so() -> None:
    assert output("ayni", "council", "matters") == "no matters yet\n"
    assert output("ayni", "council", "outcomes") == "no outcomes yet\n"
    assert output("ayni", "council", "notify").startswith("nothing new for the council\n")
