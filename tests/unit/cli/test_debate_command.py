"""`argentum debate` tells in one line what is wrong, ends with the right code, and leaves nothing behind."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from argentum.cli import main
from argentum.workspace.shipped import shipped_file

TOPIC = "Should cities ban private cars from their centres?"
ROOT = Path(__file__).parent.parent.parent.parent
FILES = [
    "captions.srt",
    "captions.vtt",
    "journal.jsonl",
    "report.html",
    "summary.json",
    "timeline.rttm",
    "transcript.json",
]


@dataclass(frozen=True, slots=True)
class Call:
    """What a call of the command line gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Call]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> Call:
        with pytest.raises(SystemExit) as end:
            main(list(arguments))
        captured = capsys.readouterr()
        code = end.value.code
        return Call(code if isinstance(code, int) else 0, captured.out, captured.err)

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "session"


def short(folder: Path, *more: str) -> tuple[str, ...]:
    return ("debate", TOPIC, "--text-free", "--segments", "6", "--out", str(folder), *more)


def test_a_debate_leaves_its_files_and_says_where(run: Run, folder: Path) -> None:
    call = run(*short(folder))

    assert (call.code, call.err) == (0, "")
    assert sorted(file.name for file in folder.iterdir()) == FILES
    assert f"Session files: {folder}" in call.out
    assert call.out.startswith("Built-in simulated agents, simulated time, no key (seed 1, debate_snappy).\n")


def test_piped_output_has_no_escape_codes(run: Run, folder: Path) -> None:
    call = run("debate", TOPIC, "--docs", str(ROOT / "briefs"), "--segments", "6", "--out", str(folder))

    assert call.code == 0
    assert "\x1b" not in call.out + call.err


def test_json_is_one_document_and_nothing_else(run: Run, folder: Path) -> None:
    call = run(*short(folder, "--json"))

    assert (call.code, call.err) == (0, "")
    assert json.loads(call.out)["segments"] == 6


def test_without_a_folder_the_session_goes_into_the_workspace_and_a_second_one_beside_it(
    run: Run, argentum_home: Path
) -> None:
    for _ in range(2):
        assert run("debate", TOPIC, "--text-free", "--segments", "3").code == 0

    found = sorted(path.parent.name for path in argentum_home.rglob("journal.jsonl"))
    assert len(found) == 2
    assert found[1] == f"{found[0]}-2"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("debate", ""), 2, "topic: it is empty; give a question or a statement"),
        (("debate", "   "), 2, "topic: it is empty"),
        (("debate", TOPIC, "--agents", "0"), 2, "--agents: found 0, allowed: 1 to 12"),
        (("debate", TOPIC, "--agents", "13"), 2, "--agents: found 13, allowed: 1 to 12"),
        (("debate", TOPIC, "--agent", "Amaara"), 2, '--agent: found "Amaara", allowed: a name of the cast: Amara, '),
        (("debate", TOPIC, "--agent", "Amara", "--agent", "amara"), 2, "somebody is named twice"),
        (("debate", TOPIC, "--agent", "Amara", "--agents", "2"), 2, "give a number or names, not both"),
        (("debate", TOPIC, "--segments", "0"), 2, "--segments: found 0, allowed: a whole number of at least 1"),
        (("debate", TOPIC, "--segments=many"), 2, '--segments: found "many", allowed: a whole number of'),
        (("debate", TOPIC, "--minutes", "0"), 2, "--minutes: found 0, allowed: a number of at least 0.01"),
        (("debate", TOPIC, "--minutes", "inf"), 2, "--minutes: found inf, allowed: a finite number"),
        (("debate", TOPIC, "--pace", "nan"), 2, "--pace: found nan, allowed: a number of at least 0.001"),
        (("debate", TOPIC, "--max-cost", "inf"), 2, "--max-cost: found inf, allowed: a finite number"),
        (("debate", TOPIC, "--tick-seconds", "nan"), 2, "--tick-seconds: found nan, allowed: a finite number"),
        (("debate", TOPIC, "--minutes"), 2, "--minutes' requires an argument (see argentum"),
        (("debate", TOPIC, "--anti-hoarding", "maybe"), 2, '--anti-hoarding: found "maybe", allowed: on or off'),
        (("debate", TOPIC, "--resume", "somewhere"), 2, "--resume: the topic is in the journal"),
        (("debate", "--resume", "somewhere", "--out", "elsewhere"), 2, "leave --out away"),
        (("debate", TOPIC, "--text-free", "--docs", "briefs"), 2, "--text-free and --docs: agents without words quote"),
        (("debate", TOPIC, "--no-such-flag"), 2, "--no-such-flag"),
        (("debate", TOPIC, "--docs", "no/such/folder"), 3, "no/such/folder"),
        (("debate", TOPIC, "--policy", "no_such.yaml"), 3, "no_such.yaml"),
        (("debate", TOPIC, "--cast", "no_such.yaml"), 3, "no_such.yaml"),
        (("debate", TOPIC, "--faults", "earthquake"), 3, "--faults earthquake: no such plan or file; shipped are"),
        (("debate", TOPIC, "--preset", "debate_snapy"), 2, "did you mean 'debate_snappy'?"),
        (("debate", TOPIC, "--mode", "anarchy"), 2, '--mode: found "anarchy", allowed: auction or round-robin'),
        (("debate", TOPIC, "--interjections", "99"), 2, "--interjections: found 99, allowed: a whole number from 0"),
        (("debate", TOPIC, "--emotion-control", "none"), 2, '--emotion-control: found "none", allowed: heuristic'),
        (("debate", "--resume", "no/such/folder"), 3, "no/such/folder: no such folder"),
        (("replay", "no/such/folder"), 3, "no/such/folder: no such folder"),
        (("show", "no/such/folder"), 3, "no/such/folder: no such folder"),
        (("export", "no/such/folder", "--to", "vtt"), 3, "no/such/folder: no such folder"),
    ],
)
def test_what_is_wrong_is_told_in_one_line_and_nothing_is_left_behind(
    run: Run, argentum_home: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    call = run(*arguments)

    assert (call.code, call.out) == (code, "")
    assert told in call.err
    assert call.err.startswith("argentum: ")
    assert call.err.count("\n") == 1
    assert not argentum_home.exists()


def test_one_error_is_one_line(run: Run) -> None:
    call = run("debate", TOPIC, "--agents", "0")

    assert call.err == "argentum: --agents: found 0, allowed: 1 to 12, as many as the cast has\n"


def test_one_agent_alone_can_debate(run: Run, folder: Path) -> None:
    call = run(*short(folder, "--agents", "1", "--json"))

    summary = json.loads(call.out)
    assert (call.code, summary["segments"], list(summary["talk_share"].values())) == (0, 6, [1.0])


def test_a_broken_manifest_is_told_with_its_place(run: Run, tmp_path: Path) -> None:
    manifest = tmp_path / "city" / "project.json"
    manifest.parent.mkdir()
    manifest.write_text('{"conversation": {"mode": 7', encoding="utf-8")

    call = run("debate", TOPIC, "--project", str(manifest.parent))

    assert (call.code, call.out) == (3, "")
    assert "project.json" in call.err
    assert not (manifest.parent / "sessions").exists()


def test_a_folder_that_holds_a_session_is_not_written_over(run: Run, folder: Path) -> None:
    run(*short(folder))
    before = {file.name: file.read_bytes() for file in folder.iterdir()}

    call = run(*short(folder, "--seed", "2"))

    assert call.code == 2
    assert "holds a session already; go on with it by --resume" in call.err
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_a_dry_run_says_what_would_be_and_writes_nothing(run: Run, folder: Path) -> None:
    call = run(*short(folder, "--dry-run"))

    assert call.code == 0
    assert f"topic      {TOPIC}" in call.out
    assert "6 segments, simulated time, built-in agents, no key, no cost" in call.out
    assert not folder.exists()


def test_a_used_up_budget_ends_with_5_and_the_result_saved(run: Run, folder: Path) -> None:
    call = run(*short(folder, "--max-calls", "3"))

    assert call.code == 5
    assert call.err == f"argentum: the budget is used up; the result so far is saved in {folder}\n"
    assert sorted(file.name for file in folder.iterdir()) == FILES
    assert run("replay", str(folder)).code == 0


def test_a_provider_that_dies_ends_with_6_and_the_result_saved(run: Run, folder: Path) -> None:
    call = run("debate", TOPIC, "--text-free", "--faults", "dying", "--out", str(folder))

    assert call.code == 6
    assert call.err == f"argentum: the provider stopped answering; the result so far is saved in {folder}\n"
    assert sorted(file.name for file in folder.iterdir()) == FILES


def test_the_second_mode_runs_on_the_same_machine(run: Run, folder: Path) -> None:
    call = run(*short(folder, "--mode", "round-robin", "--agents", "3", "--json"))

    assert (call.code, json.loads(call.out)["segments"]) == (0, 6)


def test_a_replay_proves_the_files_and_finds_a_changed_one(run: Run, folder: Path) -> None:
    run(*short(folder))
    sound = run("replay", str(folder))
    captions = folder / "captions.vtt"
    captions.write_text(captions.read_text(encoding="utf-8") + " ", encoding="utf-8")

    changed = run("replay", str(folder))

    assert sound.code == 0
    assert "come out identical; the journal is sealed (completed)" in sound.out
    assert (changed.code, changed.err) == (1, f"argentum: {captions}: differs from what the journal gives\n")


def test_a_killed_session_can_be_shown_exported_replayed_and_gone_on_with(run: Run, folder: Path) -> None:
    run(*short(folder))
    whole = {file.name: file.read_bytes() for file in folder.iterdir() if file.name != "summary.json"}
    journal = folder / "journal.jsonl"
    journal.write_bytes(whole["journal.jsonl"][: len(whole["journal.jsonl"]) * 2 // 3])
    (folder / "transcript.json").unlink()

    assert "broken off" in run("replay", str(folder)).out
    for reading in (("show",), ("airtime", "report")):
        assert (
            f"the session did not end; go on with: argentum debate --resume {folder}" in run(*reading, str(folder)).err
        )
    assert run("export", str(folder), "--to", "vtt").out.startswith("WEBVTT")
    assert run("debate", "--resume", str(folder)).code == 0

    assert {file.name: file.read_bytes() for file in folder.iterdir() if file.name != "summary.json"} == whole


@pytest.mark.parametrize("view", ["transcript", "auctions", "postings", "summary"])
def test_every_view_of_a_session_can_be_shown(run: Run, folder: Path, view: str) -> None:
    run(*short(folder))

    call = run("show", str(folder), "--view", view)

    assert (call.code, call.err) == (0, "")
    assert call.out.strip()


def test_a_wrong_view_and_a_wrong_format_are_refused(run: Run, folder: Path) -> None:
    run(*short(folder))

    assert run("show", str(folder), "--view", "everything").err.startswith(
        'argentum: --view: found "everything", allowed: '
    )
    assert run("export", str(folder), "--to", "mp3").err.startswith('argentum: --to: found "mp3", allowed: rttm, vtt')


@pytest.mark.parametrize(("to", "begins"), [("rttm", "SPEAKER "), ("srt", "1\n"), ("json", "{"), ("html", "<!")])
def test_a_session_can_be_exported(run: Run, folder: Path, to: str, begins: str) -> None:
    run("debate", TOPIC, "--segments", "3", "--out", str(folder))

    assert run("export", str(folder), "--to", to).out.lstrip("\ufeff").startswith(begins)


def test_the_run_says_which_file_a_label_stands_for(run: Run, folder: Path, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "zeal.md").write_text("# On zeal\n\nThe city counted every tram of the year 2020.\n", encoding="utf-8")
    (docs / "air.txt").write_text("The air was measured at nine places in the city.\n", encoding="utf-8")

    call = run("debate", TOPIC, "--segments", "2", "--out", str(folder), "--docs", str(docs))

    assert call.out.splitlines()[1:3] == [
        "  Doc 1  air (air.txt, 1 passage to quote)",
        "  Doc 2  On zeal (zeal.md, 1 passage to quote)",
    ]


def test_what_differs_from_the_preset_is_said_first_and_stays_in_the_files(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    policy = tmp_path / "eager.yaml"
    policy.write_text("interrupt: {wish_desire: 4}\n", encoding="utf-8")

    call = run(*short(folder, "--policy", str(policy)))

    assert call.out.splitlines()[:2] == [
        "Built-in simulated agents, simulated time, no key (seed 1, debate_snappy + 1 changed key).",
        "  interrupt.wish_desire 4 (preset: 6)",
    ]
    assert json.loads((folder / "summary.json").read_text("utf-8"))["changed_knobs"] == {"interrupt.wish_desire": 4.0}
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert page.count("debate_snappy + 1 changed key") == 3
    assert "interrupt.wish_desire 4 (preset: 6)" in page


def test_many_changed_keys_are_listed_in_part(run: Run, folder: Path) -> None:
    plan = shipped_file("configs", "policies", "plan_literal.yaml")

    call = run(*short(folder, "--policy", str(plan)))

    lines = call.out.splitlines()
    assert "plan_literal (debate_snappy + 14 changed keys)" in lines[0]
    assert lines[9] == "  and 6 more (--dry-run lists all)"


def test_a_dry_run_says_what_was_changed_also_as_json(run: Run, argentum_home: Path) -> None:
    told = run("debate", TOPIC, "--interjections", "0", "--dry-run")
    document = json.loads(run("debate", TOPIC, "--interjections", "0", "--dry-run", "--json").out)

    assert "mode       auction, preset debate_snappy + 1 changed key, seed 1\n" in told.out
    assert "changed    interjections.max_per_segment 0 (preset: 1)\n" in told.out
    assert document["changed_knobs"] == {"interjections.max_per_segment": 0}
    assert (document["topic"], document["seed"], document["segments_limit"]) == (TOPIC, 1, 24)
    assert not argentum_home.exists()


@pytest.mark.parametrize(
    ("policy", "more", "note"),
    [
        ("", (), "sets nothing; `argentum config explain` lists the keys"),
        (
            "preset: panel_civil\n",
            ("--preset", "roundtable"),
            ":1: preset panel_civil gives way to --preset roundtable",
        ),
        (
            "interrupt: {mode: yield, max_per_window: 0}\n",
            (),
            "interrupt.mode yield has no effect: interrupt.max_per_window 0 lets nobody cut in",
        ),
    ],
)
def test_what_is_given_in_vain_is_said(run: Run, tmp_path: Path, policy: str, more: tuple[str, ...], note: str) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(policy, encoding="utf-8")

    call = run("debate", TOPIC, "--policy", str(file), *more, "--dry-run")

    assert call.code == 0
    assert note in call.err
    assert call.err.count("\n") == 1


def test_a_small_cast_sits_down_whole(run: Run, folder: Path, tmp_path: Path) -> None:
    cast = tmp_path / "two.yaml"
    whole = shipped_file("configs", "casts", "default.yaml").read_text(encoding="utf-8")
    cast.write_text(whole[: whole.index("  - id: leila")], encoding="utf-8")

    call = run(*short(folder, "--cast", str(cast), "--json"))

    assert call.code == 0
    assert list(json.loads(call.out)["talk_share"]) == ["amara", "viktor"]


def test_a_replay_names_a_file_that_is_missing(run: Run, folder: Path) -> None:
    run(*short(folder))
    (folder / "report.html").unlink()

    call = run("replay", str(folder))

    assert call.code == 0
    assert call.out.splitlines()[1].startswith(f"{folder}: missing: report.html; ")


def test_a_replay_finds_a_changed_figure_and_does_not_mind_how_long_the_run_took(run: Run, folder: Path) -> None:
    run(*short(folder))
    summary = folder / "summary.json"
    figures = json.loads(summary.read_text(encoding="utf-8"))

    summary.write_text(json.dumps({**figures, "wall_s": 9.5}, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    assert "and 6 files come out identical" in run("replay", str(folder)).out

    summary.write_text(json.dumps({**figures, "segments": 7}, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    assert run("replay", str(folder)).err == f"argentum: {summary}: differs from what the journal gives\n"


def test_a_replay_of_a_journal_without_its_end_names_the_files_it_cannot_compare(run: Run, folder: Path) -> None:
    run(*short(folder))
    journal = folder / "journal.jsonl"
    journal.write_bytes(journal.read_bytes()[:-20])

    call = run("replay", str(folder))

    assert call.code == 0
    assert call.out.splitlines()[1].startswith(f"{folder}: not compared: transcript.json, timeline.rttm, ")


@pytest.mark.parametrize("name", ["journal.jsonl", "captions.srt"])
def test_an_export_writes_over_nothing(run: Run, folder: Path, name: str) -> None:
    run(*short(folder))
    before = (folder / name).read_bytes()

    call = run("export", str(folder), "--to", "vtt", "--out", str(folder / name))

    assert (call.code, call.err) == (2, f"argentum: --out {folder / name}: is there already; choose a new name\n")
    assert (folder / name).read_bytes() == before


def test_a_page_may_be_exported_over_an_earlier_page(run: Run, folder: Path) -> None:
    run(*short(folder))

    assert run("export", str(folder), "--to", "html", "--out", str(folder / "report.html")).code == 0
    assert run("export", str(folder), "--to", "html", "--out", str(folder / "journal.jsonl")).code == 2
    assert run("replay", str(folder)).code == 0


def test_an_export_makes_no_folder_by_itself(run: Run, folder: Path, tmp_path: Path) -> None:
    run(*short(folder))

    call = run("export", str(folder), "--to", "vtt", "--out", str(tmp_path / "nix" / "x.vtt"))

    assert call.code == 3
    assert f"there is no folder {tmp_path / 'nix'}" in call.err
    assert not (tmp_path / "nix").exists()


def test_wrong_flags_beside_a_wrong_file_are_an_input_error_and_each_has_its_line(run: Run, tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text("tokens:\n  max_bank: many\n", encoding="utf-8")

    call = run("debate", TOPIC, "--policy", str(policy), "--mode", "robin")

    assert call.code == 3
    assert '--mode: found "robin", allowed: auction or round-robin' in call.err
    assert f"{policy}:2: tokens.max_bank: found" in call.err


def test_a_session_that_was_tampered_with_is_refused_before_anything_is_promised(run: Run, folder: Path) -> None:
    run(*short(folder))
    journal = folder / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b'"price":', b'"price": ', 1))

    call = run("debate", "--resume", str(folder))

    assert (call.code, call.out) == (1, "")
    assert f"{folder / 'journal.jsonl'}: line " in call.err
    assert "take a copy that is whole, or run the debate again" in call.err
    assert call.err.count("\n") == 1


def test_a_complete_session_that_is_resumed_says_so(run: Run, folder: Path) -> None:
    run(*short(folder))

    call = run("debate", "--resume", str(folder))

    assert call.code == 0
    assert "is complete; its files are written anew." in call.out
