"""Sums by giver and taker, in memory and by query."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.entry import Draft, Reversal
from argentum.ayni.ledger import Selection
from argentum.ayni.pairs import PairTotal, grouped, pair_totals
from argentum.ayni.units import POINT, Unit
from tests.ayni_builders import draft, entry

NAMES = ("ana", "ben", "cleo", "dan", "émile")
SECOND = Unit(name="second", weight=POINT.weight, scale=POINT.scale * 60, meaning="a sixtieth")
MOMENTS = st.integers(0, 50)
Deal = tuple[list[str], int, int, int, bool]
DEALS: st.SearchStrategy[list[Deal]] = st.lists(
    st.tuples(
        st.permutations(NAMES).map(lambda names: list(names[:2])),
        st.integers(0, 9),
        st.integers(0, 9),
        MOMENTS,
        st.booleans(),
    ),
    max_size=25,
)


def asked_of(deals: list[Deal]) -> list[Draft | Reversal]:
    """Make the interactions, with a reversal behind each that is to be taken back."""
    asked: list[Draft | Reversal] = []
    for number, (names, contribution, consumption, at, back) in enumerate(deals):
        made = draft(
            f"i-{number}",
            initiator=names[0],
            responder=names[1],
            contribution=contribution,
            consumption=consumption,
            happened_at_ms=at,
        )
        asked.append(made)
        if back:
            asked.append(Reversal(id=f"undo-{number}", reverses=made.id, reason="x"))
    return asked


@given(deals=DEALS, bounds=st.lists(MOMENTS, min_size=2, max_size=2).map(sorted), who=st.sampled_from([None, *NAMES]))
def test_a_query_gives_the_pairs_that_memory_gives(deals: list[Deal], bounds: list[int], who: str | None) -> None:
    ledger = SqliteLedger()
    ledger.append(asked_of(deals), now_ms=0)

    for selection in (
        Selection(participant=who),
        Selection(participant=who, since_ms=bounds[0], until_ms=bounds[1]),
    ):
        queried = ledger.pairs(selection)
        assert queried == pair_totals(ledger.entries(selection))
    ledger.close()


@given(deals=DEALS)
def test_the_pairs_of_a_participant_add_up_to_their_totals(deals: list[Deal]) -> None:
    ledger = SqliteLedger()
    ledger.append(asked_of(deals), now_ms=0)

    pairs = ledger.pairs()

    for total in ledger.totals():
        given = [each for each in pairs if each.giver == total.participant]
        taken = [each for each in pairs if each.taker == total.participant]
        assert total.given_micro == sum(each.given_micro for each in given)
        assert total.taken_micro == sum(each.taken_micro for each in taken)
        assert total.as_initiator == sum(each.interactions for each in given)
        assert total.as_responder == sum(each.interactions for each in taken)
    ledger.close()


@given(deals=DEALS, groups=st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["north", "south"])))
def test_joining_to_groups_loses_nothing(deals: list[Deal], groups: dict[str, str]) -> None:
    ledger = SqliteLedger()
    ledger.append(asked_of(deals), now_ms=0)
    pairs = ledger.pairs()

    joined = grouped(pairs, groups)

    for name in ("given_micro", "taken_micro", "interactions"):
        assert sum(getattr(each, name) for each in joined) == sum(getattr(each, name) for each in pairs)
    assert not {each.giver for each in joined} & set(groups)
    ledger.close()


def test_what_passes_within_a_group_is_a_pair_of_the_group_with_itself() -> None:
    entries = [entry(1, initiator="ana", responder="ben"), entry(2, initiator="ana", responder="cleo")]

    joined = grouped(pair_totals(entries), {"ana": "north", "ben": "north"})

    assert [(each.giver, each.taker, each.given_micro) for each in joined] == [
        ("north", "cleo", 3_000_000),
        ("north", "north", 3_000_000),
    ]


def test_pairs_in_unlike_units_stay_apart() -> None:
    ledger = SqliteLedger()
    in_points = draft("i-1", initiator="ana", responder="ben", contribution=1, consumption=1)
    ledger.append([in_points], now_ms=0)
    ledger.append(
        [
            Draft(
                id="i-2",
                initiator="ana",
                responder="ben",
                contribution_micro=60_000_000,
                contribution_unit=SECOND.name,
                contribution_rate_pico=SECOND.rate_pico,
                consumption_micro=60_000_000,
                consumption_unit=SECOND.name,
                consumption_rate_pico=SECOND.rate_pico,
            )
        ],
        now_ms=0,
    )

    assert ledger.pairs() == [
        PairTotal(
            giver="ana",
            taker="ben",
            contribution_unit=unit,
            consumption_unit=unit,
            given_micro=1_000_000,
            taken_micro=1_000_000,
            interactions=1,
        )
        for unit in ("point", "second")
    ]
    ledger.close()
