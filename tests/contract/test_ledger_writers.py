"""Several writers at once: they take turns, and nothing is lost or counted twice."""

from __future__ import annotations

import threading

from tests.ayni_builders import draft
from tests.ledger_stores import Store

EACH = 25


def test_writers_take_turns_and_none_loses_or_doubles_anything(store: Store) -> None:
    failures: list[Exception] = []
    store.open()

    def write(name: str) -> None:
        try:
            ledger = store.open()
            for n in range(EACH):
                ledger.append([draft(f"{name}-{n}"), draft(f"shared-{n}")], now_ms=n)
        except Exception as error:  # noqa: BLE001 - told to the test, which runs in another thread
            failures.append(error)

    writers = [threading.Thread(target=write, args=(name,)) for name in ("a", "b", "c")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert failures == []
    assert store.open().verify(now_ms=1).number == 4 * EACH


def test_a_ledger_is_made_once_however_many_come_first_at_once(store: Store) -> None:
    made: list[int] = []
    failures: list[Exception] = []

    def come(now_ms: int) -> None:
        try:
            made.append(store.open(now_ms=now_ms).terms.created_at_ms)
        except Exception as error:  # noqa: BLE001 - as above
            failures.append(error)

    comers = [threading.Thread(target=come, args=(n,)) for n in range(4)]
    for comer in comers:
        comer.start()
    for comer in comers:
        comer.join()

    assert failures == []
    assert len(made) == 4
    assert len(set(made)) == 1
