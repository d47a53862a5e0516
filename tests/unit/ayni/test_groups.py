"""Groups as they are written down, and what becomes of sums and courses when some are taken as one."""

from __future__ import annotations

import pytest

from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.evaluation import evaluate
from argentum.ayni.groups import groups_in, read_groups
from argentum.ayni.ledger import EVERYTHING
from argentum.ayni.totals import fold, grouped_totals
from argentum.ayni.trend import Grid, added, flows, grouped_flows, running
from argentum.errors import UsageError
from tests.ayni_builders import draft, entry


def test_a_group_is_a_name_and_its_participants() -> None:
    assert read_groups(["team=ana, ben", "zoe=zoe"], what="--group") == {"ana": "team", "ben": "team", "zoe": "zoe"}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["team"], "--group team: found no =, allowed: a name and its participants, such as team=ana,ben"),
        (["=ana"], "--group =ana: group: found '', allowed: a text of 1 to 200 characters"),
        (["team=ana,"], "--group team=ana,: participant: found '', allowed: a text of 1 to 200 characters"),
        (["a=ana", "b=ana"], "--group b=ana: 'ana' is in 'a' already"),
    ],
)
def test_a_group_that_is_none_is_told_in_one_line(given: list[str], message: str) -> None:
    with pytest.raises(UsageError) as raised:
        read_groups(given, what="--group")

    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("team=ana,bne", "--group team: found 'bne', allowed: somebody in the ledger; did you mean 'ben'?"),
        (
            "team=ana,xyz",
            "--group team: found 'xyz', allowed: somebody in the ledger; there are 'ana', 'ben', 'cleo', …",
        ),
        ("ben=ana,cleo", "--group ben: found the name of a participant who is not in the group, allowed: another name"),
        (
            "team=ana,the table",
            "--group team=ana,the table: found 'the table', allowed: names that do not stand for everybody",
        ),
        ("the table=ana", "--group the table=ana: found 'the table', allowed: names that do not stand for everybody"),
    ],
)
def test_a_group_that_does_not_fit_the_ledger_is_told_in_one_line(given: str, message: str) -> None:
    ledger = SqliteLedger()
    ledger.append([draft("i-1", initiator="ana", responder="ben")], now_ms=0)
    ledger.append([draft("i-2", initiator="cleo", responder="dan")], now_ms=0)

    with pytest.raises(UsageError) as raised:
        groups_in(ledger, [given], what="--group")

    assert str(raised.value) == message
    assert groups_in(ledger, ["team=ana,dan", "ben=ben"], what="--group") == {
        "ana": "team",
        "dan": "team",
        "ben": "ben",
    }
    ledger.close()


def test_in_an_empty_ledger_every_group_is_as_good_as_another() -> None:
    assert groups_in(SqliteLedger(), ["team=ana"], what="--group") == {"ana": "team"}


def test_sums_of_a_group_are_those_of_its_members() -> None:
    entries = [entry(1, initiator="ana", responder="zoe"), entry(2, initiator="ben", responder="ana")]

    joined = {each.participant: each for each in grouped_totals(fold(entries), {"ana": "team", "ben": "team"})}

    assert list(joined) == ["team", "zoe"]
    assert (joined["team"].given_micro, joined["team"].taken_micro) == (6_000_000, 2_000_000)
    assert (joined["team"].as_initiator, joined["team"].as_responder) == (2, 1)


def test_courses_of_a_group_are_those_of_its_members_part_by_part() -> None:
    grid = Grid(start_ms=0, width_ms=1_500, parts=2)
    found = flows([entry(1, initiator="ana"), entry(2, initiator="ben")], grid)

    joined = grouped_flows(found, {"ana": "team", "ben": "team"})

    assert joined["team"] == added(found["ana"], found["ben"]) == [(3_000_000, 0), (3_000_000, 0)]
    assert running(joined["team"]) == [(3_000_000, 0), (6_000_000, 0)]


def test_a_report_takes_a_group_as_one() -> None:
    ledger = SqliteLedger()
    ledger.append([draft("i-1"), draft("i-2", initiator="ben")], now_ms=0)

    balances = evaluate(ledger, EVERYTHING, group_of={"alice": "team", "ben": "team"}).balances

    assert [(each.participant, each.total_contribution) for each in balances] == [("assistant", 0), ("team", 6)]
    ledger.close()
