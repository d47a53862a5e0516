"""What runs a session: the simulated driver on virtual time, replay, resume."""
