"""Reports on who had how much of a meeting: JSON, CSV, tables and a page."""
