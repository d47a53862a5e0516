"""What is read from the books is what a plain recomputation gives, in whichever store."""

from __future__ import annotations

from argentum.ayni.entry import Draft, Entry, Reversal
from argentum.ayni.ledger import Ledger, Selection
from argentum.ayni.pairs import pair_totals
from argentum.ayni.totals import fold
from argentum.ayni.trend import Grid, flows
from tests.ayni_builders import draft, village
from tests.ledger_stores import Store

PERIOD = Selection(since_ms=200, until_ms=700)


def in_period(entries: list[Entry]) -> list[Entry]:
    return [entry for entry in entries if 200 <= entry.happened_at_ms < 700]


def test_totals_are_those_of_a_plain_recomputation(ledger: Ledger) -> None:
    ledger.append(village(200), now_ms=5)
    ledger.append([Reversal(id=f"r-{n}", reverses=f"i-{n}", reason="x") for n in (3, 50, 199)], now_ms=6)
    entries = list(ledger.entries())

    assert ledger.totals() == fold(entries)
    assert ledger.totals(PERIOD) == fold(in_period(entries))
    for name in ("ana", "zoe"):
        own = [total for total in fold(in_period(entries)) if total.participant == name]
        assert ledger.totals(Selection(participant=name, since_ms=200, until_ms=700)) == own
        assert ledger.totals(Selection(participant=name)) == [
            total for total in fold(entries) if total.participant == name
        ]


def test_pairs_are_those_of_a_plain_recomputation(ledger: Ledger) -> None:
    ledger.append(village(200), now_ms=5)
    ledger.append([Reversal(id="r-7", reverses="i-7", reason="x")], now_ms=6)
    entries = in_period(list(ledger.entries()))

    assert ledger.pairs(PERIOD) == pair_totals(entries)
    assert ledger.pairs(Selection(participant="ben", since_ms=200, until_ms=700)) == [
        pair for pair in pair_totals(entries) if "ben" in {pair.giver, pair.taker}
    ]


def test_a_course_over_time_is_the_same_by_query_and_in_memory(ledger: Ledger) -> None:
    ledger.append(village(300), now_ms=5)
    grid = Grid(start_ms=100, width_ms=77, parts=9)

    in_memory = flows(ledger.entries(), grid)

    assert ledger.flows(Selection(), grid) == in_memory
    assert ledger.flows(Selection(participant="ben"), grid) == {"ben": in_memory["ben"]}


def test_sums_keep_every_digit_however_large(ledger: Ledger) -> None:
    large = 999_999_999_999.999_999
    drafts = [
        draft(f"i-{n}", contribution=large, consumption=large, happened_at_ms=n)
        if n % 2
        else draft(f"i-{n}", contribution=0.000001, consumption=0.000003, happened_at_ms=n)
        for n in range(16)
    ]
    ledger.append(drafts, now_ms=5)
    sums = fold(ledger.entries())

    assert sums[0].given_micro == sum(each.contribution_micro for each in drafts) > 2**62
    assert ledger.totals() == sums
    assert ledger.totals(Selection(since_ms=0)) == sums
    assert ledger.pairs() == pair_totals(ledger.entries())
    assert ledger.flows(Selection(), Grid(start_ms=0, width_ms=16, parts=1))["alice"] == [(sums[0].given_micro, 0)]


def test_entries_stream_over_pages_in_the_order_in_which_they_happened(store: Store) -> None:
    count = 4_500
    ledger = store.open()
    ledger.append_all(village(count), now_ms=5)

    everything = list(ledger.entries())
    own = list(ledger.entries(Selection(participant="ana")))

    assert len(everything) == count
    assert everything == sorted(everything, key=lambda entry: (entry.happened_at_ms, entry.number))
    assert own == [entry for entry in everything if "ana" in {entry.initiator, entry.responder}]
    assert [entry.number for entry, _ in ledger.rows()] == list(range(1, count + 1))
    assert [entry.number for entry, _ in ledger.rows(after=count - 2)] == [count - 1, count]


def test_entries_go_on_behind_a_place_also_where_many_share_a_moment(ledger: Ledger) -> None:
    same_moment = [draft(f"now-{n}", initiator="ana", responder="ben", happened_at_ms=7) for n in range(30)]
    ledger.append_all([*village(60), *same_moment], now_ms=5)

    for selection in (Selection(), Selection(participant="ana"), Selection(since_ms=3, standing=True)):
        everything = list(ledger.entries(selection))
        for place in range(0, len(everything), 7):
            last = everything[place]
            behind = ledger.entries(selection, after=(last.happened_at_ms, last.number))
            assert list(behind) == everything[place + 1 :]


def test_what_was_reversed_is_left_out_with_its_reversals_when_asked_for(ledger: Ledger) -> None:
    ledger.append(village(20), now_ms=5)
    ledger.append([Reversal(id=f"r-{n}", reverses=f"i-{n}", reason="x") for n in (0, 5, 19)], now_ms=6)

    standing = list(ledger.entries(Selection(standing=True)))

    gone = {"i-0", "i-5", "i-19", "r-0", "r-5", "r-19"}
    assert {entry.id for entry in standing} == {f"i-{n}" for n in range(20)} - gone
    own = list(ledger.entries(Selection(participant="ana", standing=True)))
    assert own == [entry for entry in standing if "ana" in {entry.initiator, entry.responder}]


def test_the_span_is_that_of_real_time(ledger: Ledger) -> None:
    assert ledger.span_ms() is None

    ledger.append([draft(f"i-{n}", happened_at_ms=moment) for n, moment in enumerate((7, -50, 3))], now_ms=5)

    assert ledger.span_ms() == (-50, 7)


def test_moments_before_1970_and_far_ahead_are_in_their_periods(ledger: Ledger) -> None:
    moments = (-62_135_596_800_000, -1, 0, 253_402_300_799_999)
    drafts: list[Draft | Reversal] = [draft(f"i-{n}", happened_at_ms=moment) for n, moment in enumerate(moments)]
    ledger.append(drafts, now_ms=5)

    assert [entry.happened_at_ms for entry in ledger.entries()] == list(moments)
    assert [entry.happened_at_ms for entry in ledger.entries(Selection(until_ms=0))] == list(moments[:2])
    assert ledger.span_ms() == (moments[0], moments[-1])
