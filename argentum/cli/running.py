"""Running a command: one line for every error, and the exit code that belongs to it."""

from __future__ import annotations

import sys
from dataclasses import replace
from importlib import import_module

from argentum.cli.standard_streams import guarded_streams
from argentum.errors import ArgentumError, ConfigurationError, UsageError

_INTERRUPTED = 130


def run(application: str, program: str, arguments: list[str] | None = None) -> None:
    """Run a command of the typer application in a module and end the process with its exit code.

    An error is one line unless `--debug` is given, which may stand anywhere.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in given
    given = [argument for argument in given if argument != "--debug"]
    with guarded_streams() as streams:
        try:
            code = _exit_code(application, program, given)
        except KeyboardInterrupt:
            _tell(f"{program}: interrupted")
            code = _INTERRUPTED
        except ArgentumError as error:
            if debug:
                raise
            told = _with_flags_as_usage(error)
            _tell(f"{program}: {told}")
            code = told.exit_code
        except Exception as error:
            if debug:
                raise
            kind = type(error).__name__
            _tell(f"{program}: a fault of argentum itself ({kind}: {error}); run it again with --debug")
            code = 1
        code = streams.exit_code(program, code)
    sys.exit(code)


def _exit_code(application: str, program: str, given: list[str]) -> int:
    """Run the command; its own errors come out, those of typer are told."""
    commands = import_module(application).app
    from typer.exceptions import TyperException

    from argentum.cli.flags import usage_line

    try:
        ended = commands(args=given, prog_name=program, standalone_mode=False)
    except TyperException as error:
        _tell(usage_line(error, program, given))
        return error.exit_code
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    if ended == _INTERRUPTED:
        raise KeyboardInterrupt  # typer has made an exit code of it
    return ended if isinstance(ended, int) else 0


def _with_flags_as_usage(error: ArgentumError) -> ArgentumError:
    """Take wrong values of flags for what they are: wrong usage, told by the flag and not by the key it sets."""
    if not isinstance(error, ConfigurationError):
        return error
    faults = tuple(replace(fault, key="") if fault.source.startswith("--") else fault for fault in error.faults)
    if all(fault.source.startswith("--") for fault in faults):
        return UsageError("\n".join(map(str, faults)))
    return ConfigurationError(faults)


def _tell(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201 - errors are told on standard error
