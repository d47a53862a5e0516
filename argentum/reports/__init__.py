"""What people read: tables and transcript lines for the console, files and a page for the session folder."""
