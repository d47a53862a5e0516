"""Any order of appends, repeats, reversals and queries gives what a plain recomputation gives, in every store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from argentum.ayni.entry import Draft, Reversal
from argentum.ayni.ledger import Ledger, Selection
from argentum.ayni.score import balances_of
from argentum.ayni.trend import Grid
from argentum.errors import EntryConflictError
from tests.ayni_builders import draft
from tests.ledger_stores import SERVER_URL, ArangoDoubleStore, ArangoServerStore, SqliteStore, Store

NAMES = ("ana", "ben", "cleo", "dan")
MOMENTS = st.integers(0, 99)
AMOUNTS = st.integers(0, 10**9).map(lambda micro: micro / 1e6)


class LedgerAgainstPlainSums(RuleBasedStateMachine):
    """The ledger beside a dictionary of what stands; the dictionary is the truth."""

    drafts = Bundle("drafts")
    store_of: ClassVar[Callable[[], Store]]
    ledger: Ledger

    @initialize()
    def open(self) -> None:
        self.store = type(self).store_of()
        self.ledger = self.store.open()
        self.standing: dict[str, Draft] = {}
        self.written = 0
        self.count = 0

    def teardown(self) -> None:
        if hasattr(self, "ledger"):
            self.ledger.verify(now_ms=0)
            self.store.close()

    @rule(
        target=drafts,
        pair=st.permutations(NAMES).map(lambda names: names[:2]),
        contribution=AMOUNTS,
        consumption=AMOUNTS,
        at=MOMENTS,
        failed=st.booleans(),
    )
    def record(self, pair: list[str], contribution: float, consumption: float, at: int, *, failed: bool) -> Draft:
        self.count += 1
        made = draft(
            f"i-{self.count}",
            initiator=pair[0],
            responder=pair[1],
            contribution=contribution,
            consumption=consumption,
            happened_at_ms=at,
            outcome="system_failure" if failed else "done",
        )
        self.ledger.append([made], now_ms=self.count)
        self.standing[made.id] = made
        self.written += 1
        return made

    @rule(batch=st.lists(drafts, max_size=4))
    def repeat(self, batch: list[Draft]) -> None:
        answers = self.ledger.append(batch, now_ms=0)

        assert [answer.id for answer in answers] == [each.id for each in batch]

    @rule(made=drafts, more=st.integers(1, 9))
    def conflict(self, made: Draft, more: int) -> None:
        other = draft(made.id, contribution=made.contribution_micro / 1e6 + more)
        try:
            self.ledger.append([other], now_ms=0)
        except EntryConflictError:
            return
        raise AssertionError(other)

    @rule(target=drafts, made=consumes(drafts), twice=st.booleans())
    def take_back(self, made: Draft, *, twice: bool) -> object:
        reversal = Reversal(id=f"undo-{made.id}", reverses=made.id, reason="x")
        if made.id in self.standing:
            self.written += 1
        self.ledger.append([reversal] * (2 if twice else 1), now_ms=0)
        self.standing.pop(made.id, None)
        return multiple()

    def sums(self, keep: Callable[[Draft], bool]) -> dict[str, tuple[int, int]]:
        sums: dict[str, tuple[int, int]] = {}
        for each in filter(keep, self.standing.values()):
            counts = each.outcome == "done"
            given, taken = sums.get(each.initiator, (0, 0))
            sums[each.initiator] = given + each.contribution_micro * counts, taken
            given, taken = sums.get(each.responder, (0, 0))
            sums[each.responder] = given, taken + each.consumption_micro * counts
        return sums

    @invariant()
    def all_time_sums_are_right(self) -> None:
        if hasattr(self, "ledger"):
            found = {
                each.participant: (round(each.total_contribution * 1e6), round(each.total_consumption * 1e6))
                for each in balances_of(self.ledger.totals(), epsilon_micro=1)
            }
            assert found == self.sums(bool)
            assert self.ledger.head().number == self.written

    @rule(since=MOMENTS, until=MOMENTS)
    def a_period_is_right(self, since: int, until: int) -> None:
        def inside(each: Draft) -> bool:
            return each.happened_at_ms is not None and since <= each.happened_at_ms < until

        selection = Selection(since_ms=since, until_ms=until, standing=True)
        entries = list(self.ledger.entries(selection))
        assert {entry.id for entry in entries} == {each.id for each in self.standing.values() if inside(each)}
        balances = balances_of(self.ledger.totals(selection), epsilon_micro=1)
        sums = self.sums(inside)
        assert {each.participant for each in balances} == set(sums)
        assert {each.participant: round(each.total_contribution * 1e6) for each in balances} == {
            name: given for name, (given, _) in sums.items()
        }

    @rule(name=st.sampled_from(NAMES))
    def a_course_adds_up_to_the_total(self, name: str) -> None:
        grid = Grid(start_ms=0, width_ms=13, parts=8)
        course = self.ledger.flows(Selection(participant=name), grid).get(name, [])

        given, taken = self.sums(bool).get(name, (0, 0))
        assert (sum(part[0] for part in course), sum(part[1] for part in course)) == (given, taken)

    @rule()
    def the_books_verify_since_the_last_time(self) -> None:
        self.ledger.verify(since_checkpoint=True, now_ms=0)

    @rule()
    def it_is_the_same_when_opened_again(self) -> None:
        self.ledger.close()
        self.ledger = self.store.open()


class FileThatGoes(SqliteStore):
    """A ledger file in a folder of its own."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory()
        super().__init__(Path(self._folder.name))

    def close(self) -> None:
        super().close()
        self._folder.cleanup()


class InAFile(LedgerAgainstPlainSums):
    """A ledger file, in a folder that goes with the example."""

    store_of = FileThatGoes


class InTheDouble(LedgerAgainstPlainSums):
    """The double of an ArangoDB, over a real socket."""

    store_of = ArangoDoubleStore


TestInAFile = InAFile.TestCase
TestInAFile.settings = settings(max_examples=25, stateful_step_count=30)
TestInTheDouble = InTheDouble.TestCase
TestInTheDouble.settings = settings(max_examples=20, stateful_step_count=30)

if SERVER_URL:

    class OnTheServer(LedgerAgainstPlainSums):
        """A real ArangoDB, when there is one."""

        store_of = ArangoServerStore

    TestOnTheServer = OnTheServer.TestCase
    TestOnTheServer.settings = settings(max_examples=20, stateful_step_count=30)
