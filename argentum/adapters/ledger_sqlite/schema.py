"""The tables, and the steps by which a file gets from any earlier version to this one.

`entry` is the books; everything else is derived from it or guards it. The balance table is kept by a trigger, so that
no writer, not even another program, can append without counting. The indexes by participant carry what a sum needs, so
that a period is summed without touching the entries.
"""

from __future__ import annotations

from argentum.ayni.entry import COLUMNS

APPLICATION_ID = 0x41594E49
"""`AYNI` in the file's header: another program's database is never taken for a ledger."""

_BOOKS = """
CREATE TABLE terms (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  format_version INTEGER NOT NULL,
  epsilon_micro INTEGER NOT NULL CHECK (epsilon_micro > 0),
  created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE entry (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  initiator TEXT NOT NULL,
  responder TEXT NOT NULL CHECK (responder <> initiator),
  contribution_micro INTEGER NOT NULL CHECK (contribution_micro >= 0 OR reverses IS NOT NULL),
  contribution_unit TEXT NOT NULL,
  contribution_rate_pico INTEGER NOT NULL,
  consumption_micro INTEGER NOT NULL CHECK (consumption_micro >= 0 OR reverses IS NOT NULL),
  consumption_unit TEXT NOT NULL,
  consumption_rate_pico INTEGER NOT NULL,
  quality_micro INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  note TEXT NOT NULL,
  given_micro INTEGER NOT NULL,
  taken_micro INTEGER NOT NULL,
  happened_at_ms INTEGER NOT NULL,
  recorded_at_ms INTEGER NOT NULL,
  reverses TEXT,
  digest BLOB NOT NULL
) STRICT;
CREATE INDEX entry_by_initiator ON entry (initiator, happened_at_ms, number, contribution_unit, given_micro, reverses);
CREATE INDEX entry_by_responder ON entry (responder, happened_at_ms, number, consumption_unit, taken_micro, reverses);
CREATE INDEX entry_by_time ON entry (happened_at_ms, number);
CREATE UNIQUE INDEX entry_by_reversed ON entry (reverses) WHERE reverses IS NOT NULL;

CREATE TABLE head (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  number INTEGER NOT NULL,
  digest BLOB NOT NULL,
  recorded_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE balance (
  participant TEXT NOT NULL,
  unit TEXT NOT NULL,
  given_micro INTEGER NOT NULL,
  taken_micro INTEGER NOT NULL,
  as_initiator INTEGER NOT NULL,
  as_responder INTEGER NOT NULL,
  PRIMARY KEY (participant, unit)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER entry_is_counted AFTER INSERT ON entry BEGIN
  INSERT INTO balance
    VALUES (NEW.initiator, NEW.contribution_unit, NEW.given_micro, 0, iif(NEW.reverses IS NULL, 1, -1), 0)
    ON CONFLICT DO UPDATE SET
      given_micro = given_micro + excluded.given_micro, as_initiator = as_initiator + excluded.as_initiator;
  INSERT INTO balance
    VALUES (NEW.responder, NEW.consumption_unit, 0, NEW.taken_micro, 0, iif(NEW.reverses IS NULL, 1, -1))
    ON CONFLICT DO UPDATE SET
      taken_micro = taken_micro + excluded.taken_micro, as_responder = as_responder + excluded.as_responder;
END;
CREATE TRIGGER entry_is_not_changed BEFORE UPDATE ON entry BEGIN
  SELECT RAISE(ABORT, 'entries are never changed; record a reversal');
END;
CREATE TRIGGER entry_is_not_removed BEFORE DELETE ON entry BEGIN
  SELECT RAISE(ABORT, 'entries are never removed; record a reversal');
END;
"""

_CHECKPOINTS = """
CREATE TABLE checkpoint (
  number INTEGER PRIMARY KEY,
  digest BLOB NOT NULL,
  recorded_at_ms INTEGER NOT NULL,
  verified_at_ms INTEGER NOT NULL,
  totals TEXT NOT NULL
) STRICT;
"""

MIGRATIONS: tuple[str, ...] = (_BOOKS, _CHECKPOINTS)
"""Step n takes a file from version n to n + 1; a new file has version 0. Steps are only ever added."""
SCHEMA_VERSION = len(MIGRATIONS)

FIELDS = ", ".join(COLUMNS)
INSERT_ENTRY = f"INSERT INTO entry ({FIELDS}, digest) VALUES ({', '.join('?' * (len(COLUMNS) + 1))})"  # noqa: S608 - constants
