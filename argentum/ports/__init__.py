"""What the session needs from outside, as protocols; `wiring` picks who provides it."""
