"""A council over REST, on a real socket."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

from typer.testing import CliRunner

from argentum.cli import mallku_application as mallku
from tests.ayni_server import AyniServer, running_ayni

Story = Callable[[AyniServer], Awaitable[None]]
UNTIL = "until=2027-01-01"


def tell(story: Story, folder: Path) -> None:
    async def told() -> None:
        async with running_ayni(folder) as ayni:
            await story(ayni)

    asyncio.run(told())


async def four_weeks(ayni: AyniServer) -> None:
    """Let tika take from ben each day of December, and give next to nothing."""
    rows = [
        {
            "id": f"{day}-{place}",
            "initiator": giver,
            "responder": taker,
            "contribution": amount,
            "consumption": amount,
            "timestamp": f"2026-12-{day:02d}T12:00Z",
        }
        for day in range(1, 32)
        for place, (giver, taker, amount) in enumerate(
            [("ana", "ben", 2), ("ben", "ana", 2), ("ben", "tika", 1), ("tika", "ben", 0.05)]
        )
    ]
    reply = await ayni.post("/ayni/interactions/batch", {"interactions": rows})
    assert reply.status == 200, reply.text


def test_a_council_goes_the_whole_way_and_the_command_line_sees_the_same(tmp_path: Path) -> None:
    async def story(ayni: AyniServer) -> None:
        await four_weeks(ayni)
        notices = (await ayni.post(f"/ayni/council/notices?{UNTIL}", role="council")).body
        (request,) = notices["deliberation_requests"]
        assert (request["type"], request["status"]) == ("care_deficit", "pending_review")

        question = {"topic": "is tika ill?", "about": request["alert_id"], "id": "q-1"}
        asked = (await ayni.post("/ayni/council/questions", question, role="council")).body
        assert asked["about"] == request["id"]
        guidance = {
            "request_id": "q-1",
            "type": "detection_thresholds",
            "guidance": "carry her",
            "rationale": "she is ill",
            "by": "all",
            "changes": {"care_deficit_ratio": 0.02},
        }
        assert (await ayni.post("/ayni/council/guidance", guidance, role="council")).status == 200
        outcome = {"matter_id": "q-1", "participants": ["ana"], "consensus_level": 0.85, "decision": "carry her"}
        assert (await ayni.post("/ayni/council/outcomes", outcome, role="council")).body["consensus"] == "strong"

        report = (await ayni.get("/ayni/council/report")).body
        matters = (await ayni.get("/ayni/council/matters")).body
        assert [each["value"] for each in report["thresholds_changed"]] == [0.02]
        assert [each["status"] for each in matters["matters"]] == ["decided", "decided"]
        assert [each["shows"] for each in (await ayni.get("/ayni/council/outcomes")).body["outcomes"]] == ["too_early"]

        there = ("--ledger", str(tmp_path / "ledger.sqlite3"))
        shown = CliRunner().invoke(mallku.app, ["ayni", "council", "matters", "--json", *there])
        assert json.loads(shown.stdout) == matters

    tell(story, tmp_path)


def test_what_does_not_fit_is_refused_with_what_would(tmp_path: Path) -> None:
    async def story(ayni: AyniServer) -> None:
        said = {"request_id": "q-9", "guidance": "g", "rationale": "r", "by": "all"}
        unknown = await ayni.post("/ayni/council/guidance", said, role="council")
        assert (unknown.status, unknown.body["error"]["where"]) == (422, "matter 'q-9'")

        wrong = {
            "type": "detection_thresholds",
            "guidance": "g",
            "rationale": "r",
            "by": "all",
            "changes": {"care_deficit_ratio": 9},
        }
        refused = await ayni.post("/ayni/council/guidance", wrong, role="council")
        assert refused.status == 422
        assert refused.body["error"]["expected"] == "0.01 to 1"

        await ayni.post("/ayni/council/questions", {"topic": "one", "id": "q-1"}, role="council")
        conflict = await ayni.post("/ayni/council/questions", {"topic": "two", "id": "q-1"}, role="council")
        assert conflict.status == 409
        assert len((await ayni.get("/ayni/council/matters")).body["matters"]) == 1

    tell(story, tmp_path)
