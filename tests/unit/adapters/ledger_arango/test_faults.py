"""Whatever the server or the way to it does, nothing that was acknowledged is lost, and nothing is counted twice."""

from __future__ import annotations

import socket
import time

import pytest

from argentum.adapters.ledger_arango.address import Address, Credentials
from argentum.adapters.ledger_arango.store import ArangoLedger
from argentum.ayni.ledger import Selection
from argentum.errors import (
    ArgentumError,
    KeyMissingError,
    LedgerBusyError,
    ProviderGoneError,
    StorageError,
)
from tests.arango_double.engine import Refusal
from tests.arango_double.server import ArangoDouble, Fault, What
from tests.ayni_builders import draft
from tests.unit.adapters.ledger_arango.conftest import HASTY, Open

THREE_SECONDS = 3.0
WRITES = [
    ("POST", "/_api/transaction/begin"),
    ("POST", "/_api/cursor"),
    ("POST", "/_api/document/argentum_ayni_entries"),
    ("POST", "/_api/document/argentum_ayni_balances"),
    ("POST", "/_api/document/argentum_ayni_books"),
]


def duration_s(since: float) -> float:
    return time.perf_counter() - since  # noqa: TID251 - the figure under test is one of real time


def now_s() -> float:
    return time.perf_counter()  # noqa: TID251 - as above


def test_a_server_that_is_not_there_is_told_in_one_line_within_three_seconds() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    began = now_s()

    with pytest.raises(ProviderGoneError, match=r"ArangoDB does not answer \(connection refused\)") as gone:
        ArangoLedger(Address.of(f"http://127.0.0.1:{port}/books"), Credentials(user="ana", password="sesame"))  # noqa: S106

    assert duration_s(began) < THREE_SECONDS
    assert "\n" not in str(gone.value)
    assert "sesame" not in str(gone.value)
    assert gone.value.exit_code == 6


def test_a_server_that_hangs_in_the_middle_of_a_commit_is_told_within_three_seconds(
    double: ArangoDouble, open_ledger: Open
) -> None:
    ledger = open_ledger()
    double.faults.append(Fault("PUT", "/_api/transaction", "hang", times=2))
    began = now_s()

    with pytest.raises(ProviderGoneError, match="whether it was recorded is not known"):
        ledger.append([draft()], now_ms=1)

    assert duration_s(began) < THREE_SECONDS


@pytest.mark.parametrize("what", ["break before", "break after", "hang"])
@pytest.mark.parametrize(("method", "path"), WRITES)
def test_a_fault_before_the_commit_records_nothing_and_a_retry_records_once(
    double: ArangoDouble, open_ledger: Open, method: str, path: str, what: What
) -> None:
    ledger, unlucky = open_ledger(), open_ledger(patience=HASTY)
    acknowledged = ledger.append([draft("i-1")], now_ms=1)
    double.faults.append(Fault(method, path, what))

    with pytest.raises(ProviderGoneError, match="ArangoDB does not answer"):
        unlucky.append([draft("i-2"), draft("i-3")], now_ms=2)

    double.released.set()
    double.faults.clear()
    double.engine.let_idle_transactions_end()
    assert list(ledger.entries()) == acknowledged
    assert [each.number for each in ledger.append([draft("i-2"), draft("i-3")], now_ms=3)] == [2, 3]
    assert ledger.verify(now_ms=4).number == 3


@pytest.mark.parametrize("what", ["break before", "break after"])
def test_a_commit_whose_answer_was_lost_is_asked_for_again(
    double: ArangoDouble, ledger: ArangoLedger, what: What
) -> None:
    double.faults.append(Fault("PUT", "/_api/transaction", what))

    (entry,) = ledger.append([draft("i-1")], now_ms=1)

    assert list(ledger.entries()) == [entry]
    assert double.requests.count("PUT /_api/transaction/2") == 2
    ledger.verify(now_ms=2)


@pytest.mark.parametrize(("what", "recorded"), [("break before", 0), ("break after", 1)])
def test_an_unknown_outcome_is_told_as_such_and_a_retry_with_the_same_ids_is_safe(
    double: ArangoDouble, ledger: ArangoLedger, what: What, recorded: int
) -> None:
    double.faults.append(Fault("PUT", "/_api/transaction", what, times=2))

    with pytest.raises(ProviderGoneError, match=r"recorded is not known\. Send it again with the same"):
        ledger.append([draft("i-1")], now_ms=1)

    double.engine.let_idle_transactions_end()
    assert ledger.head().number == recorded
    (entry,) = ledger.append([draft("i-1")], now_ms=2)
    assert entry.number == 1
    assert ledger.verify(now_ms=3).number == 1


def test_what_was_acknowledged_is_there_when_the_server_comes_back(double: ArangoDouble, ledger: ArangoLedger) -> None:
    written = ledger.append([draft(f"i-{n}") for n in range(5)], now_ms=1)
    double.stop()

    for attempt in (
        lambda: ledger.append([draft("i-9")], now_ms=2),
        lambda: list(ledger.entries()),
        lambda: ledger.totals(Selection(since_ms=0)),
        lambda: ledger.verify(now_ms=3),
    ):
        with pytest.raises(ProviderGoneError, match="ArangoDB does not answer"):
            attempt()

    double.start()
    assert list(ledger.entries()) == written
    assert ledger.verify(now_ms=4).number == 5


def test_a_connection_that_was_closed_for_idleness_is_opened_again_unnoticed(
    double: ArangoDouble, ledger: ArangoLedger
) -> None:
    ledger.append([draft("i-1")], now_ms=1)
    double.break_connections()

    ledger.append([draft("i-2")], now_ms=2)

    assert ledger.head().number == 2


def test_every_commit_is_synced(double: ArangoDouble, ledger: ArangoLedger) -> None:
    before = double.engine.databases["books"].synced_commits

    ledger.append([draft("i-1")], now_ms=1)
    ledger.append_all([draft("i-2"), draft("i-3")], now_ms=1)

    assert double.engine.databases["books"].synced_commits == before + 2


def test_a_transaction_that_was_left_open_keeps_others_out_until_the_server_ends_it(
    double: ArangoDouble, open_ledger: Open
) -> None:
    killed, other = open_ledger(), open_ledger(longest_wait_ms=2_000)
    killed.connection.database.begin_transaction(exclusive=["argentum_ayni_entries"], lock_timeout=1)

    with pytest.raises(LedgerBusyError, match="another process has been writing for 2 s"):
        other.append([draft()], now_ms=1)
    assert double.requests.count("POST /_api/transaction/begin") == 4

    double.engine.let_idle_transactions_end()
    assert other.append([draft()], now_ms=1)[0].number == 1


def test_nobody_waits_for_the_lock_without_an_end(double: ArangoDouble, ledger: ArangoLedger) -> None:
    ledger.append([draft()], now_ms=1)
    begun = [request for request in double.requests if request.endswith("begin")]

    # The double refuses a time-out of 0, which would mean to wait for ever.
    assert len(begun) == 2


@pytest.mark.parametrize(
    ("answer", "error", "said"),
    [
        ((401, 401), KeyMissingError, "the server does not let this user in; ARGENTUM_ARANGO_USER and"),
        ((403, 11), KeyMissingError, "the server does not let this user in"),
        ((500, 18), LedgerBusyError, "another process has been writing for 10 s"),
        ((409, 1200), LedgerBusyError, "another process is writing; nothing was recorded, try again"),
        ((403, 32), StorageError, "the list is larger than one transaction may be; nothing was recorded"),
        ((500, 1104), StorageError, "the server's disk is full; nothing was recorded"),
        ((404, 1203), StorageError, "the collections of the ledger are gone"),
        ((410, 1654), StorageError, "the server has ended the transaction; nothing was recorded"),
        ((503, 503), ProviderGoneError, r"it says that it is not available \(503\)"),
        ((418, 4242), StorageError, r"the ledger cannot be used \(a teapot, error 4242\); see the server's log"),
    ],
)
def test_what_the_server_refuses_is_told_in_the_words_of_a_ledger(
    double: ArangoDouble, ledger: ArangoLedger, answer: tuple[int, int], error: type[ArgentumError], said: str
) -> None:
    double.faults.append(Fault("POST", "/_api/transaction/begin", "refuse", Refusal(*answer, "a\nteapot"), times=10))

    with pytest.raises(error, match=said) as told:
        ledger.append([draft()], now_ms=1)

    assert "\n" not in str(told.value)
    double.faults.clear()
    assert ledger.head().number == 0


@pytest.mark.parametrize("path", ["/_api/document/argentum_ayni_entries", "/_api/document/argentum_ayni_books"])
def test_a_refusal_in_the_middle_undoes_the_batch(double: ArangoDouble, ledger: ArangoLedger, path: str) -> None:
    double.faults.append(Fault("POST", path, "refuse", Refusal(409, 1200, "write-write conflict")))

    with pytest.raises(LedgerBusyError, match="another process is writing"):
        ledger.append([draft("i-1"), draft("i-2")], now_ms=1)

    assert list(ledger.entries()) == []
    assert ledger.totals() == []
    assert [each.number for each in ledger.append([draft("i-1")], now_ms=1)] == [1]
    ledger.verify(now_ms=2)


def test_no_proxy_of_the_environment_gets_to_see_the_password(
    open_ledger: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "")

    assert open_ledger().head().number == 0


def test_a_redirection_is_not_followed(double: ArangoDouble, ledger: ArangoLedger) -> None:
    double.faults.append(Fault("POST", "/_api/cursor", "refuse", Refusal(307, 0, "moved")))

    with pytest.raises(StorageError, match="the ledger cannot be used"):
        ledger.head()

    assert double.requests[-1] == "POST /_api/cursor"


def test_a_user_who_is_not_let_in_is_told_without_the_password(open_ledger: Open) -> None:
    with pytest.raises(KeyMissingError, match="the server does not let this user in") as told:
        open_ledger(password="sesame")  # noqa: S106 - a wrong one

    assert "sesame" not in str(told.value)
    assert told.value.exit_code == 4
