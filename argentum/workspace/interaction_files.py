"""Interactions from files: a JSON object a line, or CSV with a line of names."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import TextIO

from argentum.ayni.amount import read_amount
from argentum.ayni.entry import Draft
from argentum.ayni.interaction import Interaction, draft_of
from argentum.ayni.settings import AyniSettings
from argentum.errors import ConfigurationError, Fault, InteractionError, MissingPathError, UsageError
from argentum.exact_json import read_exact

NEEDED = ("id", "initiator", "responder", "contribution", "consumption")
OPTIONAL = ("timestamp", "unit", "contribution_unit", "consumption_unit", "quality", "outcome", "note")
_KEYS = (*NEEDED, *OPTIONAL)
_NUMBERS = ("contribution", "consumption", "quality")
_OTHER_SEPARATORS = ((";", "semicolons"), ("\t", "tabs"))
"""What spreadsheets put between cells where the comma is the decimal sign."""

ReadMoment = Callable[[str], int]
"""Turns a moment as text into milliseconds; raises `UsageError`."""


def open_text(path: Path) -> TextIO:
    """Open a file of text for `utf8_lines`. Raises `MissingPathError`."""
    try:
        # Bytes that are not UTF-8 become lone surrogates, so that the line in which they stand can be told.
        return path.open(encoding="utf-8-sig", errors="surrogateescape", newline="")
    except OSError as error:
        raise MissingPathError(f"{path}: cannot be read ({(error.strerror or '').lower()})") from error


def utf8_lines(file: TextIO, source: Path) -> Iterator[str]:
    """Give line after line, once, so that it may be a pipe. Raises `ConfigurationError` for one that is not UTF-8."""
    for line, text in enumerate(file, 1):
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise _fault(source, line, "", "bytes that are not UTF-8", "UTF-8 text; save the file as UTF-8") from error
        yield text


def read_drafts(
    lines: Iterable[str], *, source: Path, settings: AyniSettings, moment_ms: ReadMoment
) -> Iterator[Draft]:
    """Read and check interactions as `numbered_drafts`, without the numbers of their lines."""
    found = numbered_drafts(lines, source=source, settings=settings, moment_ms=moment_ms)
    return (draft for _, draft in found)


def numbered_drafts(
    lines: Iterable[str], *, source: Path, settings: AyniSettings, moment_ms: ReadMoment
) -> Iterator[tuple[int, Draft]]:
    """Read and check the interactions in `utf8_lines` one after the other, each with the number of its line.

    `.csv` files are CSV, all others JSON lines. Raises `ConfigurationError` with file, line and key for the first one
    that is wrong.
    """
    rows = _csv_rows(lines, source) if source.suffix.lower() == ".csv" else json_rows(lines, source)
    for line, row in rows:
        yield line, _draft(row, line=line, source=source, settings=settings, moment_ms=moment_ms)


def _draft(
    row: Mapping[str, object], *, line: int, source: Path, settings: AyniSettings, moment_ms: ReadMoment
) -> Draft:
    for key in row:
        if key not in _KEYS:
            near = get_close_matches(key, _KEYS, n=1)
            raise _fault(source, line, key, "an unknown key", ", ".join(_KEYS), nearest=near[0] if near else None)
    for key in NEEDED:
        if key not in row:
            raise _fault(source, line, key, "nothing", "a value")
    given: dict[str, object] = {key: value for key, value in row.items() if value is not None}
    moment = given.pop("timestamp", None)
    unit = given.pop("unit", None)
    for key, value in given.items():
        if key in _NUMBERS:
            if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
                raise _fault(source, line, key, repr(value), "a number")
        elif not isinstance(value, str):
            raise _fault(source, line, key, repr(value), "a text")
    try:
        for side in ("contribution_unit", "consumption_unit"):
            given.setdefault(side, unit)
        happened_at_ms = None if moment is None else moment_ms(str(moment))
        interaction = Interaction(**given, happened_at_ms=happened_at_ms)  # type: ignore[arg-type]  # checked key by key above
        return draft_of(interaction, settings)
    except (InteractionError, UsageError) as error:
        raise InteractionError(f"{source}:{line}: {error}; nothing was recorded") from error


def json_rows(lines: Iterable[str], source: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    """Read the objects of JSON lines with the numbers of their lines, every digit of a number kept.

    Raises `ConfigurationError`.
    """
    for line, text in enumerate(lines, 1):
        if not text.strip():
            continue
        try:
            row = read_exact(text)
        except (ValueError, RecursionError) as error:
            raise _fault(source, line, "", f"broken JSON ({error})", "one JSON object a line") from error
        if not isinstance(row, dict):
            raise _fault(source, line, "", type(row).__name__, "one JSON object a line")
        yield line, row


def _csv_rows(lines: Iterable[str], source: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    reader = csv.reader(lines)
    try:
        names = next(reader, [])
        if len(names) == 1 and (found := next((name for sign, name in _OTHER_SEPARATORS if sign in names[0]), None)):
            raise _fault(source, 1, "", f"{found} between the names", "commas; save the file as comma-separated values")
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(names):
                raise _fault(
                    source, reader.line_num, "", f"{len(cells)} cells", f"{len(names)}, as in the line of names"
                )
            yield reader.line_num, {name: _cell(name, cell) for name, cell in zip(names, cells, strict=True) if cell}
    except csv.Error as error:
        raise _fault(source, reader.line_num, "", f"broken CSV ({error})", "comma-separated values") from error


def _cell(name: str, cell: str) -> object:
    if name not in _NUMBERS:
        return cell
    try:
        return read_amount(cell, what=name)
    except InteractionError:
        return cell  # Whoever reads the row says what is wrong with it.


def _fault(
    source: Path, line: int, key: str, found: str, allowed: str, *, nearest: str | None = None
) -> ConfigurationError:
    return ConfigurationError(
        (Fault(source=str(source), key=key, found=found, allowed=allowed, line=line, nearest=nearest),)
    )
