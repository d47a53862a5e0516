"""Who argues: casts of personas, and the built-in agents that write without a model."""
