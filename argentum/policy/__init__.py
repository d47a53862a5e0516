"""What a session may do, with which numbers: typed knobs with unit, range and meaning."""

from argentum.policy.model import Policy

__all__ = ["Policy"]
