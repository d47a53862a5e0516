"""Who may do what with the ledger: the operator, and whoever holds a key that the operator gave out."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from starlette.requests import Request

from argentum.ports.ayni_keys import AyniKey, AyniKeyStore, AyniRole
from argentum.server.answers import AnswerError, no_key, not_allowed
from argentum.server.keys import LONGEST_KEY, digest_of, is_operator
from argentum.server.rate_limit import RateLimit
from argentum.server.routes.access import bearer

RATES: dict[AyniRole, tuple[int, int]] = {"reader": (10, 30), "writer": (100, 300), "council": (10, 30)}
"""Requests a second, and most at once."""
MOST_KEYS = 1_000


class AyniKeys:
    """The keys of one ledger; safe for several threads."""

    def __init__(
        self,
        *,
        store: AyniKeyStore,
        operator_digest: bytes,
        clock: Callable[[], int],
        new_key: Callable[[], str],
    ) -> None:
        """Read which keys there are."""
        self._store = store
        self._operator_digest = operator_digest
        self._clock = clock
        self._new_key = new_key
        self._lock = Lock()
        self._limits: dict[str, RateLimit] = {}
        self._keys = {each.name: each for each in store.valid_keys()}
        self._names = {each.digest: each.name for each in self._keys.values()}

    def listed(self) -> list[AyniKey]:
        """Give all keys, in the order in which they were made."""
        with self._lock:
            return list(self._keys.values())

    def give(self, name: str, role: AyniRole) -> str:
        """Make a key. Raises an `AnswerError` when the name has one, or there are too many."""
        with self._lock:
            if name in self._keys:
                raise AnswerError(
                    409, f"{name!r} has a key already", where="name", expected="another name, or DELETE it"
                )
            if len(self._keys) >= MOST_KEYS:
                raise AnswerError(409, "there are too many keys", where="name", expected=f"at most {MOST_KEYS}")
            key = self._new_key()
            made = AyniKey(name=name, role=role, digest=digest_of(key).hex(), made_at_ms=self._clock())
            self._store.keep([*self._keys.values(), made])
            self._keys[name] = made
            self._names[made.digest] = name
            return key

    def revoke(self, name: str) -> None:
        """Let a key be dead. Raises an `AnswerError` when nobody of this name has one."""
        with self._lock:
            found = self._keys.get(name)
            if found is None:
                raise AnswerError(404, f"{name!r} has no key", where="name", expected="one of GET /ayni/keys")
            self._store.keep([each for each in self._keys.values() if each.name != name])
            del self._keys[name], self._names[found.digest]
            self._limits.pop(found.digest, None)

    def holder(self, request: Request) -> AyniKey | None:
        """Find whose key a request has; `None` stands for the operator. Raises an `AnswerError` without a good key."""
        key = bearer(request)
        if is_operator(key, self._operator_digest):
            return None
        # Looked up by its digest: what a stopwatch could learn is about the digest of a guess, which helps nobody.
        name = self._names.get(digest_of(key).hex()) if len(key) <= LONGEST_KEY else None
        found = None if name is None else self._keys.get(name)
        if found is None:
            raise no_key()
        return found

    def require(self, request: Request, *roles: AyniRole) -> str:
        """Give the name of whoever asks; the operator may do everything.

        Raises an `AnswerError` without a good key (401), with one of another role (403), and for one that asks too
        often (429).
        """
        found = self.holder(request)
        if found is None:
            return "operator"
        if found.role not in roles:
            raise not_allowed(f"a key of: {', '.join([*roles, 'operator'])}")
        with self._lock:
            limit = self._limits.setdefault(found.digest, RateLimit(*RATES[found.role], self._clock()))
            if not limit.allows(self._clock()):
                raise AnswerError(429, "too many requests at once", where="Authorization", expected="a moment later")
        return found.name

    def require_operator(self, request: Request) -> None:
        """Raise an `AnswerError` for anybody else."""
        if self.holder(request) is not None:
            raise not_allowed("the operator's key")
