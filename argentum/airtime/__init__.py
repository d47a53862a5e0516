"""Who had how much of a meeting, under which rule, and what the rule did about it."""
