"""Every error that argentum raises on purpose.

    ArgentumError                     exit code
    ├── UsageError                    2   the call does not make sense
    ├── InputError                    3   a file or a value that was given is wrong
    │   ├── ConfigurationError        3   policy, manifest, preset, agent cast
    │   ├── TimelineFormatError       3   a recording of a meeting that breaks its format
    │   ├── MissingPathError          3   a file or folder that is not there
    │   ├── StorageError              3   a file that cannot be written (full disk, read-only)
    │   ├── InteractionError          3   an interaction that no ledger can hold; also a ValueError
    │   ├── EntryConflictError        3   an id that the ledger has with other data
    │   ├── CouncilError              3   what a council decides does not fit what is before it
    │   └── LedgerBusyError           3   another process is writing to the ledger
    ├── KeyMissingError               4   a provider was asked for without its key
    ├── BudgetReachedError            5   calls or money ran out; the result so far is saved
    ├── ProviderGoneError             6   a provider stopped answering; the result so far is saved
    ├── VerificationError             1   a journal or a ledger does not agree with itself
    ├── PolicyViolationError          1   a wish of a person in a meeting that its policy does not allow
    └── ProtocolError                     misuse of the core by its driver: our own fault
        ├── IllegalPhaseError             a signal that the present phase of a micro-turn does not allow
        ├── SecuredCollectionError        a plain write to a collection that only takes ledger entries
        └── LedgerError                   a posting that would take a balance out of its bounds

Only the leaves are raised. `str(error)` is the one line that a user reads: what, where, what would be right.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


class ArgentumError(Exception):
    """Base of all errors; carries the exit code that the command line ends with."""

    exit_code: ClassVar[int] = 1


class UsageError(ArgentumError):
    """The call does not make sense as it stands."""

    exit_code = 2


class InputError(ArgentumError):
    """A file or a value that was given is wrong."""

    exit_code = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One wrong value: where it stands, what was found and what would be right."""

    source: str
    """File, flag or environment variable."""
    key: str
    """Dotted path inside the source; empty when the source as a whole is meant."""
    found: str
    allowed: str
    line: int | None = None
    nearest: str | None = None

    def __str__(self) -> str:
        """Give the fault as one line."""
        where = self.source if self.line is None else f"{self.source}:{self.line}"
        key = f" {self.key}:" if self.key else ""
        hint = f"; did you mean {self.nearest!r}?" if self.nearest else ""
        return f"{where}:{key} found {self.found}, allowed: {self.allowed}{hint}"


class ConfigurationError(InputError):
    """Policy, manifest, preset or agent cast with wrong values; lists every fault, applies none."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Keep the faults; the message has one line for each."""
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))

    def __reduce__(self) -> tuple[type[ConfigurationError], tuple[tuple[Fault, ...]]]:
        """Pickle by the faults, not by the message."""
        return type(self), (self.faults,)


class TimelineFormatError(InputError):
    """A recording of a meeting breaks its format; the message names the line and what was expected."""


class MissingPathError(InputError):
    """A file or folder that was named is not there."""


class StorageError(InputError):
    """A file cannot be written; what was there before is unchanged."""


class InteractionError(InputError, ValueError):
    """An interaction that no ledger can hold: negative, not a number, with oneself; nothing was recorded."""


class EntryConflictError(InputError):
    """An id that the ledger has already comes again with other data; nothing was recorded."""

    def __init__(self, message: str, *, entry_id: str | None = None) -> None:
        """Say it, and which id it is about if it is about one."""
        super().__init__(message)
        self.entry_id = entry_id


class CouncilError(InputError):
    """What a council asks or decides does not fit what is before it; nothing was noted."""


class BacklogError(InputError):
    """A buffer is full of what a subscriber has not taken yet; what came now was not taken in."""


class LedgerBusyError(InputError):
    """Another process kept the ledger to itself for too long; nothing was recorded."""


class KeyMissingError(ArgentumError):
    """A provider was asked for without its key."""

    exit_code = 4


class BudgetReachedError(ArgentumError):
    """Calls, money or time ran out; the result so far is saved."""

    exit_code = 5


class ProviderGoneError(ArgentumError):
    """A provider stopped answering; the result so far is saved."""

    exit_code = 6


class VerificationError(ArgentumError):
    """A journal or a ledger does not agree with itself."""


class PolicyViolationError(ArgentumError):
    """A wish of a person in a meeting that its policy does not allow: lending too much, a reaction too many."""


class ProtocolError(ArgentumError):
    """The core was used against its protocol; this is a fault of argentum, not of its user."""


class IllegalPhaseError(ProtocolError):
    """A micro-turn was asked to take a step that its table does not have."""


class SecuredCollectionError(ProtocolError):
    """A write to a secured collection by another way, or of another type, than it allows; nothing was written."""


class LedgerError(ProtocolError):
    """A posting would take a balance out of its bounds; nothing was posted."""
