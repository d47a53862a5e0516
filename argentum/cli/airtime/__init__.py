"""The commands of `argentum airtime`, one a file."""
