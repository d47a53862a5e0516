"""Simulated writers, voices and playback: seeded, documented, and shipped as products."""
