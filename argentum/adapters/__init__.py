"""Concrete providers behind the ports; only `wiring` imports them."""
