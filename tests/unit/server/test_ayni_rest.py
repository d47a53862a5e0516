"""The ledger over REST, on a real socket."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.ledger import Ledger
from argentum.cli import mallku_application as mallku
from argentum.errors import StorageError
from argentum.ports.ayni_keys import AYNI_ROLES
from tests.ayni_server import AyniServer, running_ayni
from tests.live_server import OPERATOR
from tests.page_outline import outline

Story = Callable[[AyniServer], Awaitable[None]]


def tell(story: Story, folder: Path, *, open_ledger: Callable[[], Ledger] | None = None) -> None:
    async def told() -> None:
        async with running_ayni(folder, open_ledger=open_ledger) as ayni:
            await story(ayni)

    asyncio.run(told())


def command(folder: Path, *arguments: str) -> str:
    result = CliRunner().invoke(
        mallku.app, [*arguments, "--ledger", str(folder / "ledger.sqlite3")], catch_exceptions=False
    )
    assert result.exit_code == 0
    return result.stdout


def test_what_is_recorded_is_shown_with_the_words_and_numbers_of_the_command_line(tmp_path: Path) -> None:
    async def story(ayni: AyniServer) -> None:
        await ayni.record("i-1", "ana", "ben")
        await ayni.record("i-2", "ben", "ana", 1.5, 1.5, timestamp="2027-01-14T12:00Z", note="a <b>note</b>")
        await ayni.record("i-3", "ana", "cleo", 0.1, 0)
        taken_back = await ayni.post("/ayni/reversals", {"reverses": "i-3", "reason": "counted twice"})
        assert taken_back.body["reverses"] == "i-3"
        asked = "since=2027-01-14&zone=America/Lima"
        flags = ("--since", "2027-01-14", "--zone", "America/Lima")

        balances = (await ayni.get(f"/ayni/balances?{asked}")).body
        pairs = (await ayni.get(f"/ayni/pairs?{asked}&group=team=ben,cleo")).body
        explanation = (await ayni.get(f"/ayni/explanation?participant=ana&{asked}")).body
        ledger = (await ayni.get(f"/ayni/ledger?{asked}&all=true")).body

        assert balances.pop("next") is None
        assert ledger.pop("next") is None
        assert balances == json.loads(command(tmp_path, "evaluate-ayni", "--json", *flags))
        assert pairs == json.loads(command(tmp_path, "ayni", "pairs", "--json", "--group", "team=ben,cleo", *flags))
        assert explanation == json.loads(command(tmp_path, "ayni", "explain", "ana", "--json", *flags))
        assert ledger == json.loads(command(tmp_path, "ayni", "ledger", "--json", "--all", *flags))

    tell(story, tmp_path)


def test_the_page_and_the_export_are_those_of_the_command_line(tmp_path: Path) -> None:
    async def story(ayni: AyniServer) -> None:
        await ayni.record("i-1", "ana", '<script>alert("x")</script>')
        page = await ayni.get("/ayni/page")
        export = await ayni.get("/ayni/export")

        command(tmp_path, "ayni", "page", "--zone", "UTC", "--out", str(tmp_path / "page.html"))
        command(tmp_path, "ayni", "export", "--out", str(tmp_path / "export.jsonl"))

        assert page.text == (tmp_path / "page.html").read_text(encoding="utf-8")
        assert outline(page.text).tags.count("script") == 1
        assert f'content="{page.headers["content-security-policy"]}"' in page.text
        assert export.text == (tmp_path / "export.jsonl").read_text(encoding="utf-8")

    tell(story, tmp_path)


def test_the_same_again_is_the_same_and_other_data_a_conflict(tmp_path: Path) -> None:
    async def story(ayni: AyniServer) -> None:
        first = await ayni.record("i-1", "ana", "ben")
        assert await ayni.record("i-1", "ana", "ben") == first

        body = {"id": "i-1", "initiator": "ana", "responder": "ben", "contribution": 4, "consumption": 2}
        conflict = await ayni.post("/ayni/interactions", body)

        assert conflict.status == 409
        assert conflict.body["error"]["where"] == "id 'i-1'"
        assert "contribution 3.0, not 4.0" in conflict.body["error"]["what"]

    tell(story, tmp_path)


def test_a_batch_is_recorded_whole_or_not_at_all(tmp_path: Path) -> None:
    def interaction(number: int, responder: str = "ben") -> dict[str, object]:
        return {"id": f"i-{number}", "initiator": "ana", "responder": responder, "contribution": 1, "consumption": 1}

    async def story(ayni: AyniServer) -> None:
        good = await ayni.post("/ayni/interactions/batch", {"interactions": [interaction(n) for n in range(500)]})
        assert good.body == {"recorded": 500, "repeated": 0}

        more = [interaction(n) for n in range(400, 600)]
        bad = await ayni.post("/ayni/interactions/batch", {"interactions": [*more, interaction(600, "ana")]})
        assert bad.status == 422
        again = await ayni.post("/ayni/interactions/batch", {"interactions": more})
        assert again.body == {"recorded": 100, "repeated": 100}

    tell(story, tmp_path)


@pytest.mark.parametrize("everything", [False, True])
def test_pages_of_the_ledger_add_up_to_all_of_it_also_where_many_share_a_moment(
    everything: bool, tmp_path: Path
) -> None:
    async def story(ayni: AyniServer) -> None:
        for number in range(25):
            await ayni.record(f"i-{number}", "ana", "ben", timestamp="2027-01-01" if number < 20 else "2026-12-01")
        await ayni.post("/ayni/reversals", {"reverses": "i-7", "reason": "a mistake"})
        found: list[str] = []
        after = ""
        while True:
            page = (await ayni.get(f"/ayni/ledger?limit=7&all={everything}{after}")).body
            assert len(page["scores"]) <= 7
            found += [each["id"] for each in page["scores"]]
            if page["next"] is None:
                break
            after = f"&after={page['next']}"

        expected = [*range(20, 25), *range(20)]
        names = [f"i-{n}" for n in expected if everything or n != 7]
        assert found == [*names, *(["reversal:i-7"] if everything else [])]

    tell(story, tmp_path)


def test_participants_come_in_pages(tmp_path: Path) -> None:
    async def story(ayni: AyniServer) -> None:
        for number in range(6):
            await ayni.record(f"i-{number}", f"p{number}", "zoe")

        for path in ("balances", "trend"):
            first = (await ayni.get(f"/ayni/{path}?limit=4")).body
            second = (await ayni.get(f"/ayni/{path}?limit=4&after={first['next']}")).body
            assert [each["participant"] for each in first["participants"]] == ["p0", "p1", "p2", "p3"]
            assert [each["participant"] for each in second["participants"]] == ["p4", "p5", "zoe"]
            assert second["next"] is None

    tell(story, tmp_path)


def test_a_trend_adds_up_to_the_balance(tmp_path: Path) -> None:
    async def story(ayni: AyniServer) -> None:
        for day in range(1, 10):
            await ayni.record(f"i-{day}", "ana", "ben", day, day / 2, timestamp=f"2027-01-0{day}T12:00Z")

        trend = (await ayni.get("/ayni/trend?participant=ana")).body

        (ana,) = trend["participants"]
        assert sum(ana["given"]) == 45
        assert len(ana["given"]) == len(trend["parts"])
        assert ana["share_so_far"][-1] == 1.0

    tell(story, tmp_path)


READ = (
    "alerts",
    "thresholds",
    "ledger",
    "balances",
    "pairs",
    "trend",
    "explanation?participant=ana",
    "export",
    "page",
    "panel",
)
COUNCIL_READ = ("report", "assessment", "matters", "outcomes")
COUNCIL_SAID = ("notices", "questions", "guidance", "outcomes")
ALLOWED = {
    **{("GET", f"/ayni/{path}"): {"reader", "council", "operator"} for path in READ},
    ("POST", "/ayni/verification"): {"council", "operator"},
    ("POST", "/ayni/alerts/none/acknowledgement"): {"council", "operator"},
    ("POST", "/ayni/thresholds"): {"council", "operator"},
    **{("GET", f"/ayni/council/{path}"): {"reader", "council", "operator"} for path in COUNCIL_READ},
    **{("POST", f"/ayni/council/{path}"): {"council", "operator"} for path in COUNCIL_SAID},
    ("POST", "/ayni/interactions"): {"writer", "operator"},
    ("POST", "/ayni/interactions/batch"): {"writer", "operator"},
    ("POST", "/ayni/reversals"): {"writer", "operator"},
    ("GET", "/ayni/keys"): {"operator"},
    ("POST", "/ayni/keys"): {"operator"},
    ("DELETE", "/ayni/keys/nobody"): {"operator"},
}
BODIES: dict[str, object] = {
    "/ayni/interactions": {"id": "i", "initiator": "a", "responder": "b", "contribution": 1, "consumption": 1},
    "/ayni/interactions/batch": {
        "interactions": [{"id": "j", "initiator": "a", "responder": "b", "contribution": 1, "consumption": 1}]
    },
    "/ayni/alerts/none/acknowledgement": {"by": "us", "why": "agreed"},
    "/ayni/thresholds": {"key": "window_days", "value": 30, "by": "us", "why": "a month"},
    "/ayni/reversals": {"reverses": "i", "reason": "x"},
    "/ayni/council/questions": {"topic": "t", "id": "q"},
    "/ayni/council/guidance": {"guidance": "g", "rationale": "r", "by": "all"},
    "/ayni/council/outcomes": {"matter_id": "q", "participants": ["a"], "consensus_level": 1, "decision": "d"},
    "/ayni/keys": {"name": "another", "role": "reader"},
}


def test_every_key_may_do_what_its_role_may_and_nothing_else(tmp_path: Path) -> None:
    async def story(ayni: AyniServer) -> None:
        for (method, path), roles in ALLOWED.items():
            for role in (*AYNI_ROLES, "operator"):
                reply = await ayni.server.http(method, path, key=ayni.keys[role], body=BODIES.get(path))
                assert (reply.status == 403) == (role not in roles), (method, path, role, reply.text)
            for key in (None, "guess", "x" * 300):
                reply = await ayni.server.http(method, path, key=key, body=b"{not even JSON")
                assert reply.status == 401, (method, path, key)
                assert reply.headers["www-authenticate"] == "Bearer"

    tell(story, tmp_path)


def test_no_route_is_forgotten_in_the_table_of_roles(tmp_path: Path) -> None:
    async def story(ayni: AyniServer) -> None:
        described = (await ayni.get("/openapi.json", role=None)).body
        routes = {
            (method.upper(), path)
            for path, methods in described["paths"].items()
            if path.startswith("/ayni")
            for method in methods
        }

        assert routes == {
            (method, path.partition("?")[0].replace("nobody", "{name}").replace("none", "{alert_id}"))
            for method, path in ALLOWED
        }
        recording = described["paths"]["/ayni/interactions"]["post"]
        assert set(recording["responses"]) == {
            "200",
            *("400", "401", "403", "404", "409", "413", "422", "429", "503"),
        }
        assert described["components"]["schemas"]["InteractionForm"]["examples"][0]["id"] == "i-1"

    tell(story, tmp_path)


def test_a_key_is_told_once_kept_as_a_digest_and_dead_when_it_is_revoked(tmp_path: Path) -> None:
    async def story(ayni: AyniServer) -> None:
        given = await ayni.post("/ayni/keys", {"name": "board", "role": "reader"}, role="operator")
        key = given.body["key"]
        assert given.body["page"] == f"/ayni#key={key}"
        assert (await ayni.server.http("GET", "/ayni/balances", key=key)).status == 200

        again = await ayni.post("/ayni/keys", {"name": "board", "role": "council"}, role="operator")
        listed = await ayni.get("/ayni/keys", role="operator")
        kept = (tmp_path / "ayni_keys.json").read_text(encoding="utf-8")
        revoked = await ayni.server.http("DELETE", "/ayni/keys/board", key=OPERATOR)
        unknown = await ayni.server.http("DELETE", "/ayni/keys/board", key=OPERATOR)

        assert again.status == 409
        assert key not in kept
        assert key not in listed.text
        assert "board" in listed.text
        assert (revoked.status, unknown.status) == (204, 404)
        assert (await ayni.server.http("GET", "/ayni/balances", key=key)).status == 401

    tell(story, tmp_path)


def test_keys_hold_over_a_restart(tmp_path: Path) -> None:
    given: dict[str, str] = {}

    async def before(ayni: AyniServer) -> None:
        given.update(ayni.keys)

    async def after(ayni: AyniServer) -> None:
        assert (await ayni.server.http("GET", "/ayni/balances", key=given["reader"])).status == 200

    tell(before, tmp_path)
    tell(after, tmp_path)


def test_whoever_asks_too_often_is_told_to_wait(tmp_path: Path) -> None:
    async def story(ayni: AyniServer) -> None:
        statuses = [(await ayni.get("/ayni/keys", role="reader")).status for _ in range(3)]
        assert statuses == [403, 403, 403]

        answers = [(await ayni.get("/ayni/balances")).status for _ in range(31)]
        assert answers == [200] * 30 + [429]

        ayni.server.clock.at_ms += 1_000
        assert (await ayni.get("/ayni/balances")).status == 200

    tell(story, tmp_path)


WRONG_QUESTIONS = [
    ("/ayni/ledger?since=soon", "since", "now, today"),
    ("/ayni/ledger?since=today&until=yesterday", "until yesterday", ""),
    ("/ayni/ledger?zone=Mars/Base", "zone", "a zone such as"),
    ("/ayni/ledger?limit=0", "query.limit", ""),
    ("/ayni/ledger?after=here", "after", "`next`"),
    ("/ayni/ledger?after=1.99999999999999999999", "after", "`next`"),
    ("/ayni/balances?half_life=long", "half_life", "a length of time"),
    ("/ayni/pairs?group=team", "group team", "a name and its participants"),
    ("/ayni/page?participant=ana&group=team=ana", "participant", ""),
    ("/ayni/explanation", "participant", "a text of 1 to 200"),
]


def test_a_wrong_question_is_told_with_what_would_be_right(tmp_path: Path) -> None:
    async def story(ayni: AyniServer) -> None:
        for path, where, expected in WRONG_QUESTIONS:
            reply = await ayni.get(path)

            assert reply.status == 422, path
            assert reply.body["error"]["where"] == where
            assert expected in reply.body["error"]["expected"]

    tell(story, tmp_path)


WRONG_INTERACTIONS: list[dict[str, object]] = [
    {"contribution": -1},
    {"contribution": "3"},
    {"consumption": 1e300},
    {"contribution": 1e-9},
    {"responder": "ana"},
    {"responder": "a\u0000b"},
    {"unit": "furlong"},
    {"quality": 1.5},
    {"outcome": "lost"},
    {"timestamp": "soon"},
    {"surprise": 1},
    {"note": "two\nlines"},
]


def test_a_wrong_interaction_is_refused_and_nothing_is_recorded(tmp_path: Path) -> None:
    right = {"id": "i-1", "initiator": "ana", "responder": "ben", "contribution": 3, "consumption": 2}

    async def story(ayni: AyniServer) -> None:
        for wrong in WRONG_INTERACTIONS:
            reply = await ayni.post("/ayni/interactions", {**right, **wrong})

            assert reply.status == 422, (wrong, reply.text)
            assert set(reply.body["error"]) == {"what", "where", "expected"}
        assert (await ayni.get("/ayni/ledger")).body["scores"] == []

    tell(story, tmp_path)


def test_every_digit_of_an_amount_comes_back(tmp_path: Path) -> None:
    async def story(ayni: AyniServer) -> None:
        amounts = b'"contribution": 999999999999.999999, "consumption": 9007199254.740993'
        sent = await ayni.post(
            "/ayni/interactions", b'{"id": "i", "initiator": "ana", "responder": "ben", %s}' % amounts
        )
        answers = [sent, *[await ayni.get(path) for path in ("/ayni/ledger", "/ayni/pairs", "/ayni/balances")]]

        for answer in answers:
            assert ":999999999999.999999," in answer.text
            assert ":9007199254.740993," in answer.text

    tell(story, tmp_path)


@pytest.mark.parametrize("path", ["/ayni/interactions", "/ayni/interactions/batch", "/ayni/reversals"])
def test_a_body_with_the_same_key_twice_is_refused_and_nothing_is_recorded(tmp_path: Path, path: str) -> None:
    async def story(ayni: AyniServer) -> None:
        twice = b'{"id": "i", "initiator": "ana", "responder": "ben", "contribution": 1, "contribution": 2}'

        answer = await ayni.post(path, b'{"interactions": [%s]}' % twice if "batch" in path else twice)

        assert answer.status == 422
        assert answer.body["error"]["what"] == "the key 'contribution' is there twice"
        assert (await ayni.get("/ayni/ledger")).body == {"scores": [], "next": None}

    tell(story, tmp_path)


def test_damaged_books_are_told_by_their_faults(tmp_path: Path) -> None:
    async def story(ayni: AyniServer) -> None:
        await ayni.record("i-1", "ana", "ben")
        right = (await ayni.post("/ayni/verification", role="council")).body
        ledger = SqliteLedger(tmp_path / "ledger.sqlite3")
        ledger.connection.raw.executescript("DROP TRIGGER entry_is_not_changed; UPDATE entry SET note = 'x'")
        ledger.close()
        wrong = (await ayni.post("/ayni/verification", role="council")).body

        assert (right["sound"], right["entries"], right["faults"]) == (True, 1, [])
        assert wrong["sound"] is False
        assert any("entry 1" in fault for fault in wrong["faults"])

    tell(story, tmp_path)


def test_a_ledger_that_is_gone_is_told_without_a_path_and_may_come_back(tmp_path: Path) -> None:
    there = False

    def opened() -> Ledger:
        if not there:
            raise StorageError(f"{tmp_path}: gone")
        return SqliteLedger(tmp_path / "ledger.sqlite3")

    async def story(ayni: AyniServer) -> None:
        nonlocal there
        gone = await ayni.get("/ayni/balances")
        there = True

        assert gone.status == 503
        assert str(tmp_path) not in gone.text
        assert (await ayni.get("/ayni/balances")).status == 200

    tell(story, tmp_path, open_ledger=opened)


def test_a_ledger_that_somebody_else_keeps_is_busy_and_nothing_is_recorded(tmp_path: Path) -> None:
    def opened() -> Ledger:
        return SqliteLedger(tmp_path / "ledger.sqlite3", longest_wait_ms=20)

    async def story(ayni: AyniServer) -> None:
        await ayni.record("i-1", "ana", "ben")
        other = SqliteLedger(tmp_path / "ledger.sqlite3")
        with other.connection.writing():
            body = {"id": "i-2", "initiator": "ana", "responder": "ben", "contribution": 3, "consumption": 2}
            busy = await ayni.post("/ayni/interactions", body)
            assert (await ayni.get("/ayni/balances")).body["entries"] == 1
        other.close()

        assert busy.status == 503
        assert busy.body["error"]["expected"] == "try again later"
        assert (await ayni.post("/ayni/interactions", body)).body["entry"] == 2

    tell(story, tmp_path, open_ledger=opened)


def test_the_panel_is_drawn_again_only_when_the_books_have_changed(tmp_path: Path) -> None:
    async def story(ayni: AyniServer) -> None:
        await ayni.record("i-1", "ana", "ben")
        first = await ayni.get("/ayni/panel?since=30d")
        tag = {"If-None-Match": first.headers["etag"]}
        ayni.server.clock.at_ms += 5_000
        same = await ayni.get("/ayni/panel?since=30d", headers=tag)
        another = await ayni.get("/ayni/panel?since=30d&participant=ana", headers=tag)
        await ayni.record("i-2", "ben", "ana")
        changed = await ayni.get("/ayni/panel?since=30d", headers=tag)

        assert (same.status, same.text) == (304, "")
        assert another.status == changed.status == 200
        parsed = outline(first.text)
        assert "script" not in parsed.tags
        assert " style=" not in first.text

    tell(story, tmp_path)


def test_the_shell_has_nothing_of_the_ledger_and_loads_from_here_alone(tmp_path: Path) -> None:
    async def story(ayni: AyniServer) -> None:
        await ayni.record("i-1", "ana", "ben")
        shell = await ayni.get("/ayni", role=None)
        loaded = outline(shell.text)
        assert "ana" not in loaded.texts
        assert shell.headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
        assert loaded.addresses
        for address in loaded.addresses:
            part = await ayni.get(address, role=None)
            assert part.status == 200
            assert part.headers["content-type"].split(";")[0] in {"text/css", "text/javascript", "image/svg+xml"}

    tell(story, tmp_path)


@pytest.mark.parametrize(
    ("path", "told", "near"),
    [
        ("/ayni/balances?particpant=ana", "'particpant' is no parameter here", "did you mean 'participant'?"),
        ("/ayni/ledger?limt=2", "'limt' is no parameter here", "did you mean 'limit'?"),
        ("/ayni/thresholds?zone=UTC", "'zone' is no parameter here", "no parameters"),
    ],
)
def test_a_parameter_that_nobody_reads_is_refused(tmp_path: Path, path: str, told: str, near: str) -> None:
    async def story(ayni: AyniServer) -> None:
        await ayni.record("i-1", "ana", "ben")

        reply = await ayni.get(path)

        assert reply.status == 422
        assert reply.body["error"]["what"] == told
        assert near in reply.body["error"]["expected"]

    tell(story, tmp_path)
