"""Keys: who holds one is somebody. The server knows their digests only."""

from __future__ import annotations

import hashlib
import hmac

from argentum.airtime.live.viewer import Viewer
from argentum.ports.room_store import StoredKey

LONGEST_KEY = 200
"""Characters; nothing longer was ever given out."""


def digest_of(key: str) -> bytes:
    """Give what is kept of a key."""
    return hashlib.sha256(key.encode()).digest()


def is_operator(key: str, operator_digest: bytes) -> bool:
    """Compare a key with the operator's, in a time that tells nothing."""
    return len(key) <= LONGEST_KEY and hmac.compare_digest(digest_of(key), operator_digest)


class KeyRing:
    """The keys of all rooms."""

    def __init__(self) -> None:
        """Begin without keys."""
        self._keys: dict[bytes, StoredKey] = {}

    def add(self, key: StoredKey) -> None:
        """Take a key in."""
        self._keys[key.digest] = key

    def replace(self, key: StoredKey) -> list[bytes]:
        """Take a key in and drop those that it replaces; gives their digests."""
        dead = [
            digest
            for digest, other in self._keys.items()
            if (other.room, other.role, other.participant) == (key.room, key.role, key.participant)
        ]
        for digest in dead:
            del self._keys[digest]
        self.add(key)
        return dead

    def drop(self, room: str) -> None:
        """Forget all keys of a room."""
        self._keys = {digest: key for digest, key in self._keys.items() if key.room != room}

    def find(self, key: str, room: str) -> tuple[Viewer, bytes] | None:
        """Find whose key this is in a room.

        Looked up by its digest: what a stopwatch could learn is about the digest of a guess, which helps nobody.
        """
        if len(key) > LONGEST_KEY:
            return None
        digest = digest_of(key)
        found = self._keys.get(digest)
        if found is None or found.room != room or not hmac.compare_digest(found.digest, digest):
            return None
        return Viewer(found.role, found.participant), digest
