"""Live rooms in one SQLite file."""
