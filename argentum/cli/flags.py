"""Wrong values of flags, told in one form: the flag as typed, what was found, what is allowed, the nearest name."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

import typer

from argentum.errors import Fault, UsageError

if TYPE_CHECKING:
    from typer.exceptions import TyperException


def wrong_value(flag: str, found: object, allowed: str, *, nearest: str | None = None) -> UsageError:
    """Give the error for a wrong value of a flag."""
    return UsageError(str(Fault(source=flag, key="", found=_shown(found), allowed=allowed, nearest=nearest)))


def one_of(flag: str, found: str, choices: Sequence[str]) -> str:
    """Give the value back when it is one of the choices. Raises `UsageError`."""
    if found in choices:
        return found
    near = get_close_matches(found, choices, n=1)
    allowed = f"{', '.join(choices[:-1])} or {choices[-1]}"
    raise wrong_value(flag, found, allowed, nearest=near[0] if near else None)


def finite(param: typer.CallbackParam, value: float | None) -> float | None:
    """Let a number pass and refuse infinity and what is no number; a callback of float options."""
    if value is not None and not math.isfinite(value):
        raise wrong_value(param.opts[0], value, f"a finite number{_range(param)}")
    return value


def readable(argument: str, what: str) -> str:
    """Read words of the command line as UTF-8 even where the locale is not. Raises `UsageError` for other bytes."""
    try:
        argument.encode()
    except UnicodeEncodeError:
        try:
            return os.fsencode(argument).decode()
        except UnicodeDecodeError:
            raise UsageError(f"{what}: found bytes that are not UTF-8, allowed: text in UTF-8") from None
    return argument


def usage_line(error: TyperException, program: str, given: Sequence[str]) -> str:
    """Tell an error that typer found in one line; the help that it gives for a missing command is left as it is."""
    message = error.format_message()
    if message.startswith("Usage:"):
        return message
    if isinstance(error, typer.BadParameter) and error.param is not None and error.message:
        typed = [name for name in error.param.opts if any(each.split("=")[0] == name for each in given)]
        flag = [*typed, *error.param.opts][0]
        return f"{program}: {_wrong_number(flag, error) or f'{flag}: {_on_one_line(error.message)}'}"
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else program
    line = _on_one_line(message).removesuffix(".")
    return f"{program}: {line[:1].lower()}{line[1:]} (see {path} --help)"


def _wrong_number(flag: str, error: typer.BadParameter) -> UsageError | None:
    """Say what a number has to be; pydantic, which typer asks, knows what was found."""
    from pydantic import ValidationError

    cause = error.__cause__
    if not isinstance(cause, ValidationError):
        return None
    kind = "a whole number" if "int" in cause.title else "a number" if "float" in cause.title else ""
    if not kind:
        return None
    found = cause.errors()[0]["input"]
    try:
        shown: object = float(found) if kind == "a number" else int(found)
    except (TypeError, ValueError):
        shown = found
    return wrong_value(flag, shown, kind + _range(error.param))


def _range(param: object) -> str:
    low, high = getattr(param, "min", None), getattr(param, "max", None)
    if low is not None and high is not None:
        return f" from {low:g} to {high:g}"
    return f" of at least {low:g}" if low is not None else ""


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _shown(found: object) -> str:
    return f"{found:g}" if isinstance(found, float) else json.dumps(found, ensure_ascii=False)
