"""The examination names what is missing, and never a key."""

from __future__ import annotations

import tomllib
from pathlib import Path

from argentum.workspace.health import Finding, _extra, can_simulate, examine


def named(findings: tuple[Finding, ...], name: str) -> list[Finding]:
    return [finding for finding in findings if finding.name == name]


def test_a_fresh_home_can_simulate_and_stays_empty(tmp_path: Path) -> None:
    home = tmp_path / "home"

    findings = examine({"ARGENTUM_HOME": str(home)})

    assert [finding for finding in findings if finding.state != "ok"] == []
    assert can_simulate(findings)
    assert list(tmp_path.iterdir()) == []


def test_no_key_is_asked_for_that_nothing_uses(tmp_path: Path) -> None:
    findings = examine({"ARGENTUM_HOME": str(tmp_path), "OPENAI_API_KEY": "sk-very-secret"})

    assert "API_KEY" not in repr(findings)
    assert "secret" not in repr(findings)


def test_what_a_ledger_in_arangodb_needs_is_told_and_its_password_never_shown(tmp_path: Path) -> None:
    findings = examine({"ARGENTUM_HOME": str(tmp_path), "ARGENTUM_ARANGO_PASSWORD": "very-secret"})

    assert named(findings, "extra arango")[0].value.startswith("python-arango ")
    assert named(findings, "ARGENTUM_ARANGO_USER")[0].value.startswith("not set; only a ledger in ArangoDB")
    assert named(findings, "ARGENTUM_ARANGO_PASSWORD")[0].value.startswith("set;")
    assert "very-secret" not in repr(findings)
    assert can_simulate(findings)


def test_every_extra_is_named_with_what_it_brings(tmp_path: Path) -> None:
    findings = examine({"ARGENTUM_HOME": str(tmp_path)})
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    extras = [finding.name.removeprefix("extra ") for finding in findings if finding.name.startswith("extra ")]
    assert sorted(extras) == sorted(project["optional-dependencies"])
    assert named(findings, "extra server")[0].value.startswith("fastapi ")


def test_an_extra_that_is_not_there_is_told_with_its_remedy_and_nothing_is_amiss() -> None:
    assert _extra("server", "`argentum serve`", ("no-such-library",)) == (
        "not installed; only `argentum serve` needs it: pip install '.[server]' in a checkout of argentum"
    )
    assert _extra("server", "`argentum serve`", ("typer", "no-such-library")).startswith("without no-such-library; ")


def test_a_wrong_user_config_is_missing_with_its_line_and_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("tokens:\n  max_bank: many\n", encoding="utf-8")

    findings = examine({"ARGENTUM_HOME": str(tmp_path)})

    (policy,) = named(findings, "policy")
    assert policy.state == "missing"
    assert policy.value.startswith(f'{tmp_path}/config.yaml:2: tokens.max_bank: found "many"')
    assert "argentum config explain" in policy.remedy
    assert not can_simulate(findings)


def test_a_home_that_cannot_be_made_is_missing_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    findings = examine({"ARGENTUM_HOME": str(tmp_path / "file" / "home")})

    (workspaces,) = (finding for finding in named(findings, "workspaces") if finding.area == "storage")
    assert workspaces.state == "missing"
    assert workspaces.value == f"{tmp_path}/file cannot be written to (not a directory)"
    assert "ARGENTUM_HOME" in workspaces.remedy
    assert not can_simulate(findings)
