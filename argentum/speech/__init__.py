"""Text on its way to a voice: sentences, words, sanitising, and what was heard of it."""
