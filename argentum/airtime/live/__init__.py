"""A meeting while it goes on: what comes in, what each may see of it, and what the bridge is to do."""
