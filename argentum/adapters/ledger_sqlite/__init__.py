"""The ledger in a single SQLite file: write-ahead log, synced at every commit, one writer at a time."""
