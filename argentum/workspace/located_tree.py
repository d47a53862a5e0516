"""A configuration file as nested values that remember their lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from argentum.errors import ConfigurationError, Fault, MissingPathError

LARGEST_FILE_BYTES = 1_000_000
DEEPEST_LEVEL = 32

KeyPath = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatedTree:
    """What a YAML or JSON file says, and on which line it says it."""

    source: str
    """The file's name as messages show it."""
    content: object
    """Nested dictionaries, lists and scalars; None for an empty file."""
    lines: Mapping[KeyPath, int]
    """Line of each key, counted from 1; an item of a list has its index as key."""

    def line(self, path: KeyPath) -> int | None:
        """Give the line of a key, or of the nearest key above it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None

    def mapping(self) -> dict[str, object]:
        """Give the keys of the whole file; raises `ConfigurationError` when it holds a list or a single value."""
        if self.content is None:
            return {}
        if not isinstance(self.content, dict):
            fault = self.fault((), found="a file without keys", allowed="keys with values")
            raise ConfigurationError((fault,))
        return self.content

    def fault(self, path: KeyPath, *, found: str, allowed: str, nearest: str | None = None) -> Fault:
        """Say what is wrong with a key of this file."""
        return Fault(
            source=self.source,
            key=".".join(path),
            found=found,
            allowed=allowed,
            line=self.line(path),
            nearest=nearest,
        )


@dataclass(slots=True)
class TreeDraft:
    """A tree while its file is read; keys that come twice are collected and refused together."""

    source: str
    lines: dict[KeyPath, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def note_key(self, path: KeyPath, line: int) -> None:
        """Remember where a key stands, or that it stands there a second time."""
        if path not in self.lines:
            self.lines[path] = line
            return
        self.faults.append(
            Fault(
                source=self.source,
                key=".".join(path),
                found=f"the key a second time (first on line {self.lines[path]})",
                allowed="each key once",
                line=line,
            )
        )

    def broken(self, found: str, *, line: int | None, language: str) -> ConfigurationError:
        """Make the error for a file that cannot be read any further."""
        fault = Fault(source=self.source, key="", found=found, allowed=f"well-formed {language}", line=line)
        return ConfigurationError((fault,))

    def check_depth(self, path: KeyPath, line: int) -> None:
        """Refuse a file that nests deeper than any configuration does."""
        if len(path) > DEEPEST_LEVEL:
            fault = Fault(
                source=self.source,
                key="",
                found="values nested too deeply",
                allowed=f"at most {DEEPEST_LEVEL} levels",
                line=line,
            )
            raise ConfigurationError((fault,))

    def finished(self, content: object) -> LocatedTree:
        """Give the tree; raises `ConfigurationError` when keys came twice."""
        if self.faults:
            raise ConfigurationError(tuple(self.faults))
        return LocatedTree(source=self.source, content=content, lines=self.lines)


def read_configuration_text(path: Path, *, shown_as: str) -> str:
    """Read a configuration file whole.

    Raises `MissingPathError` when it is not there and `ConfigurationError` when it is too large, is not UTF-8 or may
    not be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE_BYTES + 1)
    except FileNotFoundError:
        raise MissingPathError(f"{shown_as}: no such file") from None
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        fault = Fault(source=shown_as, key="", found=f"a file that cannot be read ({reason})", allowed="a text file")
        raise ConfigurationError((fault,)) from None
    if len(data) > LARGEST_FILE_BYTES:
        fault = Fault(source=shown_as, key="", found="a larger file", allowed=f"at most {LARGEST_FILE_BYTES} bytes")
        raise ConfigurationError((fault,))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        fault = Fault(source=shown_as, key="", found="bytes that are not UTF-8", allowed="UTF-8 text", line=line)
        raise ConfigurationError((fault,)) from None
