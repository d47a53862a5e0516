"""Simulated meetings: people with named behaviours under a rule, thousands of meetings in seconds."""
