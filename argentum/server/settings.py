"""What whoever starts the server decides."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """Names, keys and limits of one server."""

    operator_digest: bytes
    """SHA-256 of the key that creates rooms."""
    hosts: tuple[str, ...]
    """What a Host header may say, with the port; anything else is somebody else's name pointed at this machine."""
    origins: tuple[str, ...] = ()
    """Origins of pages that may open a WebSocket, besides those of `hosts`."""
    meeting_hosts: tuple[str, ...] = ()
    """Hosts whose meetings the bridge page may embed; only their script is let into it."""
    most_rooms: int = 1_000
    most_people: int = 200
    most_connections: int = 8
    """Of one person's key at the same time."""
    most_shared_connections: int = 50
    """Of the observers' key, which is one link for many, and of the bridge's."""
