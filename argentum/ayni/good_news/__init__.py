"""What is worth celebrating: findings like alerts, with evidence and without thresholds to be held to.

A ledger that only ever warns is not looked at for long.
"""
