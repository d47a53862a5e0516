"""Alerts, acknowledgements and thresholds over REST."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

from typer.testing import CliRunner

from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.demonstration import demonstration
from argentum.ayni.scorer import AyniScorer
from argentum.ayni_wiring import shipped_settings
from argentum.cli import mallku_application as mallku
from tests.ayni_server import AyniServer, running_ayni
from tests.live_server import ManualClock

VILLAGE = demonstration(seed=7, participants=9, days=60)


def tell(story: Callable[[AyniServer], Awaitable[None]], folder: Path) -> None:
    """Let a village with somebody who takes be in the books, and the clock stand at its end."""

    async def told() -> None:
        clock = ManualClock(VILLAGE.ended_at_ms)
        settings = shipped_settings()
        ledger = SqliteLedger(folder / "ledger.sqlite3")
        scorer = AyniScorer(ledger=ledger, settings=settings, clock=clock)
        scorer.score_interactions(VILLAGE.interactions)
        ledger.close()
        async with running_ayni(folder, clock=clock) as ayni:
            await story(ayni)

    asyncio.run(told())


def test_alerts_are_those_of_the_command_line(tmp_path: Path) -> None:
    async def story(ayni: AyniServer) -> None:
        until = "2025-07-31T00:00Z"
        shown = (await ayni.get(f"/ayni/alerts?until={until}")).body
        arguments = ("ayni", "alerts", "--json", "--until", until, "--zone", "UTC")
        result = CliRunner().invoke(
            mallku.app, [*arguments, "--ledger", str(tmp_path / "ledger.sqlite3")], catch_exceptions=False
        )

        assert shown["alerts"]
        assert shown == json.loads(result.stdout)

    tell(story, tmp_path)


def test_an_alert_that_was_seen_is_shown_only_with_all_and_the_page_says_by_whom(tmp_path: Path) -> None:
    async def story(ayni: AyniServer) -> None:
        alert = (await ayni.get("/ayni/alerts")).body["alerts"][0]
        tag = {"If-None-Match": (await ayni.get("/ayni/panel")).headers["etag"]}
        body = {"by": "the council", "why": "a hard month"}

        noted = await ayni.post(f"/ayni/alerts/{alert['id']}/acknowledgement", body, role="council")
        unknown = await ayni.post("/ayni/alerts/none/acknowledgement", body, role="council")

        assert (noted.status, noted.body["alert"]) == (200, alert["id"])
        assert unknown.status == 404
        open_ids = [each["id"] for each in (await ayni.get("/ayni/alerts")).body["alerts"]]
        every = {each["id"]: each for each in (await ayni.get("/ayni/alerts?all=true")).body["alerts"]}
        assert alert["id"] not in open_ids
        assert every[alert["id"]]["acknowledgement"]["why"] == "a hard month"
        panel = await ayni.get("/ayni/panel", headers=tag)
        assert panel.status == 200
        assert "Seen by the council: a hard month." in panel.text

    tell(story, tmp_path)


def test_alerts_can_be_asked_for_by_severity_and_participant(tmp_path: Path) -> None:
    async def story(ayni: AyniServer) -> None:
        every = (await ayni.get("/ayni/alerts")).body["alerts"]
        urgent = (await ayni.get("/ayni/alerts?severity=urgent")).body["alerts"]
        who = every[0]["participants"][0]
        own = (await ayni.get(f"/ayni/alerts?participant={who}")).body["alerts"]

        assert urgent == [each for each in every if each["severity"] == "urgent"]
        assert own == [each for each in every if who in each["participants"]]
        assert (await ayni.get("/ayni/alerts?severity=awful")).status == 422
        assert (await ayni.get("/ayni/alerts?since=tomorrow")).status == 422

    tell(story, tmp_path)


def test_a_threshold_that_the_council_moves_is_in_force_at_once_and_its_history_stays(tmp_path: Path) -> None:
    async def story(ayni: AyniServer) -> None:
        body = {"key": "minimum_entries", "value": 100_000, "by": "the council", "why": "we want to wait"}
        changed = await ayni.post("/ayni/thresholds", body, role="council")
        shown = (await ayni.get("/ayni/thresholds")).body

        assert changed.status == 200
        (moved,) = [each for each in shown["thresholds"] if each["key"] == "minimum_entries"]
        assert (moved["value"], moved["by"], moved["why"]) == (100_000, "the council", "we want to wait")
        assert [each["key"] for each in shown["changes"]] == ["minimum_entries"]
        assert (await ayni.get("/ayni/alerts")).body["alerts"] == []
        for wrong in ({"key": "patience"}, {"value": -1}, {"why": " "}, {"by": ""}):
            assert (await ayni.post("/ayni/thresholds", {**body, **wrong}, role="council")).status == 422
        assert len((await ayni.get("/ayni/thresholds")).body["changes"]) == 1

    tell(story, tmp_path)


def test_a_damaged_council_s_book_stops_nobody_who_looks_and_everybody_who_decides(tmp_path: Path) -> None:
    async def story(ayni: AyniServer) -> None:
        decision = {"by": "the council", "why": "we teach", "key": "attention_times", "value": 5}
        assert (await ayni.post("/ayni/thresholds", decision, role="council")).status == 200
        sound = await ayni.get("/ayni/panel")
        book = tmp_path / "ledger.council.jsonl"
        book.write_bytes(book.read_bytes().replace(b"we teach", b"we cheat"))

        alerts, page = await ayni.get("/ayni/alerts"), await ayni.get("/ayni/page")
        panel = await ayni.get("/ayni/panel", headers={"If-None-Match": sound.headers["etag"]})
        refused = [
            await ayni.get("/ayni/thresholds"),
            await ayni.get("/ayni/council/matters"),
            await ayni.post("/ayni/thresholds", decision, role="council"),
        ]

        verdict = (await ayni.post("/ayni/verification", role="council")).body

        assert (verdict["sound"], len(verdict["faults"])) == (False, 1)
        assert "line 1 was changed" in verdict["faults"][0]
        (warning,) = alerts.body["warnings"]
        assert warning.startswith("the council's book does not agree with itself")
        assert alerts.body["alerts"]
        assert [(each.status, "the council&#39;s book does not agree" in each.text) for each in (page, panel)] == [
            (200, True)
        ] * 2
        assert "does not agree" not in sound.text
        assert [each.status for each in refused] == [503] * 3
        assert refused[0].body["error"]["what"] == "the books do not agree with themselves"
        assert not any(str(tmp_path) in each.text for each in (alerts, page, panel, *refused))

    tell(story, tmp_path)
