"""Errors of the REST interface: always one form, never a trace of what is inside."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from argentum.errors import ArgentumError, InputError, StorageError, UsageError

log = logging.getLogger("argentum.server")


_HEADERS: dict[int, Mapping[str, str]] = {401: {"WWW-Authenticate": "Bearer"}, 429: {"Retry-After": "1"}}
"""A bucket that is empty holds something again after a second, whatever it is for."""


class _What(BaseModel):
    what: str
    where: str
    expected: str


class Refusal(BaseModel):
    """Every error has this form."""

    error: _What


_REFUSALS: dict[int, str] = {
    400: "It cannot be read.",
    401: "No key for this.",
    403: "A key of another role.",
    404: "There is nothing of this name.",
    409: "It conflicts with what is there.",
    413: "It is too large.",
    422: "It is not as it should be; nothing was done.",
    429: "Too much at once for one key.",
    503: "It could not be stored or read; try again later.",
}


def refusals(*others: int) -> dict[int | str, dict[str, Any]]:
    """Describe the errors that a route may answer: those of all routes, and these."""
    statuses = sorted({400, 401, 413, 422, 429, 503, *others})
    return {status: {"model": Refusal, "description": _REFUSALS[status]} for status in statuses}


class AnswerError(Exception):
    """An error to be answered with: what is wrong, where, and what would be right."""

    def __init__(self, status: int, what: str, *, where: str, expected: str) -> None:
        """Say it."""
        super().__init__(what)
        self.status = status
        self.where = where
        self.expected = expected


def no_key() -> AnswerError:
    """Refuse whoever has no key, or one for something else: which of the two is not told."""
    return AnswerError(401, "no key for this", where="Authorization", expected="Bearer and a key that was given to you")


def not_allowed(expected: str) -> AnswerError:
    """Refuse a key of the wrong role."""
    return AnswerError(403, "this key does not allow it", where="Authorization", expected=expected)


def add_answers(app: FastAPI) -> None:
    """Answer every error in one form."""
    app.add_exception_handler(AnswerError, _answer)
    app.add_exception_handler(RequestValidationError, _answer)
    app.add_exception_handler(HTTPException, _answer)
    app.add_exception_handler(ArgentumError, _answer)
    app.add_exception_handler(Exception, _answer)


async def _answer(request: Request, error: Exception) -> JSONResponse:
    headers: Mapping[str, str] | None = None
    match error:
        case AnswerError():
            status, what, where, expected = error.status, str(error), error.where, error.expected
            headers = _HEADERS.get(status)
        case RequestValidationError():
            first = error.errors()[0]
            status, what, where = 422, str(first["msg"]), ".".join(str(part) for part in first["loc"])
            expected = "see /openapi.json"
        case HTTPException():
            status, what, where = error.status_code, str(error.detail), request.url.path
            expected, headers = "see /openapi.json", error.headers
            if status == 405 and (methods := _methods(request)):  # noqa: PLR2004 - HTTP
                headers = {"Allow": ", ".join(methods)}
        case StorageError():
            log.error("%s %s: %s", request.method, request.url.path, error)
            status, what, where, expected = 503, "it could not be stored or read", request.url.path, "try again later"
        case UsageError() | InputError():
            status, what, where, expected = 400, str(error), request.url.path, "see /openapi.json"
        case _:
            # The trace is logged by whoever runs us.
            log.error("%s %s: %s", request.method, request.url.path, type(error).__name__)
            status, what, where, expected = 500, "a fault of the server itself", request.url.path, "tell its operator"
    told = {"what": what, "where": where, "expected": expected}
    return JSONResponse({"error": {key: _writable(text) for key, text in told.items()}}, status, headers)


def _methods(request: Request) -> list[str]:
    """List what can be asked at an address; a route of its own tells of its own method alone."""
    return [
        method.upper()
        for path, operations in request.app.openapi()["paths"].items()
        if compile_path(path)[0].match(request.url.path)
        for method in operations
    ]


def _writable(text: str) -> str:
    """Replace half characters, which JSON can spell and no answer can hold."""
    return text.encode(errors="replace").decode()
