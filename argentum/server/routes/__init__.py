"""What the server answers to, a concern a file."""
