"""Opening a ledger file, and waiting for one's turn to write.

SQLite's own queue is not fair: of two processes that write in a tight loop one can starve for seconds, because its
waits grow while the other's pauses stay short. Here a waiting writer asks again after a short random while, up to a
limit, and is then refused in one sentence.

A write-ahead log wants files beside the ledger even from those who only read. Where they cannot be made, on a read-only
or a full disk, the file is opened for reading alone: by its log if that is there, else as a file that nobody changes.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from argentum.adapters.ledger_sqlite.schema import APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION
from argentum.errors import ConfigurationError, Fault, LedgerBusyError, MissingPathError, StorageError
from argentum.rng import Streams

LONGEST_WAIT_MS = 10_000
_LONGEST_PAUSE_MS = 12
IN_MEMORY = ":memory:"
_MAY_STILL_BE_READ = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
}
_WHY_NOT = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk is full or fails",
    sqlite3.SQLITE_CANTOPEN: "the file, or its log beside it, cannot be opened or made",
}
_WHOSE = """
SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version),
  (SELECT count(*) FROM sqlite_schema)
"""

Result = TypeVar("Result")


class Connection:
    """A connection that takes its turn; `path` is `:memory:` for a ledger that lasts as long as the process."""

    def __init__(self, path: str, *, must_exist: bool = False, longest_wait_ms: int = LONGEST_WAIT_MS) -> None:
        """Open or make the file, and bring it to the present schema.

        Raises `MissingPathError`, `ConfigurationError` for a file that is no ledger or a newer one, `LedgerBusyError`
        and `StorageError`.
        """
        self.path = path
        self.longest_wait_ms = longest_wait_ms
        self._pauses = Streams(os.getpid()).named("ledger back-off")
        if path != IN_MEMORY:
            _prepare_folder(Path(path), must_exist=must_exist)
        self.read_only = False
        self.address = path
        """By which SQLite opens it; a URI for reading alone."""
        try:
            self.raw = self._opened()
            try:
                whose = self._whose()
            except sqlite3.OperationalError as error:
                self.raw.close()
                whose = self._reading_alone(error)
        except sqlite3.Error as error:
            raise self._translated(error) from error
        try:
            self._set_up(*whose)
        except BaseException:
            self.close()
            raise

    def _opened(self) -> sqlite3.Connection:
        return sqlite3.connect(
            self.address, timeout=0, isolation_level=None, check_same_thread=False, uri=self.read_only
        )

    def _whose(self) -> tuple[int, int, int]:
        # One statement, one snapshot: another process may be making this very file.
        program, version, tables = self._when_free(lambda: self.raw.execute(_WHOSE).fetchone())
        return program, version, tables

    def _reading_alone(self, error: sqlite3.OperationalError) -> tuple[int, int, int]:
        """Open the file for reading alone. Raises the error when that is not possible either."""
        log = Path(f"{self.path}-wal")
        if error.sqlite_errorcode & 0xFF not in _MAY_STILL_BE_READ or not Path(self.path).is_file():
            raise error
        self.read_only = True
        # Without the log its entries would be missing, so the file stands for itself only where there is none.
        ways = ["mode=ro"] if log.is_file() and log.stat().st_size else ["mode=ro", "mode=ro&immutable=1"]
        for way in ways:
            self.address = f"file:{quote(str(Path(self.path).absolute()))}?{way}"
            try:
                self.raw = self._opened()
                return self._whose()
            except sqlite3.OperationalError:
                self.raw.close()
        raise error

    def _set_up(self, program: int, version: int, tables: int) -> None:
        with self.translating():
            if program not in {0, APPLICATION_ID} or (program == 0 and tables):
                raise self._not_a_ledger("a database of another program")
            if version > SCHEMA_VERSION:
                raise self._not_a_ledger(f"a ledger of schema {version}, written by a newer argentum")
            if self.read_only:
                if version < SCHEMA_VERSION:
                    raise StorageError(
                        f"{self.path}: a ledger of an older schema, which takes writing to be read; copy it to where "
                        "it can be written"
                    )
                return
            # Small pages: an entry touches eight, and the log writes each of them whole. Only a new file heeds it.
            self._pragma("page_size = 2048")
            self._when_free(lambda: self._pragma("journal_mode = WAL"))
            # FULL syncs the log at every commit: what was acknowledged survives a power cut.
            for setting in ("synchronous = FULL", "wal_autocheckpoint = 8000", "cache_size = -32768"):
                self._pragma(setting)
        if version < SCHEMA_VERSION:
            self._migrate()

    def _migrate(self) -> None:
        with self.writing() as raw:
            for version in range(self._pragma("user_version"), SCHEMA_VERSION):
                for statement in statements(MIGRATIONS[version]):
                    raw.execute(statement)
            raw.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Hold the file for a transaction: committed durably at the end, undone by any error.

        Raises `LedgerBusyError` when another process keeps it for longer than `longest_wait_ms`.
        """
        if self.read_only:
            raise self._not_writable()
        with self.translating():
            self._when_free(lambda: self.raw.execute("BEGIN IMMEDIATE"))
            try:
                yield self.raw
                self.raw.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self.raw.execute("ROLLBACK")
                raise

    @contextmanager
    def translating(self) -> Iterator[None]:
        """Turn errors of SQLite into ours."""
        try:
            yield
        except sqlite3.Error as error:
            raise self._translated(error) from error

    def close(self) -> None:
        """Let go of the file."""
        self.raw.close()

    def _when_free(self, step: Callable[[], Result]) -> Result:
        """Try until nobody else has the file; SQLite does the waiting, in pauses of random length."""
        waited_ms = 0
        while True:
            pause_ms = self._pauses.randint(1, _LONGEST_PAUSE_MS) if waited_ms < self.longest_wait_ms else 0
            self.raw.execute(f"PRAGMA busy_timeout = {pause_ms}")
            try:
                result = step()
            except sqlite3.OperationalError as error:
                if not _is_busy(error):
                    raise
                if waited_ms >= self.longest_wait_ms:
                    raise LedgerBusyError(
                        f"{self.path}: another process has been writing for {self.longest_wait_ms / 1000:g} s; "
                        "nothing was recorded, try again when it is done"
                    ) from error
                waited_ms += pause_ms
            else:
                # Readers hardly ever wait, and then for a moment: SQLite's own waiting will do.
                self.raw.execute(f"PRAGMA busy_timeout = {self.longest_wait_ms}")
                return result

    def _pragma(self, text: str) -> int:
        row = self.raw.execute(f"PRAGMA {text}").fetchone()
        return row[0] if row else 0

    def _not_a_ledger(self, found: str) -> ConfigurationError:
        return ConfigurationError((Fault(source=self.path, key="", found=found, allowed="an ayni ledger"),))

    def _not_writable(self) -> StorageError:
        return StorageError(
            f"{self.path}: can be read, but not written; nothing was recorded, make room on the disk or copy the "
            "ledger to where it can be written"
        )

    def _translated(self, error: sqlite3.Error) -> Exception:
        if isinstance(error, sqlite3.IntegrityError) and "REAL value" in str(error):
            return StorageError(
                f"{self.path}: a sum would outgrow the ledger (9.2e12); nothing was recorded, use a larger unit"
            )
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_NOTADB:
            return self._not_a_ledger("a file that is no SQLite database")
        if code == sqlite3.SQLITE_READONLY:
            return self._not_writable()
        if Path(f"{self.path}-wal").is_file() and code == sqlite3.SQLITE_CANTOPEN:
            return StorageError(
                f"{self.path}: its last entries stand in {self.path}-wal, which cannot be read here; copy both "
                "files to a folder that can be written"
            )
        why = _WHY_NOT.get(code, str(error))
        return StorageError(f"{self.path}: the ledger cannot be used ({why}); check the disk and the file")


def _is_busy(error: sqlite3.Error) -> bool:
    return error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def _prepare_folder(path: Path, *, must_exist: bool) -> None:
    if must_exist and not path.is_file():
        raise MissingPathError(f"{path}: no such ledger; argentum ayni record makes one")
    if path.is_dir():
        raise StorageError(f"{path}: a folder stands where the ledger is needed; name a file in it")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"{path}: cannot be written ({(error.strerror or '').lower()}); choose another folder"
        ) from error


def statements(script: str) -> list[str]:
    """Split a script; `executescript` would commit the transaction that it runs in."""
    found, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending)
            pending = ""
    return found
