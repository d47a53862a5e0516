"""Airtime tokens: what speaking and reacting cost, the purses, and who trades with whom."""
